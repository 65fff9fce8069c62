import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Attender, Stay } from './attendance.ts'

/** Members in office on a day: those who have not left, and whose term is not over. */
export async function attendersOf(
  db: Database,
  partnership: string,
  day: string,
): Promise<Attender[]> {
  const { rows } = await sql<Attender>`
    SELECT member.id AS member, member.person_id AS person, member.standing, member.organisation_id AS organisation
    FROM partnerships.member
    WHERE member.partnership_id = ${partnership} AND member.left_at IS NULL
      AND coalesce((SELECT term.ends_on FROM partnerships.term WHERE term.member_id = member.id ORDER BY term.set_at DESC, term.id DESC LIMIT 1), 'infinity') >= ${day}::date
    ORDER BY member.joined_at, member.id`.execute(db)
  return rows
}

export async function staysOf(db: Database, meeting: string): Promise<Stay[]> {
  const rows = await db
    .selectFrom('partnerships.attendance')
    .select(['member_id as member', 'channel', 'arrived_at as arrivedAt', 'left_at as leftAt'])
    .where('meeting_id', '=', meeting)
    .orderBy('arrived_at')
    .execute()
  return rows as Stay[]
}

export async function insertStay(
  db: Database,
  meeting: string,
  stay: Stay,
  by: string | null,
): Promise<void> {
  await db
    .insertInto('partnerships.attendance')
    .values({
      meeting_id: meeting,
      member_id: stay.member,
      channel: stay.channel,
      arrived_at: stay.arrivedAt,
      left_at: stay.leftAt,
      noted_by: by,
    })
    .execute()
}

export async function updateStay(
  db: Database,
  meeting: string,
  began: Date,
  stay: Stay,
  by: string | null,
): Promise<void> {
  await db
    .updateTable('partnerships.attendance')
    .set({
      channel: stay.channel,
      arrived_at: stay.arrivedAt,
      left_at: stay.leftAt,
      noted_by: by,
    })
    .where('meeting_id', '=', meeting)
    .where('member_id', '=', stay.member)
    .where('arrived_at', '=', began)
    .execute()
}
