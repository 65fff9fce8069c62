import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { aboutAnswerPages } from './about-answer.pages.ts'
import { arrivalPages } from './arrival.pages.ts'
import { followerPages } from './follower.pages.ts'
import { helperTurnPages } from './helper-turn.pages.ts'
import { minePages } from './mine.pages.ts'
import { ownStatementPages } from './own-statement.pages.ts'
import { responsePages } from './response.pages.ts'
import { createTakingPart } from './taking-part.actions.ts'
import { testimonyPages } from './testimony.pages.ts'
import type { Whereto } from './whereto.pages.ts'
import { workerPages } from './worker.pages.ts'
import { yourThreadPages } from './your-thread.pages.ts'

/** Everything a resident does in a round, without an account. */
export function respondPages(system: System, whereto: Whereto): Hono<Env> {
  const part = createTakingPart(system)
  return new Hono<Env>()
    .route('/', workerPages())
    .route('/', arrivalPages(system, part))
    .route('/', responsePages(system, part))
    .route('/', ownStatementPages(system, part))
    .route('/', testimonyPages(system, part))
    .route('/', aboutAnswerPages(system, part))
    .route('/', followerPages(system, part))
    .route('/', minePages(system, part, whereto))
    .route('/', helperTurnPages(system, part))
    .route('/', yourThreadPages(system, part))
}
