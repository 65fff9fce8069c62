import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'

/** Something that an expectation may rest on, by its words. */
export type Ground = { id: string; kind: 'priority' | 'statement'; words: string; language: string }

/** Priorities that stand in public, then what was said in closed rounds and is on the thread, in its order. */
export async function groundsOffered(db: Database, partnership: string): Promise<Ground[]> {
  const { rows } = await sql<Ground>`
    SELECT id, kind, words, language FROM (
      SELECT id, 'priority' AS kind, title AS words, language, 0 AS part, proposed_at AS at, 0 AS number FROM priorities.priority
        WHERE partnership_id = ${partnership} AND published_at IS NOT NULL AND withdrawn_at IS NULL
      UNION ALL
      SELECT statement.id, 'statement', statement.text, statement.language, 1, statement.submitted_at, statement.number
        FROM listening.statement JOIN listening.closure ON closure.round_id = statement.round_id
        JOIN platform.thread_node node ON node.id = statement.id AND node.partnership_id = ${partnership}
        WHERE statement.status = 'published'
    ) AS offered ORDER BY part, at DESC, number LIMIT 200`.execute(db)
  return rows
}

/** The published statement of a number in a round that this partnership asked in. */
export async function groundAtNumber(
  db: Database,
  partnership: string,
  round: string,
  number: number,
): Promise<string | undefined> {
  if (!isId(round)) return undefined
  const { rows } = await sql<{ id: string }>`
    SELECT statement.id FROM listening.statement JOIN listening.round ON round.id = statement.round_id
    WHERE round.id = ${round} AND round.partnership_id = ${partnership} AND statement.number = ${number} AND statement.status = 'published'`.execute(
    db,
  )
  return rows[0]?.id
}

/** Those of these that are on this partnership's thread. */
export async function nodesAmong(
  db: Database,
  partnership: string,
  ids: readonly string[],
): Promise<{ id: string; kind: string }[]> {
  const known = ids.filter(isId)
  if (known.length === 0) return []
  const { rows } = await sql<{ id: string; kind: string }>`
    SELECT id, kind FROM platform.thread_node WHERE id = ANY (${known}::uuid[]) AND partnership_id = ${partnership}`.execute(
    db,
  )
  return rows
}

export async function groundsOf(db: Database, expectation: string): Promise<string[]> {
  const rows = await db
    .selectFrom('commitments.expectation_ground')
    .select('node_id')
    .where('expectation_id', '=', expectation)
    .orderBy('node_id')
    .execute()
  return rows.map((row) => row.node_id)
}

/** What the grounds say, for a page; a statement that was taken down since says nothing. */
export async function groundWords(db: Database, ids: readonly string[]): Promise<Ground[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Ground>`
    SELECT id, 'priority' AS kind, title AS words, language FROM priorities.priority WHERE id = ANY (${ids}::uuid[])
    UNION ALL
    SELECT id, 'statement', text, language FROM listening.statement WHERE id = ANY (${ids}::uuid[]) AND status = 'published'`.execute(
    db,
  )
  return rows.toSorted((a, b) => a.kind.localeCompare(b.kind) || a.id.localeCompare(b.id))
}

export async function setGrounds(
  db: Database,
  expectation: string,
  nodes: readonly string[],
): Promise<void> {
  await db
    .deleteFrom('commitments.expectation_ground')
    .where('expectation_id', '=', expectation)
    .execute()
  if (nodes.length > 0)
    await db
      .insertInto('commitments.expectation_ground')
      .values(nodes.map((node) => ({ expectation_id: expectation, node_id: node })))
      .execute()
}
