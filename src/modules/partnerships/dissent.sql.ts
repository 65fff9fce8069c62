import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

export type Dissent = {
  id: string
  text: string
  language: string
  writtenOn: string
  /** Who, where they want their name beside it; null for everybody else's eyes otherwise. */
  person: string | null
  named: boolean
}

export async function insertDissent(
  db: Database,
  row: {
    id: string
    decision: string
    member: string
    text: string
    language: string
    named: boolean
    writtenBy: string
    writtenOn: string
  },
): Promise<void> {
  await db
    .insertInto('partnerships.dissenter')
    .values({
      dissent_id: row.id,
      decision_id: row.decision,
      member_id: row.member,
      named: row.named,
      written_by: row.writtenBy,
    })
    .execute()
  await db
    .insertInto('partnerships.dissent')
    .values({
      id: row.id,
      decision_id: row.decision,
      text: row.text,
      language: row.language,
      written_on: row.writtenOn,
    })
    .execute()
}

/**
 * Whether whoever asks wrote these very words down for this member already. Two forms at once wait for
 * each other.
 */
export async function dissentedAlready(
  db: Database,
  decision: string,
  member: string,
  { text, named }: Pick<Dissent, 'text' | 'named'>,
): Promise<boolean> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`dissent:${decision}:${member}`}, 0))`.execute(
    db,
  )
  const { rows } = await sql`
    SELECT FROM partnerships.dissent JOIN partnerships.dissenter ON dissenter.dissent_id = dissent.id
    WHERE dissent.decision_id = ${decision} AND dissenter.member_id = ${member}::uuid AND dissenter.named = ${named} AND dissent.text = ${text}`.execute(
    db,
  )
  return rows.length > 0
}

/** Dissent that whoever asks may read: everybody's once it is closed, before that what they wrote down. */
export async function dissentsOf(db: Database, decision: string): Promise<Dissent[]> {
  const { rows } = await sql<Dissent>`
    SELECT dissent.id, dissent.text, dissent.language, dissent.written_on::text AS "writtenOn",
      CASE WHEN dissenter.named THEN member.person_id END AS person, coalesce(dissenter.named, false) AS named
    FROM partnerships.dissent LEFT JOIN partnerships.dissenter ON dissenter.dissent_id = dissent.id
    LEFT JOIN partnerships.member ON member.id = dissenter.member_id
    WHERE dissent.decision_id = ${decision} ORDER BY dissent.written_on, dissent.id`.execute(db)
  return rows
}
