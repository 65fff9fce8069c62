import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { activityApi } from './activity.api.ts'
import { activityPages } from './activity.pages.ts'
import { driverPages } from './driver.pages.ts'
import { lensPages } from './lens.pages.ts'
import { listPages } from './list.pages.ts'
import { planPages } from './plan.pages.ts'
import type { PlanParts } from './plan-thread.pages.ts'
import { priorityPages } from './priority.pages.ts'

export { hearDecisionClosed } from './adoption.actions.ts'
export { frontSection } from './priority-overview.pages.ts'
export type { PlanPart } from './plan.ts'
export type { PlanParts } from './plan-thread.pages.ts'
export { wordsForAct } from './record-words.pages.ts'
export { threadSteps } from './thread-step.pages.ts'

/** All pages of this module. `app` hands in what modules to the right say in a plan. */
export function pages(system: System, given: { planParts?: PlanParts } = {}): Hono<Env> {
  return new Hono<Env>()
    .route('/', priorityPages(system))
    .route('/', listPages(system))
    .route('/', lensPages(system))
    .route('/', driverPages(system))
    .route('/', activityPages(system))
    .route('/', activityApi(system))
    .route('/', planPages(system, given.planParts))
}
