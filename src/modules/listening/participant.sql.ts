import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Channel } from './participant.ts'

export type Participant = {
  id: string
  round: string
  channel: Channel
  language: string | null
  sameAs: string | null
  banned: boolean
  withdrawn: boolean
}

/** Read as themselves, as a moderator, or as background work. */
export async function participantById(db: Database, id: string): Promise<Participant | undefined> {
  const { rows } = await sql<Participant>`
    SELECT id, round_id AS round, channel, language, same_as_id AS "sameAs",
      banned_at IS NOT NULL AS banned, withdrawn_at IS NOT NULL AS withdrawn
    FROM listening.participant WHERE id = ${id}`.execute(db)
  return rows[0]
}

/** Everyone who is this person, by whatever route they came: themselves first. */
export async function samePerson(db: Database, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    WITH root AS (SELECT coalesce(same_as_id, id) AS id FROM listening.participant WHERE id = ${id})
    SELECT participant.id FROM listening.participant JOIN root ON participant.id = root.id OR participant.same_as_id = root.id
    ORDER BY participant.id <> ${id}, participant.id`.execute(db)
  return rows.length > 0 ? rows.map((row) => row.id) : [id]
}

/** Which of these is a printed sheet or has taken part already: a code that somebody was really given. */
export async function knownParticipants(db: Database, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM listening.known_participants(${ids}::uuid[]) AS known (id)`.execute(db)
  return rows.map((row) => row.id)
}

export async function isSheet(db: Database, id: string): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM listening.sheet WHERE participant_id = ${id}`.execute(db)
  return rows.length > 0
}

/** Counts everyone who is `other` under the person that `id` is counted under. All responses are kept where they are. */
export async function joinParticipants(db: Database, id: string, other: string): Promise<void> {
  await sql`
    WITH roots AS (
      SELECT (SELECT coalesce(same_as_id, id) FROM listening.participant WHERE id = ${id}) AS kept,
        (SELECT coalesce(same_as_id, id) FROM listening.participant WHERE id = ${other}) AS moved
    )
    UPDATE listening.participant SET same_as_id = roots.kept FROM roots
    WHERE roots.kept <> roots.moved AND (participant.id = roots.moved OR participant.same_as_id = roots.moved)`.execute(
    db,
  )
}

/** Rounds that have opened, newest first: where a code without a round may belong. */
export async function openedRounds(
  db: Database,
): Promise<{ id: string; code: string; movedKey: string | null }[]> {
  const { rows } = await sql<{ id: string; code: string; movedKey: string | null }>`
    SELECT round.id, round.code, round.moved_key AS "movedKey" FROM listening.round JOIN listening.opening ON opening.round_id = round.id
    ORDER BY opening.opened_at DESC LIMIT 5000`.execute(db)
  return rows
}
