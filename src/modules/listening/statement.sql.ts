import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Channel } from './participant.ts'
import type { Statement, StatementSource, StatementStatus } from './statement.ts'

type Row = {
  id: string
  round_id: string
  number: number
  text: string
  language: string
  source: StatementSource
  status: StatementStatus
  channel: Channel
  submitted_at: Date
  published_at: Date | null
  translations: Record<string, string>
}

const columns = sql`
  statement.id, statement.round_id, statement.number, statement.text, statement.language, statement.source,
  statement.status, statement.channel, statement.submitted_at, statement.published_at,
  coalesce((SELECT json_object_agg(translation.language, translation.text)
    FROM listening.statement_translation translation WHERE translation.statement_id = statement.id), '{}') AS translations`

function asStatement(row: Row): Statement {
  return {
    id: row.id,
    round: row.round_id,
    number: row.number,
    text: row.text,
    language: row.language,
    source: row.source,
    status: row.status,
    channel: row.channel,
    submittedAt: row.submitted_at,
    publishedAt: row.published_at,
    translations: row.translations,
  }
}

/** Those the reader may see, in the order of their numbers: all to the partnership, to others what is published. */
export async function statementsOf(db: Database, round: string): Promise<Statement[]> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM listening.statement WHERE statement.round_id = ${round} ORDER BY statement.number`.execute(
    db,
  )
  return rows.map(asStatement)
}

export async function statementById(db: Database, id: string): Promise<Statement | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM listening.statement WHERE statement.id = ${id}`.execute(db)
  return rows[0] && asStatement(rows[0])
}

/** Of these, the ones the reader may see, by id. */
export async function statementsAmong(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, Statement>> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM listening.statement WHERE statement.id = ANY (${ids}::uuid[])`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.id, asStatement(row)]))
}

export type NewStatement = {
  id: string
  round: string
  text: string
  language: string
  source: StatementSource
  authorParticipant: string | null
  channel: Channel
  status: StatementStatus
  at: Date
  publishedAt: Date | null
}

/** Stores a statement under the round's next free number and returns the number. */
export async function insertStatement(db: Database, row: NewStatement): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    INSERT INTO listening.statement (id, round_id, number, text, language, source, author_participant_id, channel, status, submitted_at, published_at)
    VALUES (${row.id}, ${row.round}, listening.next_statement_number(${row.round}), ${row.text}, ${row.language}, ${row.source},
      ${row.authorParticipant}, ${row.channel}, ${row.status}, ${row.at}, ${row.publishedAt})
    RETURNING number`.execute(db)
  return rows[0]!.number
}

export async function updateWords(
  db: Database,
  id: string,
  words: { text: string; language: string },
): Promise<void> {
  await db.updateTable('listening.statement').set(words).where('id', '=', id).execute()
}

/** Makes changes of a draft's order and numbers wait for each other. */
export async function lockStatements(db: Database, round: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`statements:${round}`}, 0))`.execute(db)
}

/** Takes a statement out of a draft; the numbers after it close up. */
export async function deleteStatement(db: Database, statement: Statement): Promise<void> {
  await db
    .deleteFrom('listening.statement_translation')
    .where('statement_id', '=', statement.id)
    .execute()
  const { rows } = await sql<{ number: number }>`
    DELETE FROM listening.statement WHERE id = ${statement.id} RETURNING number`.execute(db)
  if (rows[0])
    await sql`SELECT listening.close_up(${statement.round}, ${rows[0].number})`.execute(db)
}

/** Two statements of a draft change places. Numbers are unique at every moment, so one steps aside. */
export async function swapNumbers(db: Database, a: Statement, b: Statement): Promise<void> {
  const put = (id: string, number: number) =>
    db.updateTable('listening.statement').set({ number }).where('id', '=', id).execute()
  await put(a.id, -1)
  await put(b.id, a.number)
  await put(a.id, b.number)
}

export async function upsertTranslation(
  db: Database,
  row: { statement: string; language: string; text: string; by: string | null; at: Date },
): Promise<void> {
  await sql`
    INSERT INTO listening.statement_translation (statement_id, language, text, translated_by, translated_at)
    VALUES (${row.statement}, ${row.language}, ${row.text}, ${row.by}, ${row.at})
    ON CONFLICT (statement_id, language) DO UPDATE
    SET text = excluded.text, translated_by = excluded.translated_by, translated_at = excluded.translated_at`.execute(
    db,
  )
}

export async function deleteTranslation(
  db: Database,
  statement: string,
  language: string,
): Promise<void> {
  await db
    .deleteFrom('listening.statement_translation')
    .where('statement_id', '=', statement)
    .where('language', '=', language)
    .execute()
}

/** The opening publishes what the draft holds. */
export async function publishStarting(db: Database, round: string, at: Date): Promise<string[]> {
  const rows = await db
    .updateTable('listening.statement')
    .set({ published_at: at })
    .where('round_id', '=', round)
    .where('status', '=', 'published')
    .where('published_at', 'is', null)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}
