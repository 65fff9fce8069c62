import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { ResultBody, ResultStatement } from './result.ts'

export type StatementStep = {
  id: string
  text: string
  language: string
  number: number
  channel: string
  at: Date
  status: string
  round: string
  code: string
  question: string
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
): Promise<StatementStep[]> {
  const { rows } = await sql<StatementStep>`
    SELECT statement.id, statement.text, statement.language, statement.number, statement.channel, statement.submitted_at AS at, statement.status,
      statement.round_id AS round, round.code, words.question
    FROM listening.statement
    JOIN listening.round ON round.id = statement.round_id
    JOIN listening.round_text words ON words.round_id = round.id AND words.language = round.languages[1]
    WHERE statement.id = ANY (${ids}::uuid[])`.execute(db)
  return rows
}

export async function roundSteps(db: Database, ids: readonly string[]): Promise<RoundStep[]> {
  const { rows } = await sql<RoundStep>`
    SELECT round.id, words.question, words.language, opening.opened_at AS at, round.code, closure.closed_at AS "closedAt", closure.participants, closure.responses
    FROM listening.round
    JOIN listening.opening ON opening.round_id = round.id
    LEFT JOIN listening.closure ON closure.round_id = round.id
    JOIN listening.round_text words ON words.round_id = round.id AND words.language = round.languages[1]
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

/** How one statement was answered, and what the groups of its round are called. */
export type StatementFigures = {
  statement: ResultStatement
  labels: string[]
  common: ResultBody['common'][number] | null
}

/** What the newest result of each round says of these statements. */
export async function statementFigures(
  db: Database,
  statements: readonly Pick<StatementStep, 'id' | 'number' | 'round'>[],
): Promise<Map<string, StatementFigures>> {
  if (statements.length === 0) return new Map()
  const { rows } = await sql<StatementFigures & { id: string }>`
    SELECT asked.id, counted AS statement,
      ARRAY(SELECT each ->> 'label' FROM jsonb_array_elements(newest.body -> 'groups') WITH ORDINALITY AS g (each, place) ORDER BY place) AS labels,
      (SELECT shared FROM jsonb_array_elements(newest.body -> 'common') AS shared WHERE (shared -> 'statement')::integer = (counted -> 'number')::integer) AS common
    FROM listening.statement asked
    CROSS JOIN LATERAL (SELECT body FROM listening.result WHERE result.round_id = asked.round_id ORDER BY version DESC LIMIT 1) AS newest
    CROSS JOIN LATERAL jsonb_array_elements(newest.body -> 'statements') AS counted
    WHERE asked.id = ANY (${statements.map((each) => each.id)}::uuid[]) AND (counted -> 'number')::integer = asked.number`.execute(
    db,
  )
  return new Map(rows.map(({ id, ...figures }) => [id, figures]))
}
