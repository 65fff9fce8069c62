import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

export type Closure = {
  round: string
  closedAt: Date
  closedBy: string | null
  reason: string
  participants: number
  responses: number
  root: Buffer
}

type Row = {
  round_id: string
  closed_at: Date
  closed_by: string | null
  reason: string
  participants: number
  responses: number
  merkle_root: Buffer
}

const asClosure = (row: Row): Closure => ({
  round: row.round_id,
  closedAt: row.closed_at,
  closedBy: row.closed_by,
  reason: row.reason,
  participants: row.participants,
  responses: row.responses,
  root: row.merkle_root,
})

export async function closureOf(db: Database, round: string): Promise<Closure | undefined> {
  const { rows } =
    await sql<Row>`SELECT * FROM listening.closure WHERE round_id = ${round}`.execute(db)
  return rows[0] && asClosure(rows[0])
}

/** Every closure, oldest first: what is counted again. */
export async function closures(db: Database): Promise<(Closure & { partnership: string })[]> {
  const { rows } = await sql<Row & { partnership_id: string }>`
    SELECT closure.*, round.partnership_id FROM listening.closure JOIN listening.round ON round.id = closure.round_id
    ORDER BY closed_at, round_id`.execute(db)
  return rows.map((row) => ({ ...asClosure(row), partnership: row.partnership_id }))
}

export async function insertClosure(db: Database, closure: Closure): Promise<void> {
  await sql`
    INSERT INTO listening.closure (round_id, closed_by, closed_at, reason, participants, responses, merkle_root)
    VALUES (${closure.round}, ${closure.closedBy}, ${closure.closedAt}, ${closure.reason}, ${closure.participants},
      ${closure.responses}, ${closure.root})`.execute(db)
}

/**
 * Whoever closes a round waits for the responses that are being stored, and whoever stores one after
 * that finds the round closed: storing takes the same lock, shared.
 */
export async function lockForClosing(db: Database, round: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('round:' || ${round}, 0))`.execute(db)
}

// Paper handed in on the last day has the same rights as a press on a screen that minute: somebody
// still has to key it, twice. Days.
const timeToKey = 14

/**
 * Rounds whose closing date has come and that nobody has closed. Where sheets were printed or a batch
 * is not settled, the clock gives paper time to be keyed; organisers may close sooner.
 */
export async function overdue(db: Database, now: Date): Promise<string[]> {
  const late = new Date(now.getTime() - timeToKey * 86_400_000)
  const { rows } = await sql<{ id: string }>`
    SELECT round.id FROM listening.round JOIN listening.opening ON opening.round_id = round.id
    WHERE closes_at <= ${now} AND NOT EXISTS (SELECT FROM listening.closure WHERE closure.round_id = round.id)
      AND (closes_at <= ${late} OR NOT (
        EXISTS (SELECT FROM listening.printing WHERE printing.round_id = round.id)
        OR EXISTS (SELECT FROM listening.batch WHERE batch.round_id = round.id AND settled_at IS NULL)))
    ORDER BY closes_at`.execute(db)
  return rows.map((row) => row.id)
}

/** The root as the public record holds it. */
export async function recordedRoot(db: Database, round: string): Promise<string | undefined> {
  const { rows } = await sql<{ root: string | null }>`
    SELECT body::jsonb ->> 'root' AS root FROM platform.ledger_event WHERE subject_id = ${round} AND act = 'round-closed'
    ORDER BY sequence LIMIT 1`.execute(db)
  return rows[0]?.root ?? undefined
}

/** Batches of a round whose answers are keyed but not counted yet. */
export async function unsettledBatches(db: Database, round: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM listening.batch WHERE round_id = ${round} AND settled_at IS NULL`.execute(
    db,
  )
  return rows[0]!.count
}
