import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { FollowChannel, Follower } from './follower.ts'

/**
 * Who wants to hear, among these participants: any route of a person counts. For background work,
 * which alone may read addresses; anyone else gets their own.
 */
export async function followersOf(
  db: Database,
  participants: readonly string[],
): Promise<Follower[]> {
  const { rows } = await sql<Follower>`
    SELECT participant_id AS participant, round_id AS round, channel, address, language FROM listening.follower
    WHERE participant_id = ANY (${participants}::uuid[]) AND stopped_at IS NULL
    ORDER BY participant_id, channel`.execute(db)
  return rows
}

export async function upsertFollower(db: Database, follower: Follower, at: Date): Promise<void> {
  await sql`
    INSERT INTO listening.follower (participant_id, channel, round_id, address, language, follows_at)
    VALUES (${follower.participant}, ${follower.channel}, ${follower.round}, ${follower.address}, ${follower.language}, ${at})
    ON CONFLICT (participant_id, channel) DO UPDATE SET address = excluded.address, language = excluded.language,
      follows_at = excluded.follows_at, stopped_at = NULL`.execute(db)
}

/** Stops, and forgets the address at once. */
export async function stopFollower(
  db: Database,
  participant: string,
  channel: FollowChannel,
  at: Date,
): Promise<void> {
  await sql`
    UPDATE listening.follower SET stopped_at = ${at}, address = NULL
    WHERE participant_id = ${participant} AND channel = ${channel} AND stopped_at IS NULL`.execute(
    db,
  )
}
