import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Channel } from './participant.ts'
import type { Response, Value } from './response.ts'

export type NewParticipant = {
  id: string
  round: string
  channel: Channel
  language: string | null
}

/** Makes participants known, once each, in one statement. Ordered, so that two writers never wait for each other in a ring. */
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
    ORDER BY participant_id, statement_id, id
    ON CONFLICT DO NOTHING`.execute(db)
}

/**
 * Holds these rounds as they are until the end of the transaction and returns those that are closed
 * already. Whoever closes a round takes the same lock for itself alone (`lockForClosing`), so that
 * every response is either in its count or refused.
 */
export async function closedAmong(db: Database, rounds: readonly string[]): Promise<Set<string>> {
  await sql`SELECT pg_advisory_xact_lock_shared(hashtextextended('round:' || id, 0))
    FROM unnest(${[...rounds].sort()}::text[]) AS id`.execute(db)
  // A statement of its own: it sees a closure committed while the line above was waiting.
  const { rows } = await sql<{ round_id: string }>`
    SELECT round_id FROM listening.closure WHERE round_id = ANY (${rounds}::uuid[])`.execute(db)
  return new Set(rows.map((row) => row.round_id))
}

export type ParticipantStanding = {
  id: string
  banned: boolean
  withdrawn: boolean
  /** Known by another route as well. */
  joined: boolean
}

/** Whether these may still respond. Someone banned or withdrawn by one route is so by all. Those not yet known are left out. */
export async function standingOf(
  db: Database,
  participants: readonly string[],
): Promise<Map<string, ParticipantStanding>> {
  const { rows } = await sql<ParticipantStanding>`
    SELECT participant.id,
      participant.banned_at IS NOT NULL OR root.banned_at IS NOT NULL AS banned,
      participant.withdrawn_at IS NOT NULL OR root.withdrawn_at IS NOT NULL AS withdrawn,
      root.id IS NOT NULL OR EXISTS (SELECT FROM listening.participant other WHERE other.same_as_id = participant.id) AS joined
    FROM listening.participant LEFT JOIN listening.participant root ON root.id = participant.same_as_id
    WHERE participant.id = ANY (${participants}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

export type StandingResponse = {
  statement: string
  value: Value
  important: boolean
  givenAt: Date
}

/** What stands of one person's responses, whatever the route: see `laterOf` in response.ts. */
export async function standingResponses(
  db: Database,
  routes: readonly string[],
): Promise<StandingResponse[]> {
  const { rows } = await sql<StandingResponse>`
    SELECT DISTINCT ON (statement_id) statement_id AS statement, value, important, given_at AS "givenAt"
    FROM listening.response WHERE participant_id = ANY (${routes}::uuid[])
    ORDER BY statement_id, given_at DESC, received_at DESC, id DESC`.execute(db)
  return rows
}
