import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { leastAtOnce } from './release.ts'

/** Whether enough people have responded after a moment for what they said to be made public together. */
export async function enoughSince(db: Database, round: string, since: Date): Promise<boolean> {
  const { rows } = await sql<{ enough: boolean }>`
    SELECT count(*) >= ${leastAtOnce} AS enough FROM (
      SELECT DISTINCT coalesce(participant.same_as_id, participant.id)
      FROM listening.response JOIN listening.participant ON participant.id = response.participant_id
      WHERE response.round_id = ${round} AND response.received_at > ${since} LIMIT ${leastAtOnce}) AS person`.execute(
    db,
  )
  return rows[0]!.enough
}
