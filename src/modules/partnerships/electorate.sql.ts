import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Circumstances, Count, Exclusion, Outcome, Turnout } from './decision.ts'
import type { Standing } from './member.ts'

/** Those whose time for voting is over and that nobody has closed. */
export async function decisionsToClose(db: Database, at: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT opening.decision_id AS id FROM partnerships.decision_opening opening
    WHERE opening.closes_at <= ${at}
      AND NOT EXISTS (SELECT FROM partnerships.decision_result closed WHERE closed.decision_id = opening.decision_id)
    ORDER BY opening.closes_at, opening.decision_id`.execute(db)
  return rows.map(({ id }) => id)
}

/** How it stands now, or stood when it was closed: turnout alone for those whom the votes are not for yet. */
export async function countOf(
  db: Database,
  decision: string,
  at: Date,
): Promise<Turnout | Count | undefined> {
  const { rows } = await sql<{ count: Turnout | Count | null }>`
    SELECT partnerships.count_decision(${decision}, ${at}) AS count`.execute(db)
  return rows[0]?.count ?? undefined
}

export type Elector = {
  member: string
  person: string
  standing: Standing
  excluded: Exclusion | null
}

/** Every member with why they may not vote, if so; nobody for those who are not members themselves. */
export async function electorateOf(db: Database, decision: string, at: Date): Promise<Elector[]> {
  const { rows } = await sql<Elector>`
    SELECT board.member_id AS member, board.person_id AS person, board.standing, board.excluded
    FROM partnerships.electorate(${decision}, ${at}) board
    JOIN partnerships.member ON member.id = board.member_id ORDER BY member.joined_at, member.id`.execute(
    db,
  )
  return rows
}

export async function mayClose(db: Database, decision: string, at: Date): Promise<boolean> {
  const { rows } = await sql<{ may: boolean | null }>`
    SELECT partnerships.may_close(${decision}, ${at}) AS may`.execute(db)
  return rows[0]?.may ?? false
}

/** Counts, applies the rules and keeps the result. The database does it whole; nothing else can. */
export async function closeInDatabase(db: Database, decision: string, at: Date): Promise<Outcome> {
  const { rows } = await sql<{ outcome: Outcome }>`
    SELECT partnerships.close_decision(${decision}, ${at}) AS outcome`.execute(db)
  return rows[0]!.outcome
}

/** The meeting it is put at, as far as the rules ask. */
export type AtMeeting = Circumstances & {
  id: string
  title: string
  startsAt: Date
  endsAt: Date
}

export async function meetingOf(db: Database, decision: string): Promise<AtMeeting | undefined> {
  const { rows } = await sql<AtMeeting>`
    SELECT meeting.id, meeting.title, meeting.starts_at AS "startsAt", meeting.ends_at AS "endsAt", decision.kind,
      CASE WHEN notice.sent_at IS NOT NULL THEN (meeting.starts_at AT TIME ZONE 'Europe/London')::date
        - (greatest(notice.sent_at, decision.put_at) AT TIME ZONE 'Europe/London')::date END AS "daysOfNotice",
      EXISTS (SELECT FROM partnerships.meeting_cancellation gone WHERE gone.meeting_id = meeting.id) AS cancelled
    FROM partnerships.decision JOIN partnerships.meeting ON meeting.id = decision.meeting_id
    LEFT JOIN partnerships.meeting_notice notice ON notice.meeting_id = meeting.id
    WHERE decision.id = ${decision}`.execute(db)
  return rows[0]
}

/** Who of a meeting is there now. */
export async function presentAt(db: Database, meeting: string, at: Date): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT member_id AS id FROM partnerships.attendance
    WHERE meeting_id = ${meeting} AND partnerships.is_present(meeting_id, member_id, ${at})`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
}

export type DecisionInterest = { member: string; reason: string; declaredBy: string; at: Date }

export async function insertDecisionInterest(
  db: Database,
  row: DecisionInterest & { decision: string },
): Promise<boolean> {
  const done = await db
    .insertInto('partnerships.decision_interest')
    .values({
      decision_id: row.decision,
      member_id: row.member,
      reason: row.reason,
      declared_at: row.at,
      declared_by: row.declaredBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** For members: what was declared about this question. */
export async function decisionInterestsOf(
  db: Database,
  decision: string,
): Promise<DecisionInterest[]> {
  const { rows } = await sql<DecisionInterest>`
    SELECT member_id AS member, reason, declared_by AS "declaredBy", declared_at AS at
    FROM partnerships.decision_interest WHERE decision_id = ${decision} ORDER BY declared_at, member_id`.execute(
    db,
  )
  return rows
}
