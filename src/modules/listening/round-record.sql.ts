import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

/** How many responses arrived each day by each way in; read by background work, no person in it. */
export async function arrivalsByDay(
  db: Database,
  round: string,
): Promise<{ day: string; channel: string; responses: number }[]> {
  const { rows } = await sql<{ day: string; channel: string; responses: number }>`
    SELECT (received_at AT TIME ZONE 'Europe/London')::date::text AS day, channel, count(*)::int AS responses
    FROM listening.response WHERE round_id = ${round} GROUP BY 1, 2 ORDER BY 1, 2`.execute(db)
  return rows
}

/** How many decisions of each kind moderators took, with their reasons. */
export async function decisionCounts(
  db: Database,
  round: string,
): Promise<{ outcome: string; reason: string; decisions: number }[]> {
  const { rows } = await sql<{ outcome: string; reason: string; decisions: number }>`
    SELECT outcome, reason, count(*)::int AS decisions FROM listening.moderation_decision
    WHERE round_id = ${round} GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2`.execute(db)
  return rows
}

/** How many statements stand where. */
export async function statementCounts(
  db: Database,
  round: string,
): Promise<Record<string, number>> {
  const { rows } = await sql<{ status: string; statements: number }>`
    SELECT status, count(*)::int AS statements FROM listening.statement WHERE round_id = ${round} GROUP BY status`.execute(
    db,
  )
  return Object.fromEntries(rows.map((row) => [row.status, row.statements]))
}

/** What the public record holds about the round itself, in the order in which it was done. */
export async function actsOf(
  db: Database,
  round: string,
): Promise<{ sequence: string; act: string; body: string; at: Date; hash: string }[]> {
  const { rows } = await sql<{
    sequence: string
    act: string
    body: string
    at: Date
    hash: string
  }>`
    SELECT sequence::text, act, body, at, encode(hash, 'hex') AS hash FROM platform.ledger_event
    WHERE subject_id = ${round} ORDER BY ledger_event.sequence`.execute(db)
  return rows
}
