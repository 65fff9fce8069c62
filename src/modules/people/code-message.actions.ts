import { system as asSystem } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import { send } from '../../platform/mail/index.ts'
import type { System } from '../../platform/system.ts'
import { isLanguage, words } from '../../ui/words/index.ts'
import { codeMinutes, writeDigits } from './code.ts'

/** The code that proves a new address, in the language of the page that asked for it. */
export async function sendAddressCode(
  system: System,
  email: string,
  code: string,
  headers: Headers | undefined,
): Promise<void> {
  const asked = headers?.get('accept-language')
  const w = words(isLanguage(asked) ? asked : 'en')
  await transaction(system.db, asSystem('address-code'), system.clock.now(), (trx) =>
    send(trx, {
      channel: 'email',
      recipient: email,
      subject: w.t('people.address.message.subject'),
      body: w.t('people.address.message.body', {
        code: writeDigits(code),
        minutes: codeMinutes,
        address: system.config.publicUrl,
      }),
      language: w.language,
    }),
  )
}
