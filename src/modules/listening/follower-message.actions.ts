import type { Transaction } from '../../platform/database/index.ts'
import { notAllowed } from '../../platform/errors.ts'
import { send } from '../../platform/mail/index.ts'
import type { System } from '../../platform/system.ts'
import { isLanguage, type Language } from '../../ui/words/index.ts'
import { stopAddress } from './follower.actions.ts'
import { followersAmong } from './follower-message.sql.ts'

/** What a message is made for: the words are the asker's, the address stays here. */
export type MessageTo = {
  language: Language
  channel: 'email' | 'text'
  /** Where they stop hearing, for the end of the message. */
  stop: string
}

/**
 * Writes to everyone who asked to hear about any of these statements or experiences, as background
 * work: a message made for each, which may hold a private code of its own. How many were written to
 * comes back; who they are does not. All in the caller's transaction, so that it happens once.
 */
export async function writeToFollowers(
  system: System,
  trx: Transaction,
  items: readonly string[],
  message: (to: MessageTo) => { subject: string; body: string },
): Promise<number> {
  if (trx.actor.kind !== 'system') throw notAllowed()
  const followers = await followersAmong(trx.db, items)
  for (const { participant, channel, address, language, code } of followers) {
    const spoken = isLanguage(language) ? language : 'en'
    const stop = stopAddress(system, code, { participant, channel })
    await send(trx, {
      channel,
      recipient: address,
      ...message({ language: spoken, channel, stop }),
      language: spoken,
    })
  }
  return followers.length
}
