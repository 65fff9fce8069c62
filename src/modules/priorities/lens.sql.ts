import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

/** One priority laid beside one item of a framework. */
export type Lens = { priority: string; framework: string; item: string }

export async function lensesOf(db: Database, priorities: readonly string[]): Promise<Lens[]> {
  if (priorities.length === 0) return []
  const { rows } = await sql<Lens>`
    SELECT priority_id AS priority, framework, item FROM priorities.lens
    WHERE priority_id = ANY (${priorities}::uuid[]) ORDER BY priority_id, framework, item`.execute(
    db,
  )
  return rows
}

/** Lays exactly these beside a priority, for the frameworks named; those of others stay. */
export async function setLenses(
  db: Database,
  priority: string,
  frameworks: readonly string[],
  lenses: readonly Lens[],
): Promise<void> {
  if (frameworks.length === 0) return
  await db
    .deleteFrom('priorities.lens')
    .where('priority_id', '=', priority)
    .where('framework', 'in', [...frameworks])
    .execute()
  if (lenses.length === 0) return
  await db
    .insertInto('priorities.lens')
    .values(lenses.map(({ framework, item }) => ({ priority_id: priority, framework, item })))
    .execute()
}
