import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Channel } from './participant.ts'
import type { Response } from './response.ts'

export type NewParticipant = {
  id: string
  round: string
  channel: Channel
  language: string | null
}

/** Makes participants known, once each, in one statement. */
export async function insertParticipants(
  db: Database,
  participants: readonly NewParticipant[],
  at: Date,
): Promise<void> {
  if (participants.length === 0) return
  await sql`
    INSERT INTO listening.participant (id, round_id, channel, language, created_at)
    SELECT id, round_id, channel, language, ${at}
    FROM unnest(${participants.map((each) => each.id)}::uuid[], ${participants.map((each) => each.round)}::uuid[],
      ${participants.map((each) => each.channel)}::text[], ${participants.map((each) => each.language)}::text[]) AS given (id, round_id, channel, language)
    ORDER BY id
    ON CONFLICT DO NOTHING`.execute(db)
}

/** Stores responses in one statement; one that is there already (same person, statement and id) is left as it is. */
export async function insertResponses(
  db: Database,
  responses: readonly Response[],
  receivedAt: Date,
): Promise<void> {
  if (responses.length === 0) return
  const column = <T>(pick: (response: Response) => T) => responses.map(pick)
  await sql`
    INSERT INTO listening.response (participant_id, statement_id, id, round_id, value, important, channel, batch_id, entered_by, given_at, received_at)
    SELECT participant_id, statement_id, id, round_id, value, important, channel, batch_id, entered_by, given_at, ${receivedAt}
    FROM unnest(${column((each) => each.participant)}::uuid[], ${column((each) => each.statement)}::uuid[], ${column((each) => each.id)}::uuid[],
      ${column((each) => each.round)}::uuid[], ${column((each) => each.value)}::smallint[], ${column((each) => each.important)}::boolean[],
      ${column((each) => each.channel)}::text[], ${column((each) => each.batch ?? null)}::uuid[], ${column((each) => each.enteredBy ?? null)}::uuid[],
      ${column((each) => each.givenAt.toISOString())}::timestamptz[])
      AS given (participant_id, statement_id, id, round_id, value, important, channel, batch_id, entered_by, given_at)
    ON CONFLICT DO NOTHING`.execute(db)
}
