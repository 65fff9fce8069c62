import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { leastAtOnce } from './release.ts'
import type { ResultBody } from './result.ts'

export type Result = {
  round: string
  version: number
  computedAt: Date
  /** The arrival of the newest response in it. */
  countedTo: Date
  body: ResultBody
}

type Row = {
  round_id: string
  version: number
  computed_at: Date
  counted_to: Date
  body: ResultBody
}

/** The newest result. Results are public: nobody's own answers are in them. */
export async function latestResult(db: Database, round: string): Promise<Result | undefined> {
  const { rows } = await sql<Row>`
    SELECT round_id, version, computed_at, counted_to, body FROM listening.result
    WHERE round_id = ${round} ORDER BY version DESC LIMIT 1`.execute(db)
  const row = rows[0]
  return (
    row && {
      round: row.round_id,
      version: row.version,
      computedAt: row.computed_at,
      countedTo: row.counted_to,
      body: row.body,
    }
  )
}

/** Who was in which group in the newest result, packed. Only background work may ask. */
export async function latestMembers(db: Database, round: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ members: Buffer | null }>`
    SELECT listening.newest_members(${round}) AS members`.execute(db)
  return rows[0]?.members ?? undefined
}

const versionsKept = 5

/** Stores a new version and lets the oldest go. */
export async function insertResult(
  db: Database,
  result: Omit<Result, 'version'> & { members: Buffer },
): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('result:' || ${result.round}, 0))`.execute(
    db,
  )
  const { rows } = await sql<{ version: number }>`
    INSERT INTO listening.result (round_id, version, computed_at, counted_to, participants, responses, body, members)
    SELECT ${result.round}, coalesce(max(version), 0) + 1, ${result.computedAt}, ${result.countedTo}, ${result.body.participants},
      ${result.body.responses}, ${JSON.stringify(result.body)}::jsonb, ${result.members}
    FROM listening.result WHERE round_id = ${result.round}
    RETURNING version`.execute(db)
  const { version } = rows[0]!
  await sql`DELETE FROM listening.result WHERE round_id = ${result.round} AND version <= ${version - versionsKept}`.execute(
    db,
  )
  return version
}

/** The statements of a round and whether each is left out of what is shown. */
export async function statementsToCount(
  db: Database,
  round: string,
): Promise<{ id: string; number: number; hidden: boolean }[]> {
  const { rows } = await sql<{ id: string; number: number; hidden: boolean }>`
    SELECT id, number, status <> 'published' AS hidden FROM listening.statement WHERE round_id = ${round} ORDER BY number`.execute(
    db,
  )
  return rows
}

/** Who does not count under their own id: banned, withdrawn, or the same person as another. */
export async function peopleOut(
  db: Database,
  round: string,
): Promise<{ id: string; sameAs: string | null }[]> {
  const { rows } = await sql<{ id: string; sameAs: string | null }>`
    SELECT id, same_as_id AS "sameAs" FROM listening.participant
    WHERE round_id = ${round} AND (banned_at IS NOT NULL OR withdrawn_at IS NOT NULL OR same_as_id IS NOT NULL)`.execute(
    db,
  )
  return rows
}

export async function newestArrival(
  db: Database,
  round: string,
  until?: Date,
): Promise<Date | null> {
  const { rows } = await sql<{ newest: Date | null }>`
    SELECT max(received_at) AS newest FROM listening.response
    WHERE round_id = ${round} ${until ? sql`AND received_at <= ${until}` : sql``}`.execute(db)
  return rows[0]?.newest ?? null
}

/**
 * Opened rounds in which something has happened that their newest result does not hold: in one that is
 * still open, responses of enough people to be counted together (release.ts).
 */
export async function roundsToCompute(db: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT round.id FROM listening.round JOIN listening.opening ON opening.round_id = round.id
    LEFT JOIN LATERAL (SELECT counted_to, computed_at FROM listening.result WHERE result.round_id = round.id
      ORDER BY version DESC LIMIT 1) AS newest ON true
    WHERE newest.computed_at IS NULL
      OR (SELECT count(*) FROM (SELECT DISTINCT coalesce(participant.same_as_id, participant.id)
        FROM listening.response JOIN listening.participant ON participant.id = response.participant_id
        WHERE response.round_id = round.id AND received_at > newest.counted_to LIMIT ${leastAtOnce}) AS person)
        >= CASE WHEN EXISTS (SELECT FROM listening.closure WHERE closure.round_id = round.id) THEN 1 ELSE ${leastAtOnce} END
      OR EXISTS (SELECT FROM listening.moderation_decision WHERE moderation_decision.round_id = round.id AND decided_at > newest.computed_at)
      OR EXISTS (SELECT FROM listening.participant WHERE participant.round_id = round.id
        AND (banned_at > newest.computed_at OR withdrawn_at > newest.computed_at))
      OR EXISTS (SELECT FROM listening.closure WHERE closure.round_id = round.id AND closed_at > newest.computed_at)`.execute(
    db,
  )
  return rows.map((row) => row.id)
}
