import type { Context } from 'hono'
import { system as asSystem } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
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
import { isPersonalCode } from './turn.ts'

const cookie = (round: Pick<Round, 'code'>) => `arrived-${round.code}`

/** A code that was brought to a device on which somebody has answered already, until they say whether it was them. */
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
    const id = participantId(system.secret, from.round.id, code)
    if ((await knownParticipants(system.db, [id])).length > 0) {
      part.limits.wrongCode(from.address, -1)
      return code
    }
  }
  throw new Refusal('respond.refused.code', 422)
}

/**
 * Someone came with a code from paper. If this device holds somebody's answers already, they are
 * asked whether that was them; once a round is closed nothing can be joined, so the code just opens
 * what it belongs to.
 */
export async function arrive(
  system: System,
  c: Context<Env>,
  round: Round,
  code: string,
): Promise<'begun' | 'asked'> {
  const taking = takingOf(system, c, round)
  if (taking?.code === code) return 'begun'
  const open = stateOf(round, system.clock.now()) === 'open'
  if (open && taking && (await participantById(system.db, taking.participant))) {
    writeSignedCookie(system, c, cookie(round), code, 1)
    return 'asked'
  }
  beginTurn(system, c, round, { code })
  return 'begun'
}

/** The answer to “was it you?”: yes joins the two, no begins a new turn with the code. */
export async function settleArrival(
  system: System,
  c: Context<Env>,
  round: Round,
  same: boolean,
): Promise<void> {
  const code = arrivedCode(system, c, round)
  if (code === undefined) return
  clearCookie(system, c, cookie(round))
  const taking = takingOf(system, c, round)
  if (!same || !taking) {
    beginTurn(system, c, round, { code })
    return
  }
  const other = participantId(system.secret, round.id, code)
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
