import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Insight, Reuse } from './insight.ts'

type Row = {
  id: string
  partnership_id: string
  round_id: string | null
  text: string
  language: string
  statement_ids: string[]
  noted_by: string | null
  noted_at: Date
}

const columns = sql`insight.id, insight.partnership_id, insight.round_id, insight.text, insight.language,
  insight.statement_ids, insight.noted_by, insight.noted_at`

function asInsight(row: Row): Insight {
  return {
    id: row.id,
    partnership: row.partnership_id,
    round: row.round_id,
    text: row.text,
    language: row.language,
    statements: row.statement_ids,
    notedBy: row.noted_by,
    notedAt: row.noted_at,
  }
}

export async function insightById(db: Database, id: string): Promise<Insight | undefined> {
  if (!isId(id)) return undefined
  const { rows } =
    await sql<Row>`SELECT ${columns} FROM listening.insight WHERE insight.id = ${id}`.execute(db)
  return rows[0] && asInsight(rows[0])
}

/** Newest first. */
export async function insightsOf(db: Database, partnership: string): Promise<Insight[]> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM listening.insight WHERE insight.partnership_id = ${partnership}
    ORDER BY insight.noted_at DESC, insight.id DESC LIMIT 500`.execute(db)
  return rows.map(asInsight)
}

/** Those that any of the terms fits, as a beginning of a word or nearly spelt; the best first. */
export async function findInsights(
  db: Database,
  partnership: string,
  terms: readonly string[],
): Promise<Insight[]> {
  const { rows } = await sql<Row>`
    WITH asked AS (SELECT DISTINCT listening.plain(term) AS term FROM unnest(${terms}::text[]) AS term),
    fitting AS (
      SELECT insight.id, sum(fit.strength) AS strength FROM listening.insight, asked,
      LATERAL (SELECT CASE WHEN insight.search @@ to_tsquery('simple', quote_literal(asked.term) || ':*') THEN 1
        WHEN length(asked.term) >= 4 THEN word_similarity(asked.term, listening.plain(insight.text)) ELSE 0 END AS strength) AS fit
      WHERE insight.partnership_id = ${partnership} AND fit.strength >= 0.5 GROUP BY insight.id
    )
    SELECT ${columns} FROM listening.insight JOIN fitting USING (id) ORDER BY fitting.strength DESC, insight.noted_at DESC LIMIT 100`.execute(
    db,
  )
  return rows.map(asInsight)
}

export async function insertInsight(db: Database, row: Insight): Promise<void> {
  await sql`
    INSERT INTO listening.insight (id, partnership_id, round_id, text, language, statement_ids, noted_by, noted_at)
    VALUES (${row.id}, ${row.partnership}, ${row.round}, ${row.text}, ${row.language}, ${row.statements}::uuid[], ${row.notedBy}, ${row.notedAt})`.execute(
    db,
  )
}

type ReuseRow = {
  id: string
  insight_id: string | null
  earlier_statement_id: string | null
  owner_id: string
  asker_id: string
  round_id: string
  statement_id: string
  purpose: string
  reused_by: string | null
  reused_at: Date
  refused_at: Date | null
  refusal: string | null
  words: string
  language: string
}

const reuses = sql`
  SELECT reuse.id, reuse.insight_id, reuse.earlier_statement_id, reuse.owner_id, reuse.asker_id, reuse.round_id, reuse.statement_id,
    reuse.purpose, reuse.reused_by, reuse.reused_at, reuse.refused_at, reuse.refusal,
    coalesce(insight.text, earlier.text, '') AS words, coalesce(insight.language, earlier.language, 'en') AS language
  FROM listening.insight_reuse reuse
  LEFT JOIN listening.insight ON insight.id = reuse.insight_id
  LEFT JOIN listening.statement earlier ON earlier.id = reuse.earlier_statement_id`

function asReuse(row: ReuseRow): Reuse {
  return {
    id: row.id,
    insight: row.insight_id,
    earlierStatement: row.earlier_statement_id,
    owner: row.owner_id,
    asker: row.asker_id,
    round: row.round_id,
    statement: row.statement_id,
    purpose: row.purpose,
    reusedBy: row.reused_by,
    reusedAt: row.reused_at,
    refusedAt: row.refused_at,
    refusal: row.refusal,
    words: row.words,
    language: row.language,
  }
}

/** Seen by the owners of what was reused, and by whoever sees the round. */
export async function reuseById(db: Database, id: string): Promise<Reuse | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<ReuseRow>`${reuses} WHERE reuse.id = ${id}`.execute(db)
  return rows[0] && asReuse(rows[0])
}

/** What a round asks again, in the order in which it was taken up. */
export async function reusesInRound(db: Database, round: string): Promise<Reuse[]> {
  const { rows } = await sql<ReuseRow>`
    ${reuses} WHERE reuse.round_id = ${round} ORDER BY reuse.reused_at, reuse.id`.execute(db)
  return rows.map(asReuse)
}

/** Where an insight was asked again, newest first: to its owners all, to others those of opened rounds. */
export async function reusesOfInsight(db: Database, insight: string): Promise<Reuse[]> {
  const { rows } = await sql<ReuseRow>`
    ${reuses} WHERE reuse.insight_id = ${insight} ORDER BY reuse.reused_at DESC, reuse.id DESC LIMIT 200`.execute(
    db,
  )
  return rows.map(asReuse)
}

export async function insertReuse(
  db: Database,
  row: Omit<Reuse, 'refusedAt' | 'refusal' | 'words' | 'language'>,
): Promise<void> {
  await db
    .insertInto('listening.insight_reuse')
    .values({
      id: row.id,
      insight_id: row.insight,
      earlier_statement_id: row.earlierStatement,
      owner_id: row.owner,
      asker_id: row.asker,
      round_id: row.round,
      statement_id: row.statement,
      purpose: row.purpose,
      reused_by: row.reusedBy,
      reused_at: row.reusedAt,
    })
    .execute()
}

/** Refuses as the acting person; nothing comes back if they may not, or if it was refused before. */
export async function refuse(
  db: Database,
  reuse: string,
  decision: string,
  why: string,
  at: Date,
): Promise<{ round: string; statement: string; effect: 'held' | 'taken-out' } | undefined> {
  const { rows } = await sql<{ round: string; statement: string; effect: 'held' | 'taken-out' }>`
    SELECT round_id AS round, statement_id AS statement, effect
    FROM listening.refuse_reuse(${reuse}, ${decision}, ${why}, ${at})`.execute(db)
  return rows[0]
}
