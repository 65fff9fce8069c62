import { timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { sql } from 'kysely'
import type { System } from '../platform/system.ts'
import type { Env } from '../platform/web/index.ts'

/** For the machines that watch over this one: alive, ready, and measured. */
export function statusPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get('/health', (c) => c.text('alive'))
    .get('/ready', async (c) => {
      try {
        await sql`SELECT 1`.execute(system.db)
        system.metrics.databaseUp.set(1)
        return c.text('ready')
      } catch {
        system.metrics.databaseUp.set(0)
        return c.text('the database does not answer', 503)
      }
    })
    .get('/metrics', async (c) => {
      const token = system.config.METRICS_TOKEN
      // Figures about everybody's use are for whoever runs this: with a token, or on their own computer.
      if (!token && !loopback.test(new URL(system.config.publicUrl).hostname))
        return c.text('set METRICS_TOKEN to read this', 401)
      if (token && !same(c.req.header('authorization') ?? '', `Bearer ${token}`))
        return c.text('give METRICS_TOKEN as a bearer token', 401)
      return c.body(await system.metrics.registry.metrics(), 200, {
        'content-type': system.metrics.registry.contentType,
      })
    })
}

const loopback = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}
