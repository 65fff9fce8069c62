import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'

export function meetingPages(_system: System): Hono<Env> {
  return new Hono<Env>()
}
