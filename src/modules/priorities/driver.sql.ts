import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Driver } from './driver.ts'

/** Everything on a diagram. What was taken off it is seen by members alone, who may bring it back. */
export async function driversOf(db: Database, priority: string): Promise<Driver[]> {
  return (await driversAmong(db, [priority])).get(priority) ?? []
}

export async function driversAmong(
  db: Database,
  priorities: readonly string[],
): Promise<Map<string, Driver[]>> {
  const { rows } = await sql<Driver>`
    SELECT id, priority_id AS priority, parent_id AS parent, kind, text, position, added_at AS "addedAt", removed_at AS "removedAt"
    FROM priorities.driver WHERE priority_id = ANY (${priorities}::uuid[]) ORDER BY position, added_at, id`.execute(
    db,
  )
  return Map.groupBy(rows, (row) => row.priority)
}

/** Lets one person at a time change a diagram, so that each sees what the one before left. */
export async function lockDrivers(db: Database, priority: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`drivers:${priority}`}, 0))`.execute(db)
}

export async function insertDriver(
  db: Database,
  row: Omit<Driver, 'removedAt'> & { addedBy: string | null },
): Promise<void> {
  await db
    .insertInto('priorities.driver')
    .values({
      id: row.id,
      priority_id: row.priority,
      parent_id: row.parent,
      kind: row.kind,
      text: row.text,
      position: row.position,
      added_by: row.addedBy,
      added_at: row.addedAt,
    })
    .execute()
}

export async function updateDriver(
  db: Database,
  id: string,
  change: Partial<Pick<Driver, 'text' | 'parent' | 'kind' | 'position'>>,
): Promise<void> {
  const { parent, ...rest } = change
  await db
    .updateTable('priorities.driver')
    .set({ ...rest, ...(parent === undefined ? {} : { parent_id: parent }) })
    .where('id', '=', id)
    .execute()
}

export async function setRemoved(
  db: Database,
  ids: readonly string[],
  at: Date | null,
): Promise<void> {
  await db
    .updateTable('priorities.driver')
    .set({ removed_at: at })
    .where('id', 'in', [...ids])
    .execute()
}
