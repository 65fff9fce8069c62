import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Vote } from './vote.ts'

export async function insertVotes(
  db: Database,
  decision: string,
  votes: readonly Vote[],
): Promise<void> {
  if (votes.length === 0) return
  await db
    .insertInto('partnerships.vote')
    .values(
      votes.map((vote) => ({
        id: vote.id,
        decision_id: decision,
        member_id: vote.member,
        option_id: vote.option,
        channel: vote.channel,
        cast_at: vote.castAt,
        recorded_by: vote.recordedBy,
      })),
    )
    .execute()
}

/** The votes that whoever asks may see, in the order they were stored: their own, and those they recorded. */
export async function votesSeen(db: Database, decision: string): Promise<Vote[]> {
  const { rows } = await sql<Vote>`
    SELECT id, member_id AS member, option_id AS option, channel, cast_at AS "castAt", recorded_by AS "recordedBy"
    FROM partnerships.vote WHERE decision_id = ${decision} ORDER BY number`.execute(db)
  return rows
}
