import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { SheetSetAside } from './settlement.ts'

/** Keeps why a sheet is left out, beside its two keyings. */
export async function insertLeftOut(
  db: Database,
  batch: string,
  row: { participant: string; place: number; language: string; why: SheetSetAside },
  by: string,
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO listening.keyed_sheet (participant_id, batch_id, pass, place, language, set_aside, keyed_by, keyed_at)
    VALUES (${row.participant}, ${batch}, 3, ${row.place}, ${row.language}, ${row.why}, ${by}, ${at})`.execute(
    db,
  )
}

/**
 * What people wrote and said about themselves now stands where it can be found, corrected and taken
 * back; no second copy of it is left in the keying.
 */
export async function wipeKeyedWords(db: Database, batch: string): Promise<void> {
  await sql`UPDATE listening.keyed_sheet SET own_statement = '', own_words = '' WHERE batch_id = ${batch}`.execute(
    db,
  )
  await sql`DELETE FROM listening.keyed_about WHERE batch_id = ${batch}`.execute(db)
}

/** Answers about oneself that were given after this moment: they stand. */
export async function answeredLater(
  db: Database,
  participants: readonly string[],
  given: Date,
): Promise<Set<string>> {
  const { rows } = await sql<{ participant_id: string; question_id: string }>`
    SELECT participant_id, question_id FROM listening.about_answer
    WHERE participant_id = ANY (${participants}::uuid[]) AND answered_at > ${given}`.execute(db)
  return new Set(rows.map((row) => `${row.participant_id} ${row.question_id}`))
}

export type SettledCounts = { sheets: number; responses: number; leftOut: number; setAside: number }

/** What came of a settled batch, counted from what is stored. */
export async function settledCounts(db: Database, batch: string): Promise<SettledCounts> {
  const { rows } = await sql<SettledCounts>`
    SELECT
      (SELECT count(DISTINCT participant_id)::int FROM listening.keyed_sheet WHERE batch_id = ${batch}) AS sheets,
      (SELECT count(*)::int FROM listening.response WHERE batch_id = ${batch}) AS responses,
      (SELECT count(*)::int FROM listening.keyed_sheet WHERE batch_id = ${batch} AND pass = 3 AND set_aside IS NOT NULL) AS "leftOut",
      (SELECT count(*)::int FROM listening.keying WHERE batch_id = ${batch} AND set_aside IS NOT NULL AND pass = 3)
        + (SELECT count(*)::int FROM listening.keying first WHERE batch_id = ${batch} AND pass = 1 AND set_aside IS NOT NULL
            AND NOT EXISTS (SELECT FROM listening.keying third WHERE third.batch_id = first.batch_id AND third.pass = 3
              AND third.participant_id = first.participant_id AND third.statement_id = first.statement_id)) AS "setAside"`.execute(
    db,
  )
  return rows[0]!
}
