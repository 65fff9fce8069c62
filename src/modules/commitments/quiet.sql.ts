import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

/** Every commitment there is, for the clock to look at. */
export async function allCommitments(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('commitments.commitment').select('id').orderBy('id').execute()
  return rows.map((row) => row.id)
}

/** Writes a silence down; false if it was written down before. */
export async function markQuiet(
  db: Database,
  row: { commitment: string; reviewOn: string; since: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO commitments.quiet (commitment_id, review_on, since)
    VALUES (${row.commitment}, ${row.reviewOn}, ${row.since}) ON CONFLICT DO NOTHING`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

/** The silences of these that are written down already: `commitment review-date`. */
export async function silencesNoted(db: Database, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ noted: string }>`
    SELECT commitment_id || ' ' || review_on AS noted FROM commitments.quiet WHERE commitment_id = ANY (${ids}::uuid[])`.execute(
    db,
  )
  return new Set(rows.map((row) => row.noted))
}
