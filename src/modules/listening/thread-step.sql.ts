import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { ResultBody, ResultStatement } from './result.ts'

export type StatementStep = {
  id: string
  text: string
  language: string
  /** In the reader's language, where somebody has put it into it. */
  translation: string | null
  number: number
  channel: string
  at: Date
  status: string
  round: string
}
export type RoundStep = {
  id: string
  question: string
  language: string
  at: Date
  code: string
  closedAt: Date | null
  participants: number | null
  responses: number | null
}
export type AnswerStep = {
  id: string
  kind: 'we-will' | 'others-will' | 'we-cannot'
  text: string
  at: Date
  organisation: string | null
  round: string
}

/** Statements on a thread. Words that were taken down are not read out again; the step stays. */
export async function statementSteps(
  db: Database,
  ids: readonly string[],
  language: string,
): Promise<StatementStep[]> {
  const { rows } = await sql<StatementStep>`
    SELECT statement.id, statement.text, statement.language, translation.text AS translation, statement.number, statement.channel,
      statement.submitted_at AS at, statement.status, statement.round_id AS round
    FROM listening.statement
    LEFT JOIN listening.statement_translation translation
      ON translation.statement_id = statement.id AND translation.language = ${language} AND statement.language <> ${language}
    WHERE statement.id = ANY (${ids}::uuid[])`.execute(db)
  return rows
}

/** Rounds on a thread, asked in the reader's language where they were, or else in their first. */
export async function roundSteps(
  db: Database,
  ids: readonly string[],
  language: string,
): Promise<RoundStep[]> {
  const { rows } = await sql<RoundStep>`
    SELECT round.id, words.question, words.language, opening.opened_at AS at, round.code, closure.closed_at AS "closedAt", closure.participants, closure.responses
    FROM listening.round
    JOIN listening.opening ON opening.round_id = round.id
    LEFT JOIN listening.closure ON closure.round_id = round.id
    CROSS JOIN LATERAL (SELECT question, language FROM listening.round_text WHERE round_id = round.id
      ORDER BY language = ${language} DESC, language = round.languages[1] DESC, language LIMIT 1) AS words
    WHERE round.id = ANY (${ids}::uuid[])`.execute(db)
  return rows
}

export async function answerSteps(db: Database, ids: readonly string[]): Promise<AnswerStep[]> {
  const { rows } = await sql<AnswerStep>`
    SELECT answer.id, answer.kind, answer.text, answer.answered_at AS at, organisation.name AS organisation, answer.round_id AS round
    FROM listening.answer LEFT JOIN places.organisation ON organisation.id = answer.organisation_id
    WHERE answer.id = ANY (${ids}::uuid[])`.execute(db)
  return rows
}

export type InsightStep = { id: string; text: string; language: string; at: Date; slug: string }

export async function insightSteps(db: Database, ids: readonly string[]): Promise<InsightStep[]> {
  const { rows } = await sql<InsightStep>`
    SELECT insight.id, insight.text, insight.language, insight.noted_at AS at, partnership.slug
    FROM listening.insight JOIN partnerships.partnership ON partnership.id = insight.partnership_id
    WHERE insight.id = ANY (${ids}::uuid[])`.execute(db)
  return rows
}

export type TestimonyStep = {
  id: string
  text: string
  language: string
  channel: string
  at: Date
  round: string
}

/**
 * Testimony on a thread, where it is public. Its moment is the first of its month, or the opening of
 * its round if that was later: whoever saw somebody write must not know their words by the time.
 */
export async function testimonySteps(
  db: Database,
  ids: readonly string[],
): Promise<TestimonyStep[]> {
  const { rows } = await sql<TestimonyStep>`
    SELECT testimony.id, coalesce(testimony.public_text, testimony.text) AS text, testimony.language, testimony.channel,
      greatest(date_trunc('month', testimony.given_at, 'Europe/London'), opening.opened_at) AS at, testimony.round_id AS round
    FROM listening.testimony JOIN listening.opening ON opening.round_id = testimony.round_id
    WHERE testimony.id = ANY (${ids}::uuid[]) AND testimony.status = 'published' AND testimony.may_publish`.execute(
    db,
  )
  return rows
}

