import type { Database } from '../../platform/database/index.ts'
import type { PriorReading } from './prior-reading.ts'

export async function insertPriorReading(db: Database, row: PriorReading): Promise<void> {
  await db
    .insertInto('listening.prior_reading')
    .values({
      id: row.id,
      round_id: row.round,
      person_id: row.person,
      searched_for: row.searchedFor,
      found: row.found,
      what_is_new: row.whatIsNew,
      read_at: row.readAt,
    })
    .execute()
}

/** Newest first. */
export async function priorReadingsOf(db: Database, round: string): Promise<PriorReading[]> {
  const rows = await db
    .selectFrom('listening.prior_reading')
    .selectAll()
    .where('round_id', '=', round)
    .orderBy('read_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    round: row.round_id,
    person: row.person_id,
    searchedFor: row.searched_for,
    found: row.found,
    whatIsNew: row.what_is_new,
    readAt: row.read_at,
  }))
}
