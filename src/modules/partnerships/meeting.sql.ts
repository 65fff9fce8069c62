import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Meeting, Planned } from './meeting.ts'

type Row = {
  id: string
  partnership_id: string
  title: string
  starts_at: Date
  ends_at: Date
  place: string
  joining: string
  yearly: boolean
  called_at: Date
  sent_at: Date | null
  clear_days: number | null
  asked_days: number | null
  short_reason: string | null
  cancelled_at: Date | null
  cancelled_reason: string | null
  minutes: number | null
}

const select = sql`SELECT meeting.id, meeting.partnership_id, meeting.title, meeting.starts_at, meeting.ends_at, meeting.place, meeting.joining,
  meeting.yearly, meeting.called_at, notice.sent_at, notice.clear_days, notice.asked_days, notice.reason AS short_reason,
  gone.at AS cancelled_at, gone.reason AS cancelled_reason,
  (SELECT max(version) FROM partnerships.minutes WHERE minutes.meeting_id = meeting.id AND minutes.published_at IS NOT NULL) AS minutes
  FROM partnerships.meeting
  LEFT JOIN partnerships.meeting_notice notice ON notice.meeting_id = meeting.id
  LEFT JOIN partnerships.meeting_cancellation gone ON gone.meeting_id = meeting.id`

function asMeeting(row: Row): Meeting {
  return {
    id: row.id,
    partnership: row.partnership_id,
    title: row.title,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    place: row.place,
    joining: row.joining,
    yearly: row.yearly,
    calledAt: row.called_at,
    notice:
      row.sent_at === null
        ? null
        : {
            sentAt: row.sent_at,
            clearDays: row.clear_days!,
            askedDays: row.asked_days!,
            reason: row.short_reason,
          },
    cancelled:
      row.cancelled_at === null ? null : { at: row.cancelled_at, reason: row.cancelled_reason! },
    minutes: row.minutes,
  }
}

export async function meetingById(db: Database, id: string): Promise<Meeting | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Row>`${select} WHERE meeting.id = ${id}`.execute(db)
  return rows[0] && asMeeting(rows[0])
}

/** All meetings that the reader may see, the earliest first. */
export async function meetingsOf(db: Database, partnership: string): Promise<Meeting[]> {
  const { rows } =
    await sql<Row>`${select} WHERE meeting.partnership_id = ${partnership} ORDER BY meeting.starts_at, meeting.id`.execute(
      db,
    )
  return rows.map(asMeeting)
}

/** Changes of one meeting wait for each other: an agenda is not changed while notice of it is sent. */
export async function lockMeeting(db: Database, id: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`meeting:${id}`}, 0))`.execute(db)
}

export async function insertMeeting(
  db: Database,
  row: Planned & { id: string; partnership: string; by: string | null; at: Date },
): Promise<void> {
  await db
    .insertInto('partnerships.meeting')
    .values({
      id: row.id,
      partnership_id: row.partnership,
      ...asColumns(row),
      called_by: row.by,
      called_at: row.at,
    })
    .execute()
}

/** Whether there was a draft to change. */
export async function updateMeeting(db: Database, id: string, row: Planned): Promise<boolean> {
  const done = await db
    .updateTable('partnerships.meeting')
    .set(asColumns(row))
    .where('id', '=', id)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

function asColumns(row: Planned) {
  return {
    title: row.title,
    starts_at: row.startsAt,
    ends_at: row.endsAt,
    place: row.place,
    joining: row.joining,
    yearly: row.yearly,
  }
}

export async function insertCancellation(
  db: Database,
  row: { meeting: string; at: Date; by: string | null; reason: string },
): Promise<void> {
  await db
    .insertInto('partnerships.meeting_cancellation')
    .values({ meeting_id: row.meeting, at: row.at, by_person_id: row.by, reason: row.reason })
    .execute()
}
