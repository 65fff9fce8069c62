import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

export type ExportedStatement = {
  id: string
  number: number
  text: string
  language: string
  status: 'published' | 'removed'
  author: number | null
  at: Date
  translations: Record<string, string>
  /** By a moderator here, not where it was brought in from. */
  decided: boolean
}

/** Statements that were decided on; those that wait or are held are nobody's to read yet. */
export async function statementsToExport(
  db: Database,
  round: string,
): Promise<ExportedStatement[]> {
  const { rows } = await sql<ExportedStatement>`
    SELECT id, number, text, language, status, author_number AS author, submitted_at AS at,
      coalesce((SELECT json_object_agg(translation.language, translation.text)
        FROM listening.statement_translation translation WHERE translation.statement_id = statement.id), '{}') AS translations,
      EXISTS (SELECT FROM listening.moderation_decision decision WHERE decision.subject_kind = 'statement' AND decision.subject_id = statement.id) AS decided
    FROM listening.statement WHERE round_id = ${round} AND status IN ('published', 'removed') ORDER BY number`.execute(
    db,
  )
  return rows
}

/**
 * Everybody who counts, with a number that names them in the files only: the one they had where
 * they come from, or their place in the order of their ids, which is no order of anything.
 */
export async function numberedPeople(
  db: Database,
  round: string,
): Promise<{ id: string; number: number }[]> {
  const { rows } = await sql<{ id: string; number: number }>`
    SELECT id, number FROM (
      SELECT id, coalesce(number, row_number() OVER (ORDER BY id) - 1)::int AS number, same_as_id, banned_at, withdrawn_at, channel
      FROM listening.participant WHERE round_id = ${round}) AS person
    WHERE same_as_id IS NULL AND banned_at IS NULL AND withdrawn_at IS NULL
    ORDER BY number`.execute(db)
  return rows
}

export type ExportedResponse = {
  person: string
  statement: string
  value: number
  at: Date
}

/** All that these people gave, by whatever route, in the order in which it was given. */
export async function responsesToExport(
  db: Database,
  people: readonly string[],
  until: Date,
): Promise<ExportedResponse[]> {
  const { rows } = await sql<ExportedResponse>`
    WITH alias AS (
      SELECT id, id AS person FROM unnest(${people}::uuid[]) AS person (id)
      UNION ALL
      SELECT id, same_as_id FROM listening.participant WHERE same_as_id = ANY (${people}::uuid[])
    )
    SELECT alias.person, response.statement_id AS statement, response.value, response.given_at AS at
    FROM alias CROSS JOIN LATERAL (
      SELECT statement_id, value, given_at, received_at, id FROM listening.response
      WHERE participant_id = alias.id AND received_at <= ${until} OFFSET 0) AS response
    ORDER BY response.given_at, response.received_at, response.id`.execute(db)
  return rows
}
