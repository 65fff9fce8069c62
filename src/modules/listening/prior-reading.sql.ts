import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Found, PriorReading } from './prior-reading.ts'

export async function insertPriorReading(db: Database, row: PriorReading): Promise<void> {
  await db
    .insertInto('listening.prior_reading')
    .values({
      id: row.id,
      round_id: row.round,
      person_id: row.person,
      searched_for: row.searchedFor,
      found: row.found,
      what_is_new: row.whatIsNew,
      read_at: row.readAt,
    })
    .execute()
}

/** Newest first. */
export async function priorReadingsOf(db: Database, round: string): Promise<PriorReading[]> {
  const rows = await db
    .selectFrom('listening.prior_reading')
    .selectAll()
    .where('round_id', '=', round)
    .orderBy('read_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    round: row.round_id,
    person: row.person_id,
    searchedFor: row.searched_for,
    found: row.found,
    whatIsNew: row.what_is_new,
    readAt: row.read_at,
  }))
}

/**
 * What these partnerships have asked, heard and learned before that has to do with the terms, best
 * first. A term fits a text whole where a word begins with it, and in part where one of its words is
 * spelt much alike (pg_trgm's word similarity). Terms that fit few texts weigh more than those that
 * fit many: ln((N + 1) / (n + 0.5)), the inverse document frequency of Robertson and Spärck Jones
 * (1976) in its plainest form, so that no list of small words is needed in any language. What fits
 * less than a third as well as the best of its kind is left out.
 */
export async function saidBefore(
  db: Database,
  partnerships: readonly string[],
  terms: readonly string[],
  except: string,
  ofEachKind = 25,
): Promise<Found[]> {
  if (terms.length === 0 || partnerships.length === 0) return []
  const { rows } = await sql<Found>`
    WITH asked AS MATERIALIZED (
      SELECT term, to_tsquery('simple', quote_literal(term) || ':*') AS beginning
      FROM (SELECT DISTINCT listening.plain(typed) AS term FROM unnest(${terms}::text[]) AS typed) AS plainly
    ), rounds AS (
      SELECT round.id, round.code, round.partnership_id, round.languages[1] AS first_language, opening.opened_at
      FROM listening.round JOIN listening.opening ON opening.round_id = round.id
      WHERE round.partnership_id = ANY (${partnerships}::uuid[]) AND round.id <> ${except}
    ), texts AS (
      SELECT 'question' AS kind, rounds.id, words.question AS text, words.language, rounds.opened_at AS at, rounds.partnership_id,
        rounds.id AS round_id, NULL::integer AS number, words.question || ' ' || words.reason AS looked_in, words.search
      FROM rounds JOIN listening.round_text words ON words.round_id = rounds.id
      UNION ALL
      SELECT 'statement', statement.id, statement.text, statement.language, statement.submitted_at, rounds.partnership_id,
        rounds.id, statement.number, statement.text, statement.search
      FROM rounds JOIN listening.statement ON statement.round_id = rounds.id AND statement.status = 'published'
      UNION ALL
      SELECT 'statement', statement.id, statement.text, statement.language, statement.submitted_at, rounds.partnership_id,
        rounds.id, statement.number, translation.text, to_tsvector('simple', listening.plain(translation.text))
      FROM rounds JOIN listening.statement ON statement.round_id = rounds.id AND statement.status = 'published'
      JOIN listening.statement_translation translation ON translation.statement_id = statement.id
      UNION ALL
      SELECT 'testimony', testimony.id, said.text, testimony.language, testimony.given_at, rounds.partnership_id,
        rounds.id, NULL, said.text, to_tsvector('simple', listening.plain(said.text))
      FROM rounds JOIN listening.testimony ON testimony.round_id = rounds.id AND testimony.status = 'published' AND testimony.may_publish,
      LATERAL (SELECT coalesce(testimony.public_text, testimony.text) AS text) AS said
      UNION ALL
      SELECT 'insight', insight.id, insight.text, insight.language, insight.noted_at, insight.partnership_id,
        insight.round_id, NULL, insight.text, insight.search
      FROM listening.insight WHERE insight.partnership_id = ANY (${partnerships}::uuid[])
    ), plain AS MATERIALIZED (
      SELECT kind, id, search, listening.plain(looked_in) AS words FROM texts
    ), fitting AS (
      SELECT plain.kind, plain.id, asked.term,
        CASE WHEN plain.search @@ asked.beginning THEN 1
          WHEN length(asked.term) >= 4 THEN word_similarity(asked.term, plain.words) ELSE 0 END AS strength
      FROM plain, asked
    ), strongest AS (
      SELECT kind, id, term, max(strength) AS strength FROM fitting WHERE strength >= 0.5 GROUP BY kind, id, term
    ), weights AS (
      SELECT term, ln(((SELECT count(DISTINCT (kind, id)) FROM texts) + 1) / (count(*) + 0.5)) AS weight FROM strongest GROUP BY term
    ), fits AS (
      SELECT kind, id, sum(strength * weight)::float8 AS fit FROM strongest JOIN weights USING (term) GROUP BY kind, id
    ), ranked AS (
      SELECT *, max(fit) OVER (PARTITION BY kind) AS best_fit, row_number() OVER (PARTITION BY kind ORDER BY fit DESC, id) AS place FROM fits WHERE fit > 0
    ), best AS (SELECT kind, id, fit FROM ranked WHERE fit * 3 >= best_fit AND place <= ${ofEachKind})
    SELECT DISTINCT ON (best.fit, best.kind, best.id) best.kind, best.id, texts.text, texts.language, texts.at, texts.partnership_id AS partnership,
      texts.round_id AS round, round.code AS "roundCode", question.question AS "roundQuestion", texts.number, best.fit
    FROM best JOIN texts USING (kind, id)
    LEFT JOIN listening.round ON round.id = texts.round_id
    LEFT JOIN listening.round_text question ON question.round_id = round.id AND question.language = round.languages[1]
    ORDER BY best.fit DESC, best.kind, best.id, (texts.language = round.languages[1]) DESC`.execute(
    db,
  )
  return rows
}

export type ResponseCounts = { agree: number; disagree: number; unsure: number }

/** How statements were answered, where their round's results have been worked out. */
export async function countsIn(
  db: Database,
  rounds: readonly string[],
): Promise<Map<string, ResponseCounts>> {
  const { rows } = await sql<ResponseCounts & { id: string }>`
    WITH newest AS (
      SELECT DISTINCT ON (round_id) body FROM listening.result
      WHERE round_id = ANY (${rounds}::uuid[]) ORDER BY round_id, version DESC
    )
    SELECT counted ->> 'id' AS id, (counted ->> 'agree')::int AS agree, (counted ->> 'disagree')::int AS disagree,
      (counted ->> 'unsure')::int AS unsure
    FROM newest, jsonb_array_elements(coalesce(body -> 'statements', '[]')) AS counted`.execute(db)
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}
