import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'

export type Ground = { node: string; note: string }

/** With what it is; null where the thread does not know it. */
export type StoredGround = Ground & { kind: string | null }

export async function insertGrounds(
  db: Database,
  decision: string,
  grounds: readonly Ground[],
): Promise<void> {
  if (grounds.length === 0) return
  await db
    .insertInto('partnerships.decision_ground')
    .values(grounds.map(({ node, note }) => ({ decision_id: decision, node_id: node, note })))
    .execute()
}

export async function groundsOf(db: Database, decision: string): Promise<StoredGround[]> {
  const { rows } = await sql<StoredGround>`
    SELECT ground.node_id AS node, ground.note, node.kind FROM partnerships.decision_ground ground
    LEFT JOIN platform.thread_node node ON node.id = ground.node_id
    WHERE ground.decision_id = ${decision} ORDER BY node.at, ground.node_id`.execute(db)
  return rows
}

/** What each of these is, where it is on the thread. */
export async function kindsOf(
  db: Database,
  ids: readonly string[],
): Promise<{ id: string; kind: string }[]> {
  const { rows } = await sql<{ id: string; kind: string }>`
    SELECT id, kind FROM platform.thread_node WHERE id = ANY (${ids.filter(isId)}::uuid[])`.execute(
    db,
  )
  return rows
}

/** Which of these are on the thread. */
export async function nodesAmong(db: Database, ids: readonly string[]): Promise<Set<string>> {
  return new Set((await kindsOf(db, ids)).map(({ id }) => id))
}

/** The newest things on a partnership's thread that a decision may rest on. */
export async function recentNodes(
  db: Database,
  partnership: string,
  kinds: readonly string[],
  limit: number,
): Promise<{ id: string; kind: string }[]> {
  const { rows } = await sql<{ id: string; kind: string }>`
    SELECT id, kind FROM platform.thread_node WHERE partnership_id = ${partnership} AND kind = ANY (${kinds}::text[])
    ORDER BY at DESC, id DESC LIMIT ${limit}`.execute(db)
  return rows
}

export async function insertParties(
  db: Database,
  decision: string,
  organisations: readonly string[],
): Promise<void> {
  if (organisations.length === 0) return
  await db
    .insertInto('partnerships.decision_party')
    .values(organisations.map((id) => ({ decision_id: decision, organisation_id: id })))
    .execute()
}

export async function partiesOf(db: Database, decision: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT organisation_id AS id FROM partnerships.decision_party WHERE decision_id = ${decision} ORDER BY id`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** Organisations that somebody here stands for, speaks for, has an interest in, or that hold the money. */
export async function partiesToName(db: Database, partnership: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT organisation_id AS id FROM partnerships.member WHERE partnership_id = ${partnership} AND left_at IS NULL AND organisation_id IS NOT NULL
    UNION SELECT voice.organisation_id FROM partnerships.representative voice
      JOIN partnerships.member ON member.person_id = voice.person_id AND member.partnership_id = ${partnership} AND member.left_at IS NULL
      WHERE voice.ended_at IS NULL AND (voice.partnership_id IS NULL OR voice.partnership_id = ${partnership})
    UNION SELECT organisation_id FROM partnerships.interest WHERE partnership_id = ${partnership} AND ended_at IS NULL AND organisation_id IS NOT NULL
    UNION SELECT organisation_id FROM partnerships.trusted_organisation WHERE partnership_id = ${partnership} AND ended_at IS NULL
    ORDER BY id`.execute(db)
  return rows.map(({ id }) => id)
}
