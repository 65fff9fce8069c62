import type pg from 'pg'
import { system as asSystem } from '../../platform/actor.ts'
import { actingAs } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { NewParticipant } from './response.sql.ts'
import type { Response } from './response.ts'

// What the recorder does hundreds of times a second, written for the driver itself: statements that
// PostgreSQL parses and plans once a connection, and as few trips as can be. Measured on two shared
// cores against the query builder, one transaction of 16 responses took half the processor time.

/**
 * Begins a transaction as background work and holds these rounds as they are until its end. Whoever
 * closes a round takes the same lock for itself alone (`lockForClosing`), so that every response is
 * either in its count or refused.
 */
export function beginning(rounds: readonly string[]): string {
  const locks = [...new Set(rounds)].sort().map((round) => {
    if (!isId(round)) throw new TypeError('a round is named by a UUID')
    return `SELECT pg_advisory_xact_lock_shared(hashtextextended('round:${round}', 0))`
  })
  return ['BEGIN', actingAs(asSystem('record-responses')), ...locks].join('; ')
}

export type Known = {
  id: string
  banned: boolean
  withdrawn: boolean
  /** Every statement answered so far, by any route of the same person. */
  answered: string[]
}

/**
 * What is known of these participants, and which of these rounds are closed. Someone banned or
 * withdrawn by one route is so by all.
 *
 * CASE, not coalesce: under row-level security PostgreSQL holds coalesce to be an expression that could
 * give rows away, so it would not use the index for it and read everybody for each of them.
 */
export async function knownOf(
  client: pg.ClientBase,
  participants: readonly string[],
  rounds: readonly string[],
): Promise<{ known: Map<string, Known>; closed: Set<string> }> {
  const { rows } = await client.query<Known & { closed: boolean }>({
    name: 'recorder-known',
    text: `
      SELECT participant.id, false AS closed,
        participant.banned_at IS NOT NULL OR root.banned_at IS NOT NULL AS banned,
        participant.withdrawn_at IS NOT NULL OR root.withdrawn_at IS NOT NULL AS withdrawn,
        ARRAY(SELECT statement_id FROM listening.response WHERE response.participant_id = participant.id
          UNION SELECT statement_id FROM listening.response WHERE response.participant_id = root.id
          UNION SELECT statement_id FROM listening.participant route JOIN listening.response ON response.participant_id = route.id
            WHERE route.same_as_id = CASE WHEN root.id IS NULL THEN participant.id ELSE root.id END) AS answered
      FROM listening.participant LEFT JOIN listening.participant root ON root.id = participant.same_as_id
      WHERE participant.id = ANY ($1::uuid[])
      UNION ALL
      SELECT round_id, true, false, false, '{}' FROM listening.closure WHERE round_id = ANY ($2::uuid[])`,
    values: [participants, rounds],
  })
  return {
    known: new Map(rows.filter((row) => !row.closed).map((row) => [row.id, row])),
    closed: new Set(rows.filter((row) => row.closed).map((row) => row.id)),
  }
}

/** Ordered, like the responses below, so that two writers never wait for each other in a ring. */
export async function addParticipants(
  client: pg.ClientBase,
  participants: readonly NewParticipant[],
  at: Date,
): Promise<void> {
  await client.query({
    name: 'recorder-participants',
    text: `
      INSERT INTO listening.participant (id, round_id, channel, language, created_at)
      SELECT id, round_id, channel, language, $5 FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[])
        AS given (id, round_id, channel, language)
      ORDER BY id ON CONFLICT DO NOTHING`,
    values: [
      participants.map((each) => each.id),
      participants.map((each) => each.round),
      participants.map((each) => each.channel),
      participants.map((each) => each.language),
      at,
    ],
  })
}

/** One that is there already (same person, statement and id) is left as it is. */
export async function addResponses(
  client: pg.ClientBase,
  responses: readonly Response[],
  receivedAt: Date,
): Promise<void> {
  await client.query({
    name: 'recorder-responses',
    text: `
      INSERT INTO listening.response (participant_id, statement_id, id, round_id, value, important, channel, given_at, received_at)
      SELECT participant_id, statement_id, id, round_id, value, important, channel, given_at, $9
      FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::smallint[], $6::boolean[], $7::text[], $8::timestamptz[])
        AS given (participant_id, statement_id, id, round_id, value, important, channel, given_at)
      ORDER BY participant_id, statement_id, id ON CONFLICT DO NOTHING`,
    values: [
      responses.map((each) => each.participant),
      responses.map((each) => each.statement),
      responses.map((each) => each.id),
      responses.map((each) => each.round),
      responses.map((each) => each.value),
      responses.map((each) => each.important),
      responses.map((each) => each.channel),
      responses.map((each) => each.givenAt.toISOString()),
      receivedAt,
    ],
  })
}
