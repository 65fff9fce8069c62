import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { List } from './list.ts'

const lists = sql`
  SELECT list.id, list.partnership_id AS partnership, list.drawn_up_at AS "drawnUpAt", list.decision_id AS decision,
    coalesce(partnerships.decision_is_public(list.decision_id), false) AS "decisionIsPublic",
    closed.outcome, closed.closed_at AS "closedAt", adoption.adopted_at AS "adoptedAt",
    ARRAY(SELECT rank.priority_id FROM priorities.rank WHERE rank.list_id = list.id ORDER BY rank.place) AS priorities
  FROM priorities.list
  LEFT JOIN partnerships.decision_result closed ON closed.decision_id = list.decision_id
  LEFT JOIN priorities.adoption ON adoption.list_id = list.id`

/** Newest first; drafts only to members. */
export async function listsOf(db: Database, partnership: string): Promise<List[]> {
  const { rows } = await sql<List>`
    ${lists} WHERE list.partnership_id = ${partnership} ORDER BY list.drawn_up_at DESC, list.id DESC LIMIT 200`.execute(
    db,
  )
  return rows
}

export async function listById(db: Database, id: string): Promise<List | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<List>`${lists} WHERE list.id = ${id}`.execute(db)
  return rows[0]
}

export async function listOfDecision(db: Database, decision: string): Promise<List | undefined> {
  const { rows } = await sql<List>`${lists} WHERE list.decision_id = ${decision}`.execute(db)
  return rows[0]
}

/** Every list that holds one of these priorities, newest first. */
export async function listsHolding(db: Database, priorities: readonly string[]): Promise<List[]> {
  if (priorities.length === 0) return []
  const { rows } = await sql<List>`
    ${lists} WHERE list.id IN (SELECT rank.list_id FROM priorities.rank WHERE rank.priority_id = ANY (${priorities}::uuid[]))
    ORDER BY list.drawn_up_at DESC, list.id DESC`.execute(db)
  return rows
}

export async function insertList(
  db: Database,
  list: Pick<List, 'id' | 'partnership' | 'drawnUpAt' | 'priorities'> & { by: string | null },
): Promise<void> {
  await db
    .insertInto('priorities.list')
    .values({
      id: list.id,
      partnership_id: list.partnership,
      drawn_up_at: list.drawnUpAt,
      drawn_up_by: list.by,
    })
    .execute()
  await db
    .insertInto('priorities.rank')
    .values(
      list.priorities.map((priority, index) => ({
        list_id: list.id,
        priority_id: priority,
        place: index + 1,
      })),
    )
    .execute()
}

/** Whether it had not been put to a decision yet. */
export async function setDecision(db: Database, id: string, decision: string): Promise<boolean> {
  const result = await db
    .updateTable('priorities.list')
    .set({ decision_id: decision })
    .where('id', '=', id)
    .where('decision_id', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Lets one person at a time put a list of a partnership to a decision. */
export async function lockLists(db: Database, partnership: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('priority-lists:' || ${partnership}::text, 0))`.execute(
    db,
  )
}

export type MeetingToCome = { id: string; title: string; startsAt: Date }

/** Meetings that something may still be put to: called, not cancelled, and notice not given yet. */
export async function meetingsToCome(
  db: Database,
  partnership: string,
  now: Date,
): Promise<MeetingToCome[]> {
  const { rows } = await sql<MeetingToCome>`
    SELECT id, title, starts_at AS "startsAt" FROM partnerships.meeting
    WHERE partnership_id = ${partnership} AND starts_at > ${now} AND NOT partnerships.has_notice(id)
      AND NOT EXISTS (SELECT FROM partnerships.meeting_cancellation gone WHERE gone.meeting_id = meeting.id)
    ORDER BY starts_at`.execute(db)
  return rows
}
