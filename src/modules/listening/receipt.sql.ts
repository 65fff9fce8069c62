import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

export type Leaf = { participant: string; leaf: Buffer }

/** Stores the leaves in their order in the tree. */
export async function insertReceipts(
  db: Database,
  round: string,
  leaves: readonly Leaf[],
): Promise<void> {
  const most = 4000
  for (let from = 0; from < leaves.length; from += most) {
    const some = leaves.slice(from, from + most)
    await sql`
      INSERT INTO listening.receipt (participant_id, round_id, position, leaf)
      SELECT participant_id, ${round}, ${from} + place - 1, decode(leaf, 'hex')
      FROM unnest(${some.map((each) => each.participant)}::uuid[], ${some.map((each) => each.leaf.toString('hex'))}::text[])
        WITH ORDINALITY AS given (participant_id, leaf, place)`.execute(db)
  }
}

/** A round's leaves in the order of its tree. Background work may read them all. */
export async function leavesOf(db: Database, round: string): Promise<Leaf[]> {
  const { rows } = await sql<{ participant_id: string; leaf: Buffer }>`
    SELECT participant_id, leaf FROM listening.receipt WHERE round_id = ${round} ORDER BY position`.execute(
    db,
  )
  return rows.map((row) => ({ participant: row.participant_id, leaf: row.leaf }))
}
