import type { Transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { insertPriorReading } from './prior-reading.sql.ts'
import { draftToChange } from './round.actions.ts'

/** Writes down that somebody has read what was said before, and what they say is new. */
export async function recordPriorReading(
  trx: Transaction,
  reading: { round: string; searchedFor: string; found: number; whatIsNew: string },
): Promise<void> {
  const round = await draftToChange(trx, reading.round)
  const whatIsNew = reading.whatIsNew.trim()
  if (whatIsNew === '') throw new Refusal('listening.refused.what-is-new', 422)
  await insertPriorReading(trx.db, {
    id: newId(trx.at),
    round: round.id,
    person: trx.actor.kind === 'person' ? trx.actor.person : null,
    searchedFor: reading.searchedFor,
    found: reading.found,
    whatIsNew,
    readAt: trx.at,
  })
}
