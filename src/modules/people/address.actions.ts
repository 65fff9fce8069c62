import { isAPIError } from 'better-auth/api'
import type { Actor } from '../../platform/actor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { send } from '../../platform/mail/index.ts'
import type { System } from '../../platform/system.ts'
import { words, type Language } from '../../ui/words/index.ts'
import { audit } from './audit.sql.ts'
import { authOf } from './auth.actions.ts'
import { allow } from './can.ts'
import { codeProblem, type CodeProblem } from './code.actions.ts'
import { operatorEmail } from './first.ts'
import { personById } from './person.sql.ts'
import { sessionStart } from './session.sql.ts'

type Person = Actor & { kind: 'person' }
const aDay = 86_400_000

/** Sends a code to a new address, unless somebody has it already; the answer is the same. */
export async function askForAddress(
  system: System,
  actor: Person,
  given: { email: string; headers: Headers; language: Language; session: string | undefined },
): Promise<void> {
  allow(actor, 'change-own', { kind: 'person', person: actor.person })
  const since =
    given.session && (await reading(system.db, actor, (db) => sessionStart(db, given.session!)))
  // An open browser on a shared computer must not be enough to take an account away.
  if (!since || system.clock.now().getTime() - since.getTime() > aDay)
    throw new Refusal('people.address.sign-in-again', 403)
  const headers = new Headers(given.headers)
  headers.set('accept-language', given.language)
  await authOf(system).api.requestEmailChangeEmailOTP({
    body: { newEmail: given.email },
    headers,
  })
}

/** Changes the address, and tells the one before. */
export async function changeAddress(
  system: System,
  actor: Person,
  given: { email: string; code: string; headers: Headers; language: Language },
): Promise<CodeProblem | undefined> {
  allow(actor, 'change-own', { kind: 'person', person: actor.person })
  const before = await reading(system.db, actor, (db) => personById(db, actor.person))
  try {
    await authOf(system).api.changeEmailEmailOTP({
      body: { newEmail: given.email, otp: given.code },
      headers: given.headers,
    })
  } catch (error) {
    if (!isAPIError(error)) throw error
    return codeProblem(error) ?? 'people.code.wrong'
  }
  const w = words(given.language)
  await transaction(system.db, actor, system.clock.now(), async (trx) => {
    await audit(trx, 'email-changed')
    if (before && before.email !== operatorEmail)
      await send(trx, {
        channel: 'email',
        recipient: before.email,
        subject: w.t('people.address.told.subject'),
        body: w.t('people.address.told.body', { address: system.config.publicUrl }),
        language: given.language,
      })
  })
  return undefined
}