/** How one statement was answered, and what the groups of its round are called. */
export type StatementFigures = {
  statement: ResultStatement
  labels: string[]
  common: ResultBody['common'][number] | null
}

/** What the newest result of each round says of these statements. */
export async function statementFigures(
  db: Database,
  statements: readonly Pick<StatementStep, 'id' | 'round'>[],
): Promise<Map<string, StatementFigures>> {
  if (statements.length === 0) return new Map()
  // A result holds every statement of its round: it is unpacked once (#> '{}'), and each is taken
  // from it by its place, which is its number unless numbers before it are missing.
  const { rows } = await sql<StatementFigures & { id: string }>`
    WITH stored AS MATERIALIZED (
      SELECT DISTINCT ON (round_id) round_id, body #> '{}' AS body FROM listening.result
      WHERE round_id = ANY (${[...new Set(statements.map((each) => each.round))]}::uuid[]) ORDER BY round_id, version DESC
    ), newest AS MATERIALIZED (
      SELECT round_id, body -> 'statements' AS statements, body -> 'common' AS common,
        jsonb_path_query_array(body, '$.groups[*].label') AS labels FROM stored
    )
    SELECT asked.id, found.statement, newest.labels,
      jsonb_path_query_first(newest.common, '$[*] ? (@.statement == $number)', found.named) AS common
    FROM listening.statement asked JOIN newest USING (round_id)
    CROSS JOIN LATERAL (
      SELECT newest.statements -> (asked.number - 1) AS statement, jsonb_build_object('number', asked.number) AS named
    ) AS guessed
    CROSS JOIN LATERAL (
      SELECT named, CASE WHEN guessed.statement @> named THEN guessed.statement
        ELSE jsonb_path_query_first(newest.statements, '$[*] ? (@.number == $number)', named) END AS statement
    ) AS found
    WHERE asked.id = ANY (${statements.map((each) => each.id)}::uuid[]) AND found.statement IS NOT NULL`.execute(
    db,
  )
  return new Map(rows.map(({ id, ...figures }) => [id, figures]))
}

/**
 * These statements, those that most people responded to first, and which of them are common ground:
 * what a line needs to choose by, without a word of what they say.
 */
export async function statementsHeard(
  db: Database,
  ids: readonly string[],
): Promise<{ order: string[]; common: ReadonlySet<string> }> {
  const { rows } = await sql<{ order: string[] | null; common: string[] | null }>`
    WITH asked AS MATERIALIZED (
      SELECT id, round_id, number FROM listening.statement WHERE id = ANY (${ids}::uuid[]) AND status = 'published'
    ), stored AS MATERIALIZED (
      SELECT DISTINCT ON (round_id) round_id, body #> '{}' AS body FROM listening.result
      WHERE round_id IN (SELECT round_id FROM asked) ORDER BY round_id, version DESC
    ), newest AS MATERIALIZED (
      SELECT round_id, body -> 'statements' AS statements, body -> 'common' AS common,
        jsonb_array_length(body -> 'groups') AS groups FROM stored
    ), counted AS (
      SELECT round_id, number, agree + unsure + disagree AS people
      FROM newest CROSS JOIN LATERAL jsonb_to_recordset(statements) AS each (number integer, agree integer, unsure integer, disagree integer)
    ), shared AS (
      SELECT round_id, statement AS number FROM newest
      CROSS JOIN LATERAL jsonb_to_recordset(common) AS each (statement integer, certainty text)
      WHERE certainty <> 'unsure' AND groups > 0
    )
    SELECT json_agg(id ORDER BY people DESC NULLS LAST, number) AS order,
      json_agg(id) FILTER (WHERE (round_id, number) IN (SELECT round_id, number FROM shared)) AS common
    FROM asked LEFT JOIN counted USING (round_id, number)`.execute(db)
  return { order: rows[0]?.order ?? [], common: new Set(rows[0]?.common) }
}
