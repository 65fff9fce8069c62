import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

export type Followed = {
  id: string
  partnership: string
  kind: string
  at: Date
  /** Negative: before the start (towards what people said). Positive: after it (towards what changed). */
  distance: number
  /** How it is tied to the node one step nearer the start, and which node that is. */
  via: { id: string; kind: string } | null
}

type Row = {
  id: string
  partnership_id: string
  kind: string
  at: Date
  distance: number
  via_id: string | null
  via_kind: string | null
}

/**
 * Everything that led to a node and everything it led to, in one recursive query. UNION removes
 * repeated paths, and a node is kept at its shortest distance, so cycles end.
 */
export async function follow(db: Database, start: string, limit = 2000): Promise<Followed[]> {
  const { rows } = await sql<Row>`
    WITH RECURSIVE back AS (
      SELECT id, 0 AS distance, NULL::uuid AS via_id, NULL::text AS via_kind FROM platform.thread_node WHERE id = ${start}
      UNION
      SELECT link.earlier_id, back.distance - 1, link.later_id, link.kind
      FROM back JOIN platform.thread_link link ON link.later_id = back.id WHERE back.distance > -30
    ), forth AS (
      SELECT id, 0 AS distance, NULL::uuid AS via_id, NULL::text AS via_kind FROM platform.thread_node WHERE id = ${start}
      UNION
      SELECT link.later_id, forth.distance + 1, link.earlier_id, link.kind
      FROM forth JOIN platform.thread_link link ON link.earlier_id = forth.id WHERE forth.distance < 30
    ), nearest AS (
      SELECT DISTINCT ON (id) * FROM (SELECT * FROM back UNION ALL SELECT * FROM forth) AS reached ORDER BY id, abs(distance), via_id
    )
    SELECT node.id, node.partnership_id, node.kind, node.at, nearest.distance, nearest.via_id, nearest.via_kind
    FROM nearest JOIN platform.thread_node node USING (id)
    ORDER BY node.at, nearest.distance, node.id LIMIT ${limit}`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    partnership: row.partnership_id,
    kind: row.kind,
    at: row.at,
    distance: row.distance,
    via: row.via_id === null ? null : { id: row.via_id, kind: row.via_kind! },
  }))
}

export type Tie = { earlier: string; later: string }

/** How these nodes are tied to one another. */
export async function tiesAmong(db: Database, ids: readonly string[]): Promise<Tie[]> {
  const { rows } = await sql<Tie>`
    SELECT earlier_id AS earlier, later_id AS later FROM platform.thread_link
    WHERE earlier_id = ANY (${ids}::uuid[]) AND later_id = ANY (${ids}::uuid[])
    ORDER BY later_id, earlier_id`.execute(db)
  return rows
}
