import { Hono } from 'hono'
import { reading } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { csv, type Env } from '../../platform/web/index.ts'
import { enter } from '../partnerships/index.ts'
import { dayOf } from '../places/index.ts'
import { activitiesOf } from './activity.sql.ts'
import { drawnOf } from './drawn-priority.sql.ts'
import { doerNames } from './driver-entry.pages.ts'
import { routes } from './routes.ts'

/** What is done here already as a spreadsheet: one row for each thing that somebody does. */
export function activityApi(system: System): Hono<Env> {
  return new Hono<Env>().get(routes.activitiesCsv, async (c) => {
    const { partnership, words: w, visit } = await enter(system, c)
    const { activities, drawn } = await reading(system.db, visit.actor, async (db) => ({
      activities: await activitiesOf(db, partnership.id),
      drawn: await drawnOf(db, partnership.id),
    }))
    const doer = await doerNames(system, w, activities)
    const rows = activities.map((each) => {
      const mapped = drawn.flatMap(({ priority, branches }) =>
        branches
          .filter(({ id }) => each.drivers.includes(id))
          .map((branch) => ({ priority: priority.title, driver: branch.text })),
      )
      return [
        each.id,
        each.title,
        doer(each),
        each.organisation,
        each.what,
        each.language,
        [...new Set(mapped.map(({ priority }) => priority))].join('; '),
        mapped.map(({ driver }) => driver).join('; '),
        dayOf(each.addedAt),
        each.endedAt ? dayOf(each.endedAt) : null,
      ]
    })
    const head = ['id', 'activity', 'who', 'organisation', 'what', 'language', 'priorities', 'drivers', 'noted', 'ended'] // prettier-ignore
    return c.body(csv([head, ...rows]), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${partnership.slug}-activities.csv"`,
    })
  })
}
