import type { Context } from 'hono'
import type { Actor } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { clearCookie, readCookie } from '../../platform/web/index.ts'
import { audit } from './audit.sql.ts'
import { allow } from './can.ts'
import { hashToken, sessionCookie, tokenOf, type SignedIn } from './session.ts'
import { endSession, endSessions, personOfSession } from './session.sql.ts'

/** The person a request comes from. Without a session cookie the database is not asked at all. */
export async function signedIn(system: System, c: Context): Promise<SignedIn | undefined> {
  const hash = sessionHash(system, c)
  return hash === undefined ? undefined : personOfSession(system.db, hash, system.clock.now())
}

/** The hash of this browser's session, to tell it among a person's others. */
export function sessionHash(system: System, c: Context): string | undefined {
  const token = tokenOf(readCookie(system, c, sessionCookie))
  return token === undefined ? undefined : hashToken(token)
}

/** Ends this browser's session. Someone already signed out is signed out: nothing to refuse. */
export async function signOut(system: System, c: Context, actor: Actor): Promise<void> {
  const hash = sessionHash(system, c)
  clearCookie(system, c, sessionCookie)
  if (hash === undefined) return
  await transaction(system.db, actor, system.clock.now(), async (trx) => {
    if (await endSession(trx, hash)) await audit(trx, 'sign-out')
  })
}

/** Ends every session of a person, this one too. */
export async function signOutEverywhere(
  system: System,
  actor: Actor,
  person: string,
): Promise<void> {
  allow(actor, 'change-own', { kind: 'person', person })
  await transaction(system.db, actor, system.clock.now(), async (trx) => {
    await audit(trx, 'sign-out-everywhere', { sessions: await endSessions(trx, person) })
  })
}
