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

/** How far a walk goes to each side; no story has so many steps one after the other. */
export const farthest = 100

/**
 * What led to a node and what it led to, in order of time, in one recursive query. Each round of the
 * recursion takes a whole ring of nodes as arrays and goes over every tie of it once: a node is
 * opened once however many ways lead to it, so a dense web costs its ties and not its paths, and a
 * circle ends. The walk stops at `limit` nodes to each side, nearest kept.
 */
export async function follow(db: Database, start: string, limit = 2000): Promise<Followed[]> {
  const { rows } = await sql<Row>`
    WITH RECURSIVE walk AS (
      SELECT side, 0 AS depth, ARRAY[${start}::uuid] AS ring, ARRAY[NULL::uuid] AS via, ARRAY[NULL::text] AS how, ARRAY[${start}::uuid] AS seen
      FROM (VALUES (-1), (1)) AS direction (side)
      UNION ALL
      SELECT walk.side, walk.depth + 1, next.ring, next.via, next.how, walk.seen || next.ring
      FROM walk CROSS JOIN LATERAL (
        SELECT array_agg(far) AS ring, array_agg(near) AS via, array_agg(how) AS how FROM (
          SELECT DISTINCT ON (far) far, near, how FROM (
            SELECT link.later_id AS far, link.earlier_id AS near, link.kind AS how FROM platform.thread_link link
              WHERE walk.side = 1 AND link.earlier_id = ANY (walk.ring)
            UNION ALL
            SELECT link.earlier_id, link.later_id, link.kind FROM platform.thread_link link
              WHERE walk.side = -1 AND link.later_id = ANY (walk.ring)
          ) AS tied
          WHERE NOT EXISTS (SELECT FROM unnest(walk.seen) AS each (id) WHERE each.id = tied.far)
          ORDER BY far, near, how
          LIMIT greatest(${limit}::integer + 1 - cardinality(walk.seen), 0)
        ) AS found
      ) AS next
      WHERE walk.depth < ${farthest}::integer AND next.ring IS NOT NULL
    ), reached AS (
      SELECT DISTINCT ON (each.id) each.id, walk.side * walk.depth AS distance, each.via, each.how
      FROM walk CROSS JOIN LATERAL unnest(walk.ring, walk.via, walk.how) AS each (id, via, how)
      ORDER BY each.id, walk.depth, walk.side
    )
    SELECT node.id, node.partnership_id, node.kind, node.at, reached.distance, reached.via AS via_id, reached.how AS via_kind
    FROM reached JOIN platform.thread_node node USING (id)
    ORDER BY node.at, reached.distance, node.id`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    partnership: row.partnership_id,
    kind: row.kind,
    at: row.at,
    distance: row.distance,
    via: row.via_id === null ? null : { id: row.via_id, kind: row.via_kind! },
  }))
}

export type Tie = { earlier: string; later: string; kind: string }

/** How these nodes are tied to one another. */
export const tiesAmong = (db: Database, ids: readonly string[]): Promise<Tie[]> =>
  tiesBetween(db, ids, ids)

/** What these nodes led to, among others: those that something came of. */
export async function tiesBetween(
  db: Database,
  earlier: readonly string[],
  later: readonly string[],
): Promise<Tie[]> {
  const { rows } = await sql<Tie>`
    SELECT earlier_id AS earlier, later_id AS later, kind FROM platform.thread_link
    WHERE earlier_id = ANY (${earlier}::uuid[]) AND later_id = ANY (${later}::uuid[])
    ORDER BY later_id, earlier_id, kind`.execute(db)
  return rows
}
