import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Plan } from './plan.ts'

const plans = sql`
  SELECT id, partnership_id AS partnership, version, words, body, written_at AS "writtenAt", published_at AS "publishedAt"
  FROM priorities.plan`

/** Published versions, newest first. */
export async function versionsOf(db: Database, partnership: string): Promise<Plan[]> {
  const { rows } = await sql<Plan>`
    ${plans} WHERE partnership_id = ${partnership} AND published_at IS NOT NULL ORDER BY version DESC LIMIT 200`.execute(
    db,
  )
  return rows
}

/** The one draft there may be; only members see it. */
export async function draftOf(db: Database, partnership: string): Promise<Plan | undefined> {
  const { rows } = await sql<Plan>`
    ${plans} WHERE partnership_id = ${partnership} AND published_at IS NULL`.execute(db)
  return rows[0]
}

/** Lets one person at a time write a partnership's plan. */
export async function lockPlan(db: Database, partnership: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`plan:${partnership}`}, 0))`.execute(db)
}

type Written = Pick<Plan, 'words' | 'writtenAt'> & { by: string | null }

export async function insertPlan(
  db: Database,
  row: Written & Pick<Plan, 'id' | 'partnership' | 'version'>,
): Promise<void> {
  await db
    .insertInto('priorities.plan')
    .values({
      id: row.id,
      partnership_id: row.partnership,
      version: row.version,
      words: JSON.stringify(row.words),
      written_by: row.by,
      written_at: row.writtenAt,
    })
    .execute()
}

export async function updatePlan(db: Database, id: string, row: Written): Promise<void> {
  await db
    .updateTable('priorities.plan')
    .set({ words: JSON.stringify(row.words), written_by: row.by, written_at: row.writtenAt })
    .where('id', '=', id)
    .execute()
}

export async function publishPlan(
  db: Database,
  id: string,
  row: { body: string; at: Date },
): Promise<void> {
  await db
    .updateTable('priorities.plan')
    .set({ body: row.body, published_at: row.at })
    .where('id', '=', id)
    .where('published_at', 'is', null)
    .execute()
}
