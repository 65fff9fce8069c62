import type { Transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import { allow } from '../people/index.ts'
import { frameworksUsed } from './framework.sql.ts'
import { setLenses } from './lens.sql.ts'
import { priorityById } from './priority.sql.ts'

/** Lays a priority beside items of the frameworks its partnership has switched on: `marmot-eight:places`. */
export async function layBeside(
  trx: Transaction,
  id: string,
  chosen: readonly string[],
): Promise<void> {
  const priority = await priorityById(trx.db, id)
  if (!priority) throw notFound()
  allow(trx.actor, 'link', { kind: 'priority', partnership: priority.partnership })
  const used = await frameworksUsed(trx.db, priority.partnership)
  const lenses = used.flatMap((framework) =>
    framework.items
      .filter((item) => chosen.includes(`${framework.code}:${item.code}`))
      .map((item) => ({ priority: id, framework: framework.code, item: item.code })),
  )
  await setLenses(
    trx.db,
    id,
    used.map(({ code }) => code),
    lenses,
  )
}
