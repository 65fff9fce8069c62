import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

export type Proof = {
  act: string
  subject: string
  sequence: string
  at: Date
  body: Record<string, unknown>
}

/** Where acts about these nouns stand in the public record. */
export async function proofsOf(
  db: Database,
  partnership: string,
  subjects: readonly string[],
): Promise<Proof[]> {
  if (subjects.length === 0) return []
  const { rows } = await sql<Omit<Proof, 'body'> & { body: string }>`
    SELECT act, subject_id AS subject, sequence, at, body FROM platform.ledger_event
    WHERE partnership_id = ${partnership} AND subject_id = ANY (${subjects}::uuid[]) ORDER BY sequence`.execute(
    db,
  )
  return rows.map((row) => ({ ...row, body: JSON.parse(row.body) as Record<string, unknown> }))
}
