import { reading, type Database, type Transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { newCode, readCode } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'
import type { Actor } from '../../platform/actor.ts'
import { enterPass } from './batch.actions.ts'
import type { Batch, Pass } from './batch.ts'
import { setDone } from './batch.sql.ts'
import type { KeyedSheet } from './keying.ts'
import {
  deleteKeyed,
  insertKeyedSheets,
  keyedBefore,
  nextPlace,
  type KeyedBefore,
} from './keying.sql.ts'
import { knownParticipants } from './participant.sql.ts'
import { participantId } from './participant.ts'
import { printingOfSheet } from './printing.sql.ts'
import type { Round } from './round.ts'
import { textIn } from './round.ts'
import { roundsOf } from './round.sql.ts'
import { statementsAmong, statementsOf } from './statement.sql.ts'
import type { Statement } from './statement.ts'
import { isPersonalCode } from './turn.ts'

/** What a keyer has in front of them: whose sheet it is and what is printed on it. */
export type SheetAtHand = {
  code: string
  participant: string
  language: string
  statements: Statement[]
  /** From a printing of sheets; otherwise somebody was given a code. */
  printed: boolean
  /** What this pass holds of it already. */
  already: KeyedBefore | undefined
  /** What the other pass typed in words, to be read against the paper. */
  words: KeyedBefore | undefined
}

type At = { round: Round; batch: Batch; pass: Pass }

/**
 * The sheet with this serial, in the order of its printing. A serial is known if it was printed for
 * this round, if the other keying gave it to somebody, or if its owner has taken part already. One
 * that is not known is said at once and kept nowhere.
 */
export async function sheetAtHand(
  system: System,
  actor: Actor,
  at: At,
  typed: string,
  given = false,
): Promise<SheetAtHand> {
  const { round, batch, pass } = at
  const code = readCode(typed)
  if (code === '') throw new Refusal('paper.refused.no-serial', 422)
  if (!isPersonalCode(code)) throw new Refusal('paper.refused.serial-unknown', 422)
  const participant = participantId(system.secret, round, code)
  return reading(system.db, actor, async (db) => {
    const printing = await printingOfSheet(db, participant)
    const already = (await keyedBefore(db, batch.id, pass, [participant])).get(participant)
    const words = (await keyedBefore(db, batch.id, pass === 1 ? 2 : 1, [participant])).get(
      participant,
    )
    const known =
      given ||
      printing ||
      already ||
      words ||
      (await knownParticipants(db, [participant])).length > 0
    if (!known) throw await unknown(system, db, round, code)
    return {
      code,
      participant,
      language: already?.language ?? words?.language ?? printing?.language ?? round.languages[0]!,
      statements: await statementsFor(db, round, printing?.statements),
      printed: printing !== undefined,
      already,
      words,
    }
  })
}

async function statementsFor(
  db: Database,
  round: Round,
  printed: readonly string[] | undefined,
): Promise<Statement[]> {
  if (!printed)
    return (await statementsOf(db, round.id)).filter((each) => each.status === 'published')
  const all = await statementsAmong(db, printed)
  return printed.flatMap((id) => all.get(id) ?? [])
}

/** A serial of another of the partnership's rounds gets said so: two piles of paper were mixed up. */
async function unknown(system: System, db: Database, round: Round, code: string): Promise<Refusal> {
  const others = (await roundsOf(db, round.partnership)).filter((each) => each.id !== round.id)
  const ids = others.map((each) => participantId(system.secret, each, code))
  const [found] = await knownParticipants(db, ids)
  const other = found === undefined ? undefined : others[ids.indexOf(found)]
  return other
    ? new Refusal('paper.refused.serial-other-round', 422, {
        question: textIn(other, round.languages[0]!).question,
      })
    : new Refusal('paper.refused.serial-unknown', 422)
}

/** Keeps one sheet of a pass; again, in place of what was keyed before, only if that is what the keyer asked for. */
export async function keySheet(
  trx: Transaction,
  at: { round: Round; batch: string; pass: Pass },
  sheet: Omit<KeyedSheet, 'place' | 'uploaded'>,
  again: boolean,
): Promise<number> {
  const batch = await enterPass(trx, at.round, at.batch, at.pass)
  const before = (await keyedBefore(trx.db, at.batch, at.pass, [sheet.participant])).get(
    sheet.participant,
  )
  if (before && !again)
    throw new Refusal('paper.refused.serial-keyed', 409, { place: before.place })
  if (before) await deleteKeyed(trx.db, at.batch, at.pass, sheet.participant)
  const place = before?.place ?? (await nextPlace(trx.db, at.batch, at.pass))
  const by = batch.keyedBy[at.pass] ?? (trx.actor.kind === 'person' ? trx.actor.person : '')
  await insertKeyedSheets(
    trx.db,
    at.batch,
    at.pass,
    [{ ...sheet, place, uploaded: false }],
    by,
    trx.at,
  )
  // There was one more sheet after all.
  if (batch.doneAt[at.pass]) await setDone(trx.db, at.batch, at.pass, null)
  return place
}

/** A code for somebody without a sheet, signed so that only codes made here come back as new ones. */
export function freshCode(system: System, batch: string): { code: string; proof: string } {
  const code = newCode(3)
  return { code, proof: system.sign(`fresh-code:${batch}`, code) }
}

export function isFreshCode(system: System, batch: string, code: string, proof: string): boolean {
  return system.verify(`fresh-code:${batch}`, code, proof)
}
