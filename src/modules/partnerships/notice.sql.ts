import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

export type Told = 'notice' | 'reminder' | 'cancellation'

export async function insertNotice(
  db: Database,
  row: {
    meeting: string
    at: Date
    by: string | null
    clearDays: number
    askedDays: number
    reason: string | null
  },
): Promise<void> {
  await db
    .insertInto('partnerships.meeting_notice')
    .values({
      meeting_id: row.meeting,
      sent_at: row.at,
      sent_by: row.by,
      clear_days: row.clearDays,
      asked_days: row.askedDays,
      reason: row.reason,
    })
    .execute()
}

/** Members in office who have not been told this of a meeting yet. */
export async function toTell(
  db: Database,
  meeting: string,
  kind: Told,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ person: string }>`
    SELECT member.person_id AS person FROM partnerships.meeting JOIN partnerships.member ON member.partnership_id = meeting.partnership_id AND member.left_at IS NULL
    WHERE meeting.id = ${meeting} AND NOT EXISTS (SELECT FROM partnerships.meeting_told told
      WHERE told.meeting_id = meeting.id AND told.kind = ${kind} AND told.person_id = member.person_id)
    ORDER BY member.person_id LIMIT ${limit}`.execute(db)
  return rows.map((row) => row.person)
}

/** Whether this is the first time: what was told already is not told again. */
export async function markTold(
  db: Database,
  row: { meeting: string; kind: Told; person: string; at: Date },
): Promise<boolean> {
  const done = await db
    .insertInto('partnerships.meeting_told')
    .values({ meeting_id: row.meeting, kind: row.kind, person_id: row.person, at: row.at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Meetings that begin between two moments, are not cancelled, and were given notice of before the first day of reminding. */
export async function meetingsToRemindOf(
  db: Database,
  from: Date,
  to: Date,
  noticeBefore: Date,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT meeting.id FROM partnerships.meeting JOIN partnerships.meeting_notice notice ON notice.meeting_id = meeting.id
    WHERE meeting.starts_at > ${from} AND meeting.starts_at < ${to} AND notice.sent_at < ${noticeBefore}
      AND NOT EXISTS (SELECT FROM partnerships.meeting_cancellation gone WHERE gone.meeting_id = meeting.id)
    ORDER BY meeting.starts_at`.execute(db)
  return rows.map((row) => row.id)
}
