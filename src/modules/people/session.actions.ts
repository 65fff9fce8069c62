import type { Context } from 'hono'
import type { System } from '../../platform/system.ts'
import { readCookie } from '../../platform/web/index.ts'
import { hashToken, sessionCookie, tokenOf, type SignedIn } from './session.ts'
import { personOfSession } from './session.sql.ts'

/** The person a request comes from. Without a session cookie the database is not asked at all. */
export async function signedIn(system: System, c: Context): Promise<SignedIn | undefined> {
  const token = tokenOf(readCookie(system, c, sessionCookie))
  if (token === undefined) return undefined
  return personOfSession(system.db, hashToken(token), system.clock.now())
}
