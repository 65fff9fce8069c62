import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Activity } from './activity.ts'

const activities = sql`
  SELECT activity.id, activity.partnership_id AS partnership, activity.title, activity.organisation_id AS organisation, activity.who, activity.what,
    activity.language, activity.added_at AS "addedAt", activity.ended_at AS "endedAt",
    ARRAY(SELECT driver_id FROM priorities.activity_driver WHERE activity_id = activity.id ORDER BY driver_id) AS drivers
  FROM priorities.activity`

/** In the order they were noted. */
export async function activitiesOf(db: Database, partnership: string): Promise<Activity[]> {
  const { rows } = await sql<Activity>`
    ${activities} WHERE partnership_id = ${partnership} ORDER BY added_at, id LIMIT 2000`.execute(
    db,
  )
  return rows
}

export async function activityById(db: Database, id: string): Promise<Activity | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Activity>`${activities} WHERE id = ${id}`.execute(db)
  return rows[0]
}

export async function insertActivity(
  db: Database,
  row: Omit<Activity, 'endedAt' | 'drivers'> & { addedBy: string | null },
): Promise<void> {
  await db
    .insertInto('priorities.activity')
    .values({
      id: row.id,
      partnership_id: row.partnership,
      title: row.title,
      organisation_id: row.organisation,
      who: row.who,
      what: row.what,
      language: row.language,
      added_by: row.addedBy,
      added_at: row.addedAt,
    })
    .execute()
}

export async function updateActivity(
  db: Database,
  id: string,
  change: Pick<Activity, 'title' | 'organisation' | 'who' | 'what'>,
): Promise<void> {
  const { title, organisation, who, what } = change
  await db
    .updateTable('priorities.activity')
    .set({ title, organisation_id: organisation, who, what })
    .where('id', '=', id)
    .execute()
}

export async function setEnded(db: Database, id: string, at: Date | null): Promise<void> {
  await db.updateTable('priorities.activity').set({ ended_at: at }).where('id', '=', id).execute()
}

/** Maps an activity onto more drivers and takes it off others; the rest stay as they are. */
export async function mapActivity(
  db: Database,
  activity: string,
  change: { onto: readonly string[]; off: readonly string[] },
): Promise<void> {
  if (change.off.length > 0)
    await db
      .deleteFrom('priorities.activity_driver')
      .where('activity_id', '=', activity)
      .where('driver_id', 'in', [...change.off])
      .execute()
  if (change.onto.length > 0)
    await db
      .insertInto('priorities.activity_driver')
      .values(change.onto.map((driver) => ({ activity_id: activity, driver_id: driver })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}
