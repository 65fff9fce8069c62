import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Update } from './update.ts'

const columns = sql`
  id, commitment_id AS commitment, text, language, evidence_url AS "evidenceUrl", figure_id AS figure, says_done AS "saysDone",
  next_review_on AS "nextReviewOn", posted_at AS "postedAt"`

/** Oldest first. */
export async function updatesOf(db: Database, commitment: string): Promise<Update[]> {
  const { rows } = await sql<Update>`
    SELECT ${columns} FROM commitments.commitment_update WHERE commitment_id = ${commitment} ORDER BY posted_at, id`.execute(
    db,
  )
  return rows
}

export async function updatesAmong(db: Database, ids: readonly string[]): Promise<Update[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Update>`
    SELECT ${columns} FROM commitments.commitment_update WHERE id = ANY (${ids}::uuid[])`.execute(
    db,
  )
  return rows
}

export async function insertUpdate(
  db: Database,
  row: Update & { postedBy: string | null },
): Promise<void> {
  await db
    .insertInto('commitments.commitment_update')
    .values({
      id: row.id,
      commitment_id: row.commitment,
      text: row.text,
      language: row.language,
      evidence_url: row.evidenceUrl,
      figure_id: row.figure,
      says_done: row.saysDone,
      next_review_on: row.nextReviewOn,
      posted_by: row.postedBy,
      posted_at: row.postedAt,
    })
    .execute()
}
