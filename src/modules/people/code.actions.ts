import { isAPIError } from 'better-auth/api'
import { system as asSystem } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { send } from '../../platform/mail/index.ts'
import type { System } from '../../platform/system.ts'
import { words, type Language } from '../../ui/words/index.ts'
import { clearFullAttempts } from './attempt.sql.ts'
import { authOf } from './auth.actions.ts'
import { codeMinutes, writeDigits } from './code.ts'
import { clearExpired } from './verification.sql.ts'

/**
 * Sends a code to an address, known or not: nobody learns from the answer who has an account. An
 * earlier code for the same address stops working.
 */
export async function askForCode(system: System, email: string, language: Language): Promise<void> {
  const auth = authOf(system)
  const { internalAdapter } = await auth.$context
  await internalAdapter.deleteVerificationByIdentifier(`sign-in-otp-${email}`)
  const code = await auth.api.createVerificationOTP({ body: { email, type: 'sign-in' } })
  const w = words(language)
  await transaction(system.db, asSystem('sign-in-code'), system.clock.now(), async (trx) => {
    await clearExpired(trx)
    await clearFullAttempts(trx)
    await send(trx, {
      channel: 'email',
      recipient: email,
      subject: w.t('people.code.message.subject'),
      body: w.t('people.code.message.body', {
        code: writeDigits(code),
        minutes: codeMinutes,
        address: system.config.publicUrl,
      }),
      language,
    })
  })
}

/** What can be wrong with a code, as a message. */
const problems: Record<string, CodeProblem> = {
  OTP_EXPIRED: 'people.code.expired',
  TOO_MANY_ATTEMPTS: 'people.code.too-many',
  INVALID_OTP: 'people.code.wrong',
}
export type CodeProblem = 'people.code.wrong' | 'people.code.expired' | 'people.code.too-many'

/** What better-auth found wrong with a code, if it was the code. */
export function codeProblem(error: {
  body?: { code?: string } | undefined
}): CodeProblem | undefined {
  return problems[error.body?.code ?? '']
}

/** Uses a code up. The first sign-in with an address makes its person. */
export async function useCode(
  system: System,
  given: { email: string; code: string; headers: Headers },
): Promise<{ cookies: string[]; name: string } | { problem: CodeProblem }> {
  try {
    const { headers, response } = await authOf(system).api.signInEmailOTP({
      body: { email: given.email, otp: given.code },
      headers: given.headers,
      returnHeaders: true,
    })
    return { cookies: headers.getSetCookie(), name: response.user.name }
  } catch (error) {
    if (!isAPIError(error)) throw error
    const problem = codeProblem(error)
    if (problem === undefined) throw new Refusal('people.refused.sign-in-failed', 400)
    return { problem }
  }
}
