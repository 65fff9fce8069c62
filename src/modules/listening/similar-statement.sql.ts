import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { commonWords } from './common-word.ts'
import { alikeTo, type Meant } from './similar-statement.ts'

export type SimilarStatement = {
  id: string
  number: number
  text: string
  language: string
  /** From 0 to 1. */
  likeness: number
}

type Row = Omit<SimilarStatement, 'likeness'> & Meant

const lists = JSON.stringify(
  Object.entries(commonWords).map(([language, each]) => ({ language, ...each })),
)

/**
 * The published statements of a round in every language that they have words in, each with the stems
 * of the words that carry its meaning; and some other words, read in each of those languages, because
 * people do not always write in the language of the page.
 */
async function meaningsIn(
  db: Database,
  round: string,
  words: string | null,
): Promise<{ said: Row[]; asked: Row[] }> {
  const { rows } = await sql<Row>`
    WITH list AS MATERIALIZED (
      SELECT language, dictionary::regconfig, tsvector_to_array(to_tsvector(dictionary::regconfig, listening.plain(words))) AS common
      FROM jsonb_to_recordset(${lists}::jsonb) AS given (language text, dictionary text, words text)
    ), said AS MATERIALIZED (
      SELECT statement.id, statement.number, statement.text, statement.language, statement.plain_text AS plain FROM listening.statement
      WHERE statement.round_id = ${round} AND statement.status = 'published'
      UNION ALL
      SELECT statement.id, statement.number, translation.text, translation.language, listening.plain(translation.text)
      FROM listening.statement JOIN listening.statement_translation translation ON translation.statement_id = statement.id
      WHERE statement.round_id = ${round} AND statement.status = 'published'
    ), heard AS (
      SELECT * FROM said
      UNION ALL
      SELECT NULL, NULL, ${words}, language, listening.plain(${words})
      FROM (SELECT DISTINCT language FROM said WHERE ${words}::text IS NOT NULL) AS spoken
    )
    SELECT id, number, text, heard.language, ARRAY(
      SELECT unnest(tsvector_to_array(to_tsvector(coalesce(list.dictionary, 'simple'), plain)))
      EXCEPT SELECT unnest(list.common)) AS words
    FROM heard LEFT JOIN list ON list.language = heard.language`.execute(db)
  return {
    said: rows.filter((row) => row.id !== null),
    asked: rows.filter((row) => row.id === null),
  }
}

/** Published statements of the round that say nearly the same, in any of their languages, the most alike first. */
export async function similarStatements(
  db: Database,
  round: string,
  text: string,
  limit = 3,
): Promise<SimilarStatement[]> {
  const { said, asked } = await meaningsIn(db, round, text)
  const best = new Map<string, SimilarStatement>()
  for (const each of asked)
    for (const { words: _, ...found } of alikeTo(each, said))
      if (found.likeness > (best.get(found.id)?.likeness ?? 0)) best.set(found.id, found)
  return [...best.values()]
    .toSorted((a, b) => b.likeness - a.likeness || a.number - b.number)
    .slice(0, limit)
}

/** For a draft: beside a statement the earlier one that says nearly the same, by id. */
export async function similarInDraft(
  db: Database,
  round: string,
): Promise<Map<string, SimilarStatement>> {
  const { said } = await meaningsIn(db, round, null)
  const found = new Map<string, SimilarStatement>()
  for (const each of said)
    for (const { words: _, ...other } of alikeTo(each, said))
      if (other.number < each.number && other.likeness > (found.get(each.id)?.likeness ?? 0))
        found.set(each.id, other)
  return found
}
