import { system as asSystem } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import type { Task, Tasks } from '../../platform/jobs/index.ts'
import { send } from '../../platform/mail/index.ts'
import { link } from '../../platform/web/index.ts'
import { isLanguage, wordsOfPage } from '../../ui/words/index.ts'
import { contactsOf } from '../people/index.ts'
import { organisationById, organisationName } from '../places/index.ts'
import { holds, type Side } from './closeness.ts'
import { closenessOf, contactsOfSide } from './closeness.sql.ts'
import { partnershipById } from './partnership.sql.ts'
import { routes } from './routes.ts'

/** Tells one side what the other has chosen now: only what holds from here on, not what was before. */
const tellOfCloseness: Task = async (system, payload) => {
  const partnershipId = String(payload['partnership'])
  const organisationId = String(payload['organisation'])
  const side: Side = payload['side'] === 'partnership' ? 'partnership' : 'organisation'
  await transaction(
    system.db,
    asSystem('tell-of-closeness'),
    system.clock.now(),
    async (trx): Promise<void> => {
      const [partnership, organisation] = await Promise.all([
        partnershipById(trx.db, partnershipId),
        organisationById(trx.db, organisationId),
      ])
      if (!partnership || !organisation) return
      const chosen = await closenessOf(trx.db, partnership.id, organisation.id)
      const other = side === 'partnership' ? 'organisation' : 'partnership'
      const people = await contactsOfSide(trx.db, partnership.id, organisation.id, other)
      const page = link(routes.closenessWith, {
        slug: partnership.slug,
        organisation: organisation.id,
      })
      for (const contact of await contactsOf(trx.db, people)) {
        const w = wordsOfPage(isLanguage(contact.language) ? contact.language : 'en', 'closeness')
        const who =
          side === 'partnership' ? partnership.name : organisationName(organisation, w.language)
        await send(trx, {
          channel: 'email',
          recipient: contact.email,
          subject: w.t('closeness.mail.subject', { who }),
          body: [
            w.t('closeness.mail.chosen', { who, level: w.t(`closeness.level.${chosen[side]}`) }),
            w.t('closeness.mail.holds', { level: w.t(`closeness.level.${holds(chosen)}`) }),
            w.t('closeness.mail.free'),
            system.config.publicUrl + page,
          ].join('\n\n'),
          language: w.language,
        })
      }
    },
  )
}

export const closenessTasks: Tasks = { 'tell-of-closeness': tellOfCloseness }
