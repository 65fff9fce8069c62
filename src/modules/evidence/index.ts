import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { figurePages } from './figure.pages.ts'

export { routes } from './routes.ts'

export function pages(system: System): Hono<Env> {
  return new Hono<Env>().route('/', figurePages(system))
}
