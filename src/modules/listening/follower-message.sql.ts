import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

export type FollowerToWrite = {
  participant: string
  channel: 'email' | 'text'
  address: string
  language: string
  /** The printed code of the round they took part in. */
  code: string
}

/**
 * Everyone who asked to hear, among those who wrote or answered any of these statements or told any
 * of these experiences: each person once, each address once. For background work, which alone may
 * read addresses.
 */
export async function followersAmong(
  db: Database,
  items: readonly string[],
): Promise<FollowerToWrite[]> {
  if (items.length === 0) return []
  const { rows } = await sql<FollowerToWrite>`
    WITH said AS (
      SELECT id, round_id, author_participant_id FROM listening.statement WHERE id = ANY (${items}::uuid[])
    ), contributed AS (
      SELECT author_participant_id AS id FROM said WHERE author_participant_id IS NOT NULL
      UNION SELECT response.participant_id FROM listening.response JOIN said ON said.id = response.statement_id AND said.round_id = response.round_id
      UNION SELECT participant_id FROM listening.testimony WHERE id = ANY (${items}::uuid[])
    ), person AS (
      SELECT DISTINCT coalesce(participant.same_as_id, participant.id) AS id FROM contributed JOIN listening.participant ON participant.id = contributed.id
      WHERE participant.banned_at IS NULL AND participant.withdrawn_at IS NULL
    ), route AS (
      SELECT DISTINCT ON (person.id) follower.participant_id AS participant, follower.channel, follower.address, follower.language, round.code
      FROM person
      JOIN listening.participant own ON own.id = person.id OR own.same_as_id = person.id
      JOIN listening.follower ON follower.participant_id = own.id AND follower.stopped_at IS NULL AND follower.address IS NOT NULL
      JOIN listening.round ON round.id = follower.round_id
      ORDER BY person.id, follower.channel = 'text', follower.follows_at
    )
    SELECT DISTINCT ON (lower(address)) * FROM route ORDER BY lower(address), participant`.execute(
    db,
  )
  return rows
}
