import type { Context } from 'hono'
import { reading } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { nothing, type Html } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'
import { can } from '../people/index.ts'
import { organisationName, organisationsById } from '../places/index.ts'
import { coverageOf, type Activity, type Coverage } from './activity.ts'
import { activitiesOf } from './activity.sql.ts'
import { driversOf } from './driver.sql.ts'
import { treeOf, type Branch, type Driver } from './driver.ts'
import { enterPriority, type PriorityEntry } from './priority-entry.pages.ts'

export type DiagramEntry = PriorityEntry & {
  drivers: Driver[]
  tree: Branch[]
  coverage: Map<string, Coverage>
  /** How whoever is behind an activity is called. */
  doer: (activity: Pick<Activity, 'organisation' | 'who'>) => string
  mayDraw: boolean
}

/** A priority's diagram with what is done about it, as the reader may see it. */
export async function enterDiagram(system: System, c: Context<Env>): Promise<DiagramEntry> {
  const entry = await enterPriority(system, c)
  const { priority, partnership, visit, w } = entry
  const [drivers, activities] = await reading(system.db, visit.actor, async (db) => [
    await driversOf(db, priority.id),
    await activitiesOf(db, partnership.id),
  ])
  const tree = treeOf(drivers)
  return {
    ...entry,
    drivers,
    tree,
    coverage: coverageOf(tree, activities),
    doer: await doerNames(system, w, activities),
    mayDraw:
      priority.withdrawnAt === null &&
      can(visit.actor, 'draw', { kind: 'priority', partnership: partnership.id }),
  }
}

export async function doerNames(
  system: System,
  w: Words,
  activities: readonly Activity[],
): Promise<DiagramEntry['doer']> {
  const ids = activities.flatMap((each) => each.organisation ?? [])
  const known = await organisationsById(system.db, [...new Set(ids)])
  return ({ organisation, who }) => {
    const found = organisation === null ? undefined : known.get(organisation)
    return found ? organisationName(found, w.language) : who
  }
}

/** What was wrong with one form among several on a page, and what was typed into it. */
export type Wrong = { field: string; text: string; given: string }

/** Does what a form asks for. A refusal that the same form can mend is told at its field. */
export async function refusedAt(
  w: Words,
  field: string,
  typed: string,
  work: () => Promise<unknown>,
): Promise<Wrong | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (!(error instanceof Refusal) || (error.status !== 409 && error.status !== 422)) throw error
    return { field, text: w.t(error.key as Key, error.values), given: typed }
  }
}

export function wrongSummary(w: Words, wrong: Wrong | null): Html {
  return wrong === null
    ? nothing
    : errorSummary({ words: w, errorList: [{ text: wrong.text, href: `#${wrong.field}` }] })
}

export const wrongAt = (wrong: Wrong | null, field: string): { errorMessage?: string } =>
  wrong?.field === field ? { errorMessage: wrong.text } : {}
