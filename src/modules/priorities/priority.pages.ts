import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { groundPages } from './ground.pages.ts'
import { priorityFormPages } from './priority-form.pages.ts'
import { priorityOverviewPages } from './priority-overview.pages.ts'
import { priorityViewPages } from './priority-view.pages.ts'

/** What matters here: the agreed list, each priority, how it is put forward and what it rests on. */
export function priorityPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .route('/', priorityOverviewPages(system))
    .route('/', priorityFormPages(system))
    .route('/', priorityViewPages(system))
    .route('/', groundPages(system))
}
