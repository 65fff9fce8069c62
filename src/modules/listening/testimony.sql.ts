import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Channel } from './participant.ts'
import type { Testimony } from './testimony.ts'

export async function insertTestimony(
  db: Database,
  row: Omit<Testimony, 'publicText'> & { participant: string; round: string; channel: Channel },
): Promise<void> {
  await db
    .insertInto('listening.testimony')
    .values({
      participant_id: row.participant,
      id: row.id,
      round_id: row.round,
      text: row.text,
      language: row.language,
      channel: row.channel,
      may_publish: row.mayPublish,
      status: row.status,
      given_at: row.givenAt,
      published_at: row.status === 'published' ? row.givenAt : null,
    })
    .execute()
}

/** What somebody told, by any of their routes, oldest first. */
export async function testimoniesBy(
  db: Database,
  participants: readonly string[],
): Promise<Testimony[]> {
  const { rows } = await sql<Testimony>`
    SELECT id, text, public_text AS "publicText", language, may_publish AS "mayPublish", status, given_at AS "givenAt"
    FROM listening.testimony WHERE participant_id = ANY (${participants}::uuid[]) ORDER BY given_at, id`.execute(
    db,
  )
  return rows
}
