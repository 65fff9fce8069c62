import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Framework } from './framework.ts'

const frameworks = sql`
  SELECT framework.code, framework.name, framework.source,
    coalesce((SELECT jsonb_agg(jsonb_build_object('code', item.code, 'name', item.name) ORDER BY item.position, item.code)
      FROM priorities.framework_item item WHERE item.framework = framework.code), '[]') AS items
  FROM priorities.framework`

/** Those that hold on a day: `2026-03-02`. */
export async function frameworksOn(db: Database, day: string): Promise<Framework[]> {
  const { rows } = await sql<Framework>`
    ${frameworks} WHERE (starts_on IS NULL OR starts_on <= ${day}::date) AND (ends_on IS NULL OR ends_on > ${day}::date)
    ORDER BY framework.code`.execute(db)
  return rows
}

/** Those that a partnership has switched on, in the order in which it did. */
export async function frameworksUsed(db: Database, partnership: string): Promise<Framework[]> {
  const { rows } = await sql<Framework>`
    ${frameworks} JOIN priorities.framework_use used ON used.framework = framework.code AND used.partnership_id = ${partnership}
    ORDER BY used.used_at, framework.code`.execute(db)
  return rows
}

export async function switchOn(
  db: Database,
  partnership: string,
  framework: string,
  at: Date,
): Promise<void> {
  await db
    .insertInto('priorities.framework_use')
    .values({ partnership_id: partnership, framework, used_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What was laid beside each priority stays, should it be switched on again. */
export async function switchOff(
  db: Database,
  partnership: string,
  framework: string,
): Promise<void> {
  await db
    .deleteFrom('priorities.framework_use')
    .where('partnership_id', '=', partnership)
    .where('framework', '=', framework)
    .execute()
}
