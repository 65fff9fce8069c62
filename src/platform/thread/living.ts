import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

/**
 * Of these kinds, the nodes of a partnership that led to something last: one for each thing they led
 * to, so that one priority drawn from thirty statements is one thread.
 */
export async function lastToLead(
  db: Database,
  partnership: string,
  kinds: readonly string[],
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM (
      SELECT DISTINCT ON (link.later_id) node.id, link.at FROM platform.thread_node node
      JOIN platform.thread_link link ON link.earlier_id = node.id
      WHERE node.partnership_id = ${partnership} AND node.kind = ANY (${kinds}::text[])
      ORDER BY link.later_id, link.at, node.id
    ) AS led GROUP BY id ORDER BY max(at) DESC, id LIMIT ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Of these kinds, the newest nodes that have led to nothing yet. */
export async function ledNowhere(
  db: Database,
  partnership: string,
  kinds: readonly string[],
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM platform.thread_node node
    WHERE partnership_id = ${partnership} AND kind = ANY (${kinds}::text[])
      AND NOT EXISTS (SELECT FROM platform.thread_link WHERE earlier_id = node.id)
    ORDER BY at DESC, id LIMIT ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}
