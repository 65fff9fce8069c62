import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { arrivalPages } from './arrival.pages.ts'
import { responsePages } from './response.pages.ts'
import { createTakingPart } from './taking-part.actions.ts'
import { workerPages } from './worker.pages.ts'

/** Everything a resident does in a round, without an account. */
export function respondPages(system: System): Hono<Env> {
  const part = createTakingPart(system)
  return new Hono<Env>()
    .route('/', workerPages())
    .route('/', arrivalPages(system, part))
    .route('/', responsePages(system, part))
}
