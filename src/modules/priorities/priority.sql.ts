import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { EarlierWords, Priority, PriorityWords } from './priority.ts'

const columns = sql`
  priority.id, priority.partnership_id AS partnership, priority.title, priority.why, priority.strengths, priority.language,
  priority.proposed_by AS "proposedBy", priority.proposed_at AS "proposedAt", priority.published_at AS "publishedAt",
  priority.withdrawn_at AS "withdrawnAt"`

/** Those among these ids that the reader may see. */
export async function prioritiesAmong(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, Priority>> {
  const asked = ids.filter(isId)
  if (asked.length === 0) return new Map()
  const { rows } = await sql<Priority>`
    SELECT ${columns} FROM priorities.priority WHERE id = ANY (${asked}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

export async function priorityById(db: Database, id: string): Promise<Priority | undefined> {
  return (await prioritiesAmong(db, [id])).get(id)
}

/** Oldest first; drafts only to members. */
export async function prioritiesOf(db: Database, partnership: string): Promise<Priority[]> {
  const { rows } = await sql<Priority>`
    SELECT ${columns} FROM priorities.priority WHERE partnership_id = ${partnership} ORDER BY proposed_at, id LIMIT 500`.execute(
    db,
  )
  return rows
}

export async function insertPriority(
  db: Database,
  row: Omit<Priority, 'publishedAt' | 'withdrawnAt'>,
): Promise<void> {
  await db
    .insertInto('priorities.priority')
    .values({
      id: row.id,
      partnership_id: row.partnership,
      title: row.title,
      why: row.why,
      strengths: row.strengths,
      language: row.language,
      proposed_by: row.proposedBy,
      proposed_at: row.proposedAt,
    })
    .execute()
}

/** Waits for whoever changes or publishes it now, so that no change is lost or missed in the record. */
export async function lockPriorities(db: Database, ids: readonly string[]): Promise<void> {
  await sql`SELECT FROM priorities.priority WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`.execute(
    db,
  )
}

export async function updateWords(db: Database, id: string, words: PriorityWords): Promise<void> {
  await db.updateTable('priorities.priority').set(words).where('id', '=', id).execute()
}

/** Makes public those that are not yet, and says which they were. */
export async function publish(db: Database, ids: readonly string[], at: Date): Promise<string[]> {
  const rows = await db
    .updateTable('priorities.priority')
    .set({ published_at: at })
    .where('id', 'in', [...ids])
    .where('published_at', 'is', null)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

export async function setWithdrawn(db: Database, id: string, at: Date): Promise<void> {
  await db
    .updateTable('priorities.priority')
    .set({ withdrawn_at: at })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** What it said before each change since it became public, newest first: the record keeps it. */
export async function earlierWordsOf(db: Database, id: string): Promise<EarlierWords[]> {
  const { rows } = await sql<{ at: Date; body: string }>`
    SELECT event.at, event.body FROM platform.ledger_event event
    JOIN priorities.priority ON priority.id = ${id} AND priority.partnership_id = event.partnership_id
    WHERE event.subject_kind = 'priority' AND event.subject_id = ${id} AND event.act = 'priority-changed'
    ORDER BY event.sequence DESC`.execute(db)
  return rows.map(({ at, body }) => ({
    until: at,
    ...(JSON.parse(body) as { before: PriorityWords }).before,
  }))
}
