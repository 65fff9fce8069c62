import type { Database } from '../../platform/database/index.ts'
import { driversAmong } from './driver.sql.ts'
import { allOf, treeOf, type Branch } from './driver.ts'
import type { Priority } from './priority.ts'
import { prioritiesOf } from './priority.sql.ts'

/** A priority with the boxes of its diagram, as far as the reader may see them. */
export type Drawn = { priority: Priority; branches: Branch[] }

/** Those of a partnership that have a diagram and have not been withdrawn. */
export async function drawnOf(db: Database, partnership: string): Promise<Drawn[]> {
  const all = await prioritiesOf(db, partnership)
  const drivers = await driversAmong(
    db,
    all.map((each) => each.id),
  )
  return all
    .map((priority) => ({ priority, branches: allOf(treeOf(drivers.get(priority.id) ?? [])) }))
    .filter(({ priority, branches }) => priority.withdrawnAt === null && branches.length > 0)
}
