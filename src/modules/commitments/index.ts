import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { boardPages } from './board.pages.ts'
import { checkBackPages } from './check-back.pages.ts'
import { commitmentPages } from './commitment.pages.ts'
import { expectationPages } from './expectation.pages.ts'
import { intentPages } from './intent.pages.ts'
import { supportAskPages } from './support-ask.pages.ts'

export { routes } from './routes.ts'

export function pages(system: System): Hono<Env> {
  return new Hono<Env>()
    .route('/', expectationPages(system))
    .route('/', commitmentPages(system))
    .route('/', checkBackPages(system))
    .route('/', intentPages(system))
    .route('/', supportAskPages(system))
    .route('/', boardPages(system))
}
