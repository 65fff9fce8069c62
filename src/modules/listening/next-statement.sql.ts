import { sql } from 'kysely'
import { system as asSystem } from '../../platform/actor.ts'
import { reading, type Database } from '../../platform/database/index.ts'
import type { Candidate } from '../../methods/opinion/index.ts'
import type { ResultStatement } from './result.ts'

/** A published statement with its words in every language it has. */
export type AskedStatement = {
  id: string
  number: number
  text: string
  language: string
  translations: Record<string, string>
}

/** What is asked in a round, in the order of its numbers. */
export async function askedStatements(db: Database, round: string): Promise<AskedStatement[]> {
  const { rows } = await sql<AskedStatement>`
    SELECT statement.id, statement.number, statement.text, statement.language,
      coalesce((SELECT json_object_agg(translation.language, translation.text)
        FROM listening.statement_translation translation WHERE translation.statement_id = statement.id), '{}') AS translations
    FROM listening.statement WHERE statement.round_id = ${round} AND statement.status = 'published'
    ORDER BY statement.number`.execute(db)
  return rows
}

/** How many responses of each kind have come in, by statement, since some arrival. */
export type Counts = Map<string, { agree: number; disagree: number; unsure: number }>

/**
 * Adds what arrived after `since` to the counts and returns the newest arrival. A response that was
 * committed late, with an earlier time, is missed: these counts only choose what to ask next; the
 * results count exactly.
 */
export async function addCounts(
  db: Database,
  round: string,
  counts: Counts,
  since: Date | null,
): Promise<Date | null> {
  const rows = await reading(db, asSystem('next-statement'), async (inner) => {
    const found = await sql<{ statement_id: string; value: number; many: string; newest: Date }>`
      SELECT statement_id, value, count(*) AS many, max(received_at) AS newest FROM listening.response
      WHERE round_id = ${round} AND received_at > ${since ?? new Date(0)} GROUP BY statement_id, value`.execute(
      inner,
    )
    return found.rows
  })
  let newest = since
  for (const row of rows) {
    const count = counts.get(row.statement_id) ?? { agree: 0, disagree: 0, unsure: 0 }
    const kind = row.value > 0 ? 'agree' : row.value < 0 ? 'disagree' : 'unsure'
    count[kind] += Number(row.many)
    counts.set(row.statement_id, count)
    if (newest === null || row.newest > newest) newest = row.newest
  }
  return newest
}

/** What the newest computed result says of each statement: where it stands on the map and between the groups. */
export async function mappedStandings(
  db: Database,
  round: string,
): Promise<{ countedTo: Date; standings: Map<string, Candidate> } | undefined> {
  const { rows } = await sql<{ counted_to: Date; statements: ResultStatement[] | null }>`
    SELECT counted_to, body -> 'statements' AS statements FROM listening.result
    WHERE round_id = ${round} ORDER BY version DESC LIMIT 1`.execute(db)
  const [newest] = rows
  if (!newest?.statements) return undefined
  const standings = newest.statements.map(
    ({ id, agree, disagree, unsure, extremity, divides }): [string, Candidate] => [
      id,
      { agree, disagree, unsure, extremity, division: divides },
    ],
  )
  return { countedTo: newest.counted_to, standings: new Map(standings) }
}
