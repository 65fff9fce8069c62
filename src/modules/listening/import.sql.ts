import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { ImportedStatement } from './import.ts'

export type ImportedRound = {
  id: string
  partnership: string
  code: string
  language: string
  question: string
  reason: string
  use: string
  invited: string
  source: string
  licence: string
  createdBy: string | null
  openedAt: Date
  createdAt: Date
}

export async function insertImportedRound(db: Database, round: ImportedRound): Promise<void> {
  await sql`
    INSERT INTO listening.round (id, partnership_id, code, languages, moderation, source, licence, created_by, created_at)
    VALUES (${round.id}, ${round.partnership}, ${round.code}, ARRAY[${round.language}], 'after', ${round.source}, ${round.licence},
      ${round.createdBy}, ${round.createdAt})`.execute(db)
  await sql`
    INSERT INTO listening.round_text (round_id, language, question, reason, use, invited)
    VALUES (${round.id}, ${round.language}, ${round.question}, ${round.reason}, ${round.use}, ${round.invited})`.execute(
    db,
  )
  await sql`
    INSERT INTO listening.opening (round_id, opened_by, opened_at)
    VALUES (${round.id}, ${round.createdBy}, ${round.openedAt})`.execute(db)
}

/** Statements with the ids they are to have; moderated out is removed, the rest is public. */
export async function insertImportedStatements(
  db: Database,
  round: string,
  language: string,
  statements: readonly (ImportedStatement & { id: string })[],
  undated: Date,
): Promise<void> {
  const times = statements.map((each) => (each.at > 0 ? new Date(each.at) : undated).toISOString())
  const status = statements.map((each) => (each.moderated === -1 ? 'removed' : 'published'))
  await sql`
    INSERT INTO listening.statement (id, round_id, number, text, language, source, author_number, channel, status, submitted_at, published_at)
    SELECT id, ${round}, number, text, ${language}, 'participant', author, 'import', status, at, CASE WHEN status = 'published' THEN at END
    FROM unnest(${statements.map((each) => each.id)}::uuid[], ${statements.map((each) => each.number)}::integer[],
      ${statements.map((each) => each.text)}::text[], ${statements.map((each) => each.author)}::integer[], ${status}::text[],
      ${times}::timestamptz[]) AS given (id, number, text, author, status, at)`.execute(db)
}

export async function insertImportedParticipants(
  db: Database,
  round: string,
  participants: readonly { id: string; number: number }[],
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO listening.participant (id, round_id, channel, language, number, created_at)
    SELECT id, ${round}, 'import', NULL, number, ${at}
    FROM unnest(${participants.map((each) => each.id)}::uuid[], ${participants.map((each) => each.number)}::integer[]) AS given (id, number)`.execute(
    db,
  )
}

export type ImportedResponse = {
  id: string
  participant: string
  statement: string
  value: number
  at: number
}

/** They arrived, as far as anyone knows, when they were given. */
export async function insertImportedResponses(
  db: Database,
  round: string,
  responses: readonly ImportedResponse[],
): Promise<void> {
  await sql`
    INSERT INTO listening.response (participant_id, statement_id, id, round_id, value, channel, given_at, received_at)
    SELECT participant, statement, id, ${round}, value, 'import', given.at, given.at
    FROM (SELECT participant, statement, id, value, to_timestamp(milliseconds / 1000.0) AS at
      FROM unnest(${responses.map((each) => each.participant)}::uuid[], ${responses.map((each) => each.statement)}::uuid[],
        ${responses.map((each) => each.id)}::uuid[], ${responses.map((each) => each.value)}::smallint[],
        ${responses.map((each) => each.at)}::double precision[]) AS row (participant, statement, id, value, milliseconds)) AS given`.execute(
    db,
  )
}
