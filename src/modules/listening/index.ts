import { Hono } from 'hono'
import type { Tasks } from '../../platform/jobs/index.ts'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { answerPages } from './answer.pages.ts'
import { moderationPages } from './moderation.pages.ts'
import { paperPages } from './paper.pages.ts'
import { respondPages } from './respond.pages.ts'
import { resultPages } from './result.pages.ts'
import { roundPages } from './round.pages.ts'

export { threadSteps, type ThreadStep } from './thread-step.pages.ts'
export { routes } from './routes.ts'
export { openRounds, roundById, roundByCode, roundsOf, type OpenRound } from './round.sql.ts'
export { stateOf, textIn, type Round, type RoundState } from './round.ts'

export function pages(system: System): Hono<Env> {
  return new Hono<Env>()
    .route('/', roundPages(system))
    .route('/', respondPages(system))
    .route('/', paperPages(system))
    .route('/', moderationPages(system))
    .route('/', resultPages(system))
    .route('/', answerPages(system))
}

export const tasks: Tasks = {}
/** When the clock starts which task: graphile-worker's crontab. */
export const crontab = ''
