import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { AgendaItem } from './agenda.ts'

export async function agendaOf(db: Database, meeting: string): Promise<AgendaItem[]> {
  const rows = await db
    .selectFrom('partnerships.agenda_item')
    .select(['id', 'meeting_id as meeting', 'position', 'title', 'note'])
    .select(['decision_id as decision', 'node_id as node'])
    .where('meeting_id', '=', meeting)
    .orderBy('position')
    .execute()
  return rows
}

export async function insertItem(db: Database, item: AgendaItem): Promise<void> {
  await db
    .insertInto('partnerships.agenda_item')
    .values({
      id: item.id,
      meeting_id: item.meeting,
      position: item.position,
      title: item.title,
      note: item.note,
      decision_id: item.decision,
      node_id: item.node,
    })
    .execute()
}

export async function updateItem(
  db: Database,
  id: string,
  row: { title: string; note: string },
): Promise<void> {
  await db.updateTable('partnerships.agenda_item').set(row).where('id', '=', id).execute()
}

export async function deleteItem(db: Database, id: string): Promise<void> {
  await db.deleteFrom('partnerships.agenda_item').where('id', '=', id).execute()
}

/** Numbers the items from 1 in this order. */
export async function placeItems(
  db: Database,
  meeting: string,
  order: readonly string[],
): Promise<void> {
  await sql`
    UPDATE partnerships.agenda_item item SET position = wanted.position
    FROM unnest(${order}::uuid[]) WITH ORDINALITY AS wanted (id, position)
    WHERE item.id = wanted.id AND item.meeting_id = ${meeting} AND item.position <> wanted.position`.execute(
    db,
  )
}

export type WaitingDecision = {
  id: string
  question: string
  kind: 'ordinary' | 'constitution'
  /** Already put to the meeting that is asked about. */
  here: boolean
  /** It was put before and not enough people took part. */
  failed: boolean
}

/**
 * Questions that wait for a meeting: put and not yet asked, here, between meetings or at a meeting that
 * was cancelled or is written up; and those that failed for want of people and were not put again.
 */
export async function waitingDecisions(
  db: Database,
  partnership: string,
  meeting: string,
): Promise<WaitingDecision[]> {
  const { rows } = await sql<WaitingDecision>`
    SELECT asked.id, asked.question, asked.kind, asked.meeting_id IS NOT DISTINCT FROM ${meeting} AS here, result.outcome IS NOT NULL AS failed
    FROM partnerships.decision asked LEFT JOIN partnerships.decision_result result ON result.decision_id = asked.id
    WHERE asked.partnership_id = ${partnership}
      AND NOT EXISTS (SELECT FROM partnerships.agenda_item item WHERE item.meeting_id = ${meeting} AND item.decision_id = asked.id)
      AND (result.outcome IN ('no-quorum', 'no-resident-quorum') AND NOT EXISTS (SELECT FROM partnerships.decision again WHERE again.again_of = asked.id)
        OR result.decision_id IS NULL AND NOT EXISTS (SELECT FROM partnerships.decision_opening opening WHERE opening.decision_id = asked.id)
          AND (asked.meeting_id IS NULL OR asked.meeting_id = ${meeting}
            OR EXISTS (SELECT FROM partnerships.meeting_cancellation gone WHERE gone.meeting_id = asked.meeting_id)
            OR EXISTS (SELECT FROM partnerships.minutes written WHERE written.meeting_id = asked.meeting_id)))
    ORDER BY asked.put_at, asked.id`.execute(db)
  return rows
}

/** Puts a question to a meeting, or takes it back. Whether it could be. */
export async function putToMeeting(
  db: Database,
  decision: string,
  meeting: string | null,
): Promise<boolean> {
  const done = await db
    .updateTable('partnerships.decision')
    .set({ meeting_id: meeting })
    .where('id', '=', decision)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Whether any of the questions on an agenda would change the rules. */
export async function changesRules(db: Database, meeting: string): Promise<boolean> {
  const { rows } = await sql<{ changes: boolean }>`
    SELECT EXISTS (SELECT FROM partnerships.decision WHERE meeting_id = ${meeting} AND kind = 'constitution') AS changes`.execute(
    db,
  )
  return rows[0]!.changes
}
