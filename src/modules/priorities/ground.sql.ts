import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Ground } from './ground.ts'

/** What these priorities rest on, in the order in which it was linked. */
export async function groundsOf(
  db: Database,
  priorities: readonly string[],
): Promise<Map<string, Ground[]>> {
  const found = new Map<string, Ground[]>()
  if (priorities.length === 0) return found
  const { rows } = await sql<Ground>`
    SELECT priority_id AS priority, node_id AS node, kind, note, linked_at AS "linkedAt" FROM priorities.ground
    WHERE priority_id = ANY (${priorities}::uuid[]) ORDER BY linked_at, node_id`.execute(db)
  for (const row of rows) found.set(row.priority, [...(found.get(row.priority) ?? []), row])
  return found
}

/** Whether it was not linked before. */
export async function insertGround(
  db: Database,
  row: Ground & { by: string | null },
): Promise<boolean> {
  const result = await db
    .insertInto('priorities.ground')
    .values({
      priority_id: row.priority,
      node_id: row.node,
      kind: row.kind,
      note: row.note,
      linked_at: row.linkedAt,
      linked_by: row.by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function updateNote(
  db: Database,
  priority: string,
  node: string,
  note: string,
): Promise<boolean> {
  const result = await db
    .updateTable('priorities.ground')
    .set({ note })
    .where('priority_id', '=', priority)
    .where('node_id', '=', node)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function deleteGround(db: Database, priority: string, node: string): Promise<boolean> {
  const result = await db
    .deleteFrom('priorities.ground')
    .where('priority_id', '=', priority)
    .where('node_id', '=', node)
    .executeTakeFirst()
  return result.numDeletedRows === 1n
}
