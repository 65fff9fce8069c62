import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Ban } from './ban.ts'

const columns = sql`ban.id, ban.participant_id AS participant, ban.reason, ban.banned_at AS "bannedAt", ban.ended_at AS "endedAt"`

/** The ban that stands, if there is one; held until the change about it is stored. */
export async function standingBan(
  db: Database,
  round: string,
  participant: string,
): Promise<Ban | undefined> {
  if (!isId(participant)) return undefined
  await sql`SELECT 1 FROM listening.participant WHERE id = ${participant} FOR UPDATE`.execute(db)
  const { rows } = await sql<Ban>`
    SELECT ${columns} FROM listening.ban WHERE round_id = ${round} AND participant_id = ${participant} AND ended_at IS NULL`.execute(
    db,
  )
  return rows[0]
}

export async function insertBan(
  db: Database,
  row: {
    id: string
    participant: string
    round: string
    reason: string
    by: string | null
    at: Date
  },
): Promise<void> {
  await sql`
    INSERT INTO listening.ban (participant_id, id, round_id, reason, banned_by, banned_at)
    VALUES (${row.participant}, ${row.id}, ${row.round}, ${row.reason}, ${row.by}, ${row.at})`.execute(
    db,
  )
  await setBanned(db, row.participant, row.at)
}

export async function endBan(
  db: Database,
  ban: Ban,
  end: { by: string | null; at: Date },
): Promise<void> {
  await sql`
    UPDATE listening.ban SET ended_at = ${end.at}, ended_by = ${end.by}
    WHERE participant_id = ${ban.participant} AND id = ${ban.id} AND ended_at IS NULL`.execute(db)
  await setBanned(db, ban.participant, null)
}

/** Whoever is counted under one person, by whatever route they came, is counted or not as one. */
async function setBanned(db: Database, participant: string, at: Date | null): Promise<void> {
  await sql`
    WITH root AS (SELECT coalesce(same_as_id, id) AS id FROM listening.participant WHERE id = ${participant})
    UPDATE listening.participant SET banned_at = ${at} FROM root
    WHERE participant.id = root.id OR participant.same_as_id = root.id`.execute(db)
}

/** Newest first. Read as a moderator. */
export async function bansOf(db: Database, round: string): Promise<Ban[]> {
  const { rows } = await sql<Ban>`
    SELECT ${columns} FROM listening.ban WHERE round_id = ${round} ORDER BY ban.ended_at IS NOT NULL, ban.banned_at DESC, ban.id`.execute(
    db,
  )
  return rows
}
