import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { routes } from './routes.ts'
import { signOut } from './session.actions.ts'

/** Only by POST, so that no picture or link on another site signs anybody out. */
export function signOutPages(system: System): Hono<Env> {
  return new Hono<Env>().post(routes.signOut, async (c) => {
    await signOut(system, c, c.get('visit').actor)
    return c.redirect('/', 303)
  })
}
