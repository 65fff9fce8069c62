import type { Context } from 'hono'
import { system as asSystem } from '../../platform/actor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { readCode } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'
import {
  clearCookie,
  readSignedCookie,
  writeSignedCookie,
  type Env,
} from '../../platform/web/index.ts'
import { isSheet, joinParticipants, knownParticipants, participantById } from './participant.sql.ts'
import { participantId } from './participant.ts'
import { insertParticipants } from './response.sql.ts'
import { stateOf, type Round } from './round.ts'
import type { TakingPart } from './taking-part.actions.ts'
import { beginTurn, takingOf } from './turn.actions.ts'
import { isPersonalCode, participantActor } from './turn.ts'

const cookie = (round: Pick<Round, 'code'>) => `arrived-${round.code}`

/** A code that was typed on a device on which somebody has answered already, until they say whether it was them. */
export function arrivedCode(
  system: System,
  c: Context<Env>,
  round: Pick<Round, 'code'>,
): string | undefined {
  return readSignedCookie(system, c, cookie(round))
}

/** The code as it is written, if it is somebody's in this round. A wrong one costs; a right one is free. */
export async function knownCode(
  system: System,
  part: TakingPart,
  from: { round: Round; typed: string; address: string },
): Promise<string> {
  const code = readCode(from.typed)
  part.limits.wrongCode(from.address)
  if (isPersonalCode(code)) {
    const id = participantId(system.secret, from.round, code)
    if ((await knownParticipants(system.db, [id])).length > 0) {
      part.limits.wrongCode(from.address, -1)
      return code
    }
  }
  throw new Refusal('respond.refused.code', 422)
}

/** Whether this device holds what somebody else, or the same person by another route, has given. */
export async function holdsAnother(
  system: System,
  c: Context<Env>,
  round: Round,
  code: string,
): Promise<boolean> {
  const taking = takingOf(system, c, round)
  if (!taking || taking.code === code) return false
  const known = await reading(system.db, participantActor(taking.participant), (db) =>
    participantById(db, taking.participant),
  )
  return known !== undefined
}

/**
 * Someone came with a code from paper and said so by pressing a button: opening a link alone begins
 * nothing, because programs that look at links ahead and people who send links do that too. If this device holds somebody's answers already, they are
 * asked whether that was them.
 */
export async function arrive(
  system: System,
  c: Context<Env>,
  round: Round,
  code: string,
): Promise<'begun' | 'asked'> {
  if (takingOf(system, c, round)?.code === code) return 'begun'
  if (await holdsAnother(system, c, round, code)) {
    writeSignedCookie(system, c, cookie(round), code, 1)
    return 'asked'
  }
  beginTurn(system, c, round, { code })
  return 'begun'
}

export const settlements = ['yes', 'no', 'keep'] as const
export type Settlement = (typeof settlements)[number]

/**
 * The answer to “was it you?”: yes joins the two, no begins a new turn with the code, and whoever
 * keeps to what they had goes on without it. Once a round is closed nothing can be joined.
 */
export async function settleArrival(
  system: System,
  c: Context<Env>,
  round: Round,
  settled: Settlement,
  code: string | undefined,
): Promise<void> {
  clearCookie(system, c, cookie(round))
  if (code === undefined || settled === 'keep') return
  const taking = takingOf(system, c, round)
  const open = stateOf(round, system.clock.now()) === 'open'
  if (settled === 'no' || !taking || !open) {
    beginTurn(system, c, round, { code })
    return
  }
  const other = participantId(system.secret, round, code)
  await transaction(
    system.db,
    asSystem('join-participants'),
    system.clock.now(),
    async ({ db, at }) => {
      const channel = (await isSheet(db, other)) ? 'paper' : 'screen'
      await insertParticipants(db, [{ id: other, round: round.id, channel, language: null }], at)
      await joinParticipants(db, taking.participant, other)
    },
  )
}
