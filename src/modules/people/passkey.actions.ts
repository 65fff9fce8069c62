import { isAPIError } from 'better-auth/api'
import type { Actor } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'
import { audit } from './audit.sql.ts'
import { authOf } from './auth.actions.ts'
import { allow } from './can.ts'
import { passkeyNameLength } from './passkey.ts'
import { deletePasskey } from './passkey.sql.ts'

type Answer = Record<string, unknown>

/** What the browser asks a device to sign, for signing in. */
export async function passkeyChallenge(system: System, headers: Headers) {
  const answer = await authOf(system).api.generatePasskeyAuthenticationOptions({
    headers,
    returnHeaders: true,
  })
  return { options: answer.response, cookies: answer.headers.getSetCookie() }
}

/** Signs in with what the device signed. */
export async function usePasskey(system: System, headers: Headers, response: Answer) {
  return refusing(async () => {
    const answer = await authOf(system).api.verifyPasskeyAuthentication({
      // better-auth checks every part of it.
      body: { response: response as never },
      headers,
      returnHeaders: true,
    })
    return { cookies: answer.headers.getSetCookie(), name: answer.response.user.name }
  })
}

/** The same for adding a passkey: only within a day of signing in. */
export async function newPasskeyChallenge(system: System, headers: Headers) {
  return refusing(async () => {
    const answer = await authOf(system).api.generatePasskeyRegistrationOptions({
      headers,
      query: {},
      returnHeaders: true,
    })
    return { options: answer.response, cookies: answer.headers.getSetCookie() }
  })
}

export async function addPasskey(
  system: System,
  actor: Actor & { kind: 'person' },
  given: { headers: Headers; response: Answer; name: string },
): Promise<void> {
  allow(actor, 'change-own', { kind: 'person', person: actor.person })
  await refusing(() =>
    authOf(system).api.verifyPasskeyRegistration({
      body: { response: given.response, name: given.name.slice(0, passkeyNameLength) },
      headers: given.headers,
    }),
  )
  await transaction(system.db, actor, system.clock.now(), (trx) => audit(trx, 'passkey-added'))
}

export async function removePasskey(
  system: System,
  actor: Actor & { kind: 'person' },
  passkey: string,
): Promise<void> {
  allow(actor, 'change-own', { kind: 'person', person: actor.person })
  await transaction(system.db, actor, system.clock.now(), async (trx) => {
    if (!isId(passkey) || !(await deletePasskey(trx, actor.person, passkey))) throw notFound()
    await audit(trx, 'passkey-removed')
  })
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isAPIError(error)) throw error
    if (error.body?.code === 'SESSION_NOT_FRESH')
      throw new Refusal('people.passkey.sign-in-again', 403)
    throw new Refusal('people.passkey.failed', 400)
  }
}
