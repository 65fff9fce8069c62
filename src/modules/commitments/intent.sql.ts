import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Intent } from './intent.ts'

const columns = sql`id, partnership_id AS partnership, slug, title, text, asks, language, drafted_at AS "draftedAt", published_at AS "publishedAt"`

export async function intentsAmong(db: Database, ids: readonly string[]): Promise<Intent[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Intent>`
    SELECT ${columns} FROM commitments.intent WHERE id = ANY (${ids}::uuid[])`.execute(db)
  return rows
}

export async function intentById(db: Database, id: string): Promise<Intent | undefined> {
  return isId(id) ? (await intentsAmong(db, [id]))[0] : undefined
}

/** Drafts are seen by members only: row-level security. */
export async function intentBySlug(db: Database, slug: string): Promise<Intent | undefined> {
  const { rows } = await sql<Intent>`
    SELECT ${columns} FROM commitments.intent WHERE slug = ${slug}`.execute(db)
  return rows[0]
}

/** Drafts first, then the newest. */
export async function intentsOf(
  db: Database,
  of: { partnership?: string } = {},
): Promise<Intent[]> {
  const { rows } = await sql<Intent>`
    SELECT ${columns} FROM commitments.intent
    WHERE (${of.partnership ?? null}::uuid IS NULL OR partnership_id = ${of.partnership ?? null})
    ORDER BY coalesce(published_at, 'infinity') DESC, drafted_at DESC, id LIMIT 500`.execute(db)
  return rows
}

/** Whether an address is taken, by a draft of whoever else too. */
export async function slugIsTaken(db: Database, slug: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    SELECT commitments.intent_slug_taken(${slug}) AS taken`.execute(db)
  return rows[0]?.taken ?? false
}

export async function insertIntent(
  db: Database,
  row: Omit<Intent, 'publishedAt'> & { draftedBy: string | null },
): Promise<void> {
  await db
    .insertInto('commitments.intent')
    .values({
      id: row.id,
      partnership_id: row.partnership,
      slug: row.slug,
      title: row.title,
      text: row.text,
      asks: row.asks,
      language: row.language,
      drafted_by: row.draftedBy,
      drafted_at: row.draftedAt,
    })
    .execute()
}

export async function updateIntent(
  db: Database,
  id: string,
  row: Pick<Intent, 'title' | 'text' | 'asks'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('commitments.intent')
    .set(row)
    .where('id', '=', id)
    .where('published_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function setPublished(db: Database, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('commitments.intent')
    .set({ published_at: at })
    .where('id', '=', id)
    .where('published_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
