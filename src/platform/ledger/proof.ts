import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

/** One entry of a chain, as much of it as finds and checks it. */
export type Entry = {
  subject: string
  partnership: string
  sequence: string
  at: Date
  act: string
  hash: string
}

/** The entries about each of these things, oldest first; of many, the first and the newest. */
export async function entriesAbout(
  db: Database,
  subjects: readonly string[],
  most = 4,
): Promise<Map<string, Entry[]>> {
  const found = new Map<string, Entry[]>()
  if (subjects.length === 0) return found
  const { rows } = await sql<Entry>`
    SELECT subject_id AS subject, partnership_id AS partnership, sequence, at, act, encode(hash, 'hex') AS hash FROM (
      SELECT *, row_number() OVER about AS place, count(*) OVER (PARTITION BY subject_id) AS entries FROM platform.ledger_event
      WHERE subject_id = ANY (${subjects}::uuid[]) WINDOW about AS (PARTITION BY subject_id ORDER BY at, sequence)
    ) AS entry WHERE place = 1 OR place > entries - ${most - 1}::integer ORDER BY subject_id, place`.execute(
    db,
  )
  for (const row of rows) found.set(row.subject, [...(found.get(row.subject) ?? []), row])
  return found
}
