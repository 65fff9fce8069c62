import type { Context } from 'hono'
import { reading } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import type { Env, Visit } from '../../platform/web/index.ts'
import type { Words } from '../../ui/words/index.ts'
import { enter, type Partnership } from '../partnerships/index.ts'
import { can } from '../people/index.ts'
import type { Plan } from './plan.ts'
import { draftOf, versionsOf } from './plan.sql.ts'

export type PlanEntry = {
  partnership: Partnership
  w: Words
  visit: Visit
  mayWrite: boolean
  /** Published, newest first. */
  versions: Plan[]
}

export async function enterPlan(
  system: System,
  c: Context<Env>,
  ...prefixes: string[]
): Promise<PlanEntry> {
  const { partnership, words: w, visit } = await enter(system, c, ...prefixes)
  const mayWrite = can(visit.actor, 'plan', { kind: 'priority', partnership: partnership.id })
  const versions = await versionsOf(system.db, partnership.id)
  return { partnership, w, visit, mayWrite, versions }
}

/** The draft, for those who may read it. */
export const draftFor = (
  system: System,
  visit: Visit,
  partnership: Partnership,
): Promise<Plan | undefined> => reading(system.db, visit.actor, (db) => draftOf(db, partnership.id))
