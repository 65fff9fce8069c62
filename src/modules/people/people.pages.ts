import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'

/** All pages of this module. */
export function pages(_system: System): Hono<Env> {
  return new Hono<Env>()
}
