import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { figurePages } from './figure.pages.ts'

export { routes } from './routes.ts'
export { figureJson } from './figure.api.ts'
export { amount, figureCard, range } from './figure-card.pages.ts'
export type { Figure } from './figure.ts'
export { figuresAmong, figuresOf } from './figure.sql.ts'
export { wordsForAct } from './record-words.pages.ts'
export { threadSteps } from './thread-step.pages.ts'

export function pages(system: System): Hono<Env> {
  return new Hono<Env>().route('/', figurePages(system))
}
