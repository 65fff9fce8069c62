import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { ReminderKind } from './reminder.ts'

/** Writes down that a reminder goes out; false if it already did, by this worker or another beside it. */
export async function markReminded(
  db: Database,
  row: { commitment: string; reviewOn: string; kind: ReminderKind; at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO commitments.reminder (commitment_id, review_on, kind, sent_at)
    VALUES (${row.commitment}, ${row.reviewOn}, ${row.kind}, ${row.at}) ON CONFLICT DO NOTHING`.execute(
    db,
  )
  return (numAffectedRows ?? 0n) > 0n
}

/** What has gone out already: `commitment review-date kind`, for background work. */
export async function remindersSent(db: Database): Promise<Set<string>> {
  const { rows } = await sql<{ sent: string }>`
    SELECT commitment_id || ' ' || review_on || ' ' || kind AS sent FROM commitments.reminder`.execute(
    db,
  )
  return new Set(rows.map((row) => row.sent))
}
