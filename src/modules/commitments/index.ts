import { Hono } from 'hono'
import type { Tasks } from '../../platform/jobs/index.ts'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { forgetUnconfirmedFollowers } from './board-follower.actions.ts'
import { boardPages } from './board.pages.ts'
import { askThosePromised, closeCheckBacks } from './check-back.jobs.ts'
import { checkBackPages } from './check-back.pages.ts'
import { commitmentPages } from './commitment.pages.ts'
import { expectationPages } from './expectation.pages.ts'
import { intentPages } from './intent.pages.ts'
import { watchPromises } from './quiet.jobs.ts'
import { supportAskPages } from './support-ask.pages.ts'

export { planParts } from './plan-part.pages.ts'
export { hearBoardChange } from './board-follower.actions.ts'
export { promisesSection } from './board-section.pages.ts'
export { boardChangeActs } from './board.ts'
export { openItems } from './agenda-item.pages.ts'
export { wordsForAct } from './record-words.pages.ts'
export { eraseFromCommitments } from './responsible.actions.ts'
export { threadSteps } from './thread-step.pages.ts'

export function pages(system: System): Hono<Env> {
  return new Hono<Env>()
    .route('/', expectationPages(system))
    .route('/', commitmentPages(system))
    .route('/', checkBackPages(system))
    .route('/', intentPages(system))
    .route('/', supportAskPages(system))
    .route('/', boardPages(system))
}

export const tasks: Tasks = {
  'watch-promises': watchPromises,
  'ask-those-promised': askThosePromised,
  'close-check-backs': closeCheckBacks,
  'forget-unconfirmed-followers': forgetUnconfirmedFollowers,
}
/** When the clock starts which task: graphile-worker's crontab. Each works whatever the hour, so any hour that is missed is made up. */
export const crontab = `7 * * * * watch-promises
11 * * * * close-check-backs
23 4 * * * forget-unconfirmed-followers`
