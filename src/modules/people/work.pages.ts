import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import { createLimit, link, type Env } from '../../platform/web/index.ts'
import { localPath } from './local-path.ts'
import { routes } from './routes.ts'
import { returnFromWork, startWork } from './work.actions.ts'

/** Signing in with a work account: away to its provider, and back with its word for who this is. */
export function workPages(system: System): Hono<Env> {
  if (!system.config.OIDC_ISSUER) return new Hono<Env>()
  const byAddress = createLimit(system.clock, { burst: 40, perMinute: 20 })
  return new Hono<Env>()
    .post(routes.work, async (c) => {
      byAddress(c.get('visit').address)
      const { to } = await c.req.parseBody()
      const wanted = localPath(to)
      const away = await startWork(system, c.req.raw.headers, {
        known: wanted,
        unknown: link(routes.welcome, undefined, { to: wanted }),
        failed: link(routes.signIn, undefined, { to: wanted }),
      })
      for (const cookie of away.cookies) c.header('set-cookie', cookie, { append: true })
      return c.redirect(away.url, 303)
    })
    .get(routes.workReturn, (c) => {
      byAddress(c.get('visit').address)
      return returnFromWork(system, c.req.raw)
    })
}
