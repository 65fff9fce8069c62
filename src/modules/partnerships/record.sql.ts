import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

/** One public act, as the chain holds it: every text here is exactly what its hash covers. */
export type PublicAct = {
  sequence: string
  /** UTC with microseconds. */
  at: string
  actor: string
  act: string
  subjectKind: string
  subject: string
  body: string
  previousHash: string
  hash: string
}

/** Newest first, from before a place in the chain, so that nothing is skipped while it grows. */
export async function actsOf(
  db: Database,
  partnership: string,
  page: { before?: string | undefined; limit: number },
): Promise<PublicAct[]> {
  const { rows } = await sql<PublicAct>`
    SELECT sequence, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, actor, act,
      subject_kind AS "subjectKind", subject_id AS subject, body, encode(previous_hash, 'hex') AS "previousHash", encode(hash, 'hex') AS hash
    FROM platform.ledger_event
    WHERE partnership_id = ${partnership} AND (${page.before ?? null}::bigint IS NULL OR sequence < ${page.before ?? null}::bigint)
    ORDER BY platform.ledger_event.sequence DESC LIMIT ${page.limit}`.execute(db)
  return rows
}

/** The end of the chain: how long it is and the hash that seals all of it. */
export async function sealOf(
  db: Database,
  partnership: string,
): Promise<{ sequence: string; hash: string } | undefined> {
  const { rows } = await sql<{ sequence: string; hash: string }>`
    SELECT sequence, encode(hash, 'hex') AS hash FROM platform.ledger_head WHERE partnership_id = ${partnership}`.execute(
    db,
  )
  return rows[0]
}
