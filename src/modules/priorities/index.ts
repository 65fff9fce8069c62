import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { activityPages } from './activity.pages.ts'
import { driverPages } from './driver.pages.ts'
import { lensPages } from './lens.pages.ts'
import { listPages } from './list.pages.ts'
import { planPages } from './plan.pages.ts'
import { priorityPages } from './priority.pages.ts'

export { routes } from './routes.ts'
export { hearDecisionClosed } from './adoption.actions.ts'
export { drawUpList, putList } from './list.actions.ts'
export { frontSection } from './priority-overview.pages.ts'
export { wordsForAct } from './record-words.pages.ts'
export { threadSteps } from './thread-step.pages.ts'

export function pages(system: System): Hono<Env> {
  return new Hono<Env>()
    .route('/', priorityPages(system))
    .route('/', listPages(system))
    .route('/', lensPages(system))
    .route('/', driverPages(system))
    .route('/', activityPages(system))
    .route('/', planPages(system))
}
