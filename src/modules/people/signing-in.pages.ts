import type { Context } from 'hono'
import type { System } from '../../platform/system.ts'
import {
  clearCookie,
  link,
  readSignedCookie,
  writeSignedCookie,
  type Env,
} from '../../platform/web/index.ts'
import { localPath } from './local-path.ts'
import { routes } from './routes.ts'

// The address a code went to, held by the browser that asked for it: an address has no place in
// the address bar, and nobody types it twice. Signing in and changing one's address are kept apart.
type Purpose = 'signing-in' | 'new-address'
const quarterOfAnHour = 1 / 96

export function rememberAddress(system: System, c: Context, purpose: Purpose, email: string): void {
  writeSignedCookie(system, c, purpose, Buffer.from(email).toString('base64url'), quarterOfAnHour)
}

export function addressKept(system: System, c: Context, purpose: Purpose): string | undefined {
  const kept = readSignedCookie(system, c, purpose)
  return kept === undefined ? undefined : Buffer.from(kept, 'base64url').toString()
}

/** Hands the browser its session and goes on: to the page it came for, or first to say a name. */
export function arrive(
  system: System,
  c: Context<Env>,
  session: { cookies: readonly string[]; name: string; to: unknown },
): Response {
  clearCookie(system, c, 'signing-in')
  for (const header of session.cookies) c.header('set-cookie', header, { append: true })
  const to = localPath(session.to)
  return c.redirect(session.name === '' ? link(routes.welcome, undefined, { to }) : to, 303)
}
