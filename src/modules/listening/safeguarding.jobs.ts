import { system as asSystem } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import type { Task } from '../../platform/jobs/index.ts'
import { send } from '../../platform/mail/index.ts'
import { link } from '../../platform/web/index.ts'
import { isLanguage, words } from '../../ui/words/index.ts'
import { contactsOf } from '../people/index.ts'
import { languageIn, partnershipById, placeName } from '../partnerships/index.ts'
import { routes } from './routes.ts'
import { safeguardingPeople } from './safeguarding.sql.ts'

/** Tells the named people that something waits, and nothing of what it is. */
export const tellSafeguarding: Task = async (system, payload) => {
  const id = String(payload['partnership'])
  await transaction(system.db, asSystem('tell-safeguarding'), system.clock.now(), async (trx) => {
    const partnership = await partnershipById(trx.db, id)
    if (!partnership) return
    const people = await contactsOf(trx.db, await safeguardingPeople(trx.db, id))
    for (const person of people) {
      const asked = person.language ?? languageIn(partnership, 'en')
      const language = isLanguage(asked) ? asked : 'en'
      const w = words(language)
      const values = {
        place: placeName(partnership, language),
        address: `${system.config.publicUrl}${link(routes.safeguarding, { slug: partnership.slug })}`,
      }
      await send(trx, {
        channel: 'email',
        recipient: person.email,
        subject: w.t('moderation.safeguarding.message.subject', values),
        body: w.t('moderation.safeguarding.message.body', values),
        language,
      })
    }
  })
}
