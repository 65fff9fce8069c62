import { system as asSystem } from '../../platform/actor.ts'
import { transaction, type Transaction } from '../../platform/database/index.ts'
import type { Task } from '../../platform/jobs/index.ts'
import { send } from '../../platform/mail/index.ts'
import type { System } from '../../platform/system.ts'
import { link } from '../../platform/web/index.ts'
import { isLanguage, words } from '../../ui/words/index.ts'
import { partnershipById, placeName, type Partnership } from '../partnerships/index.ts'
import { organisationName } from './answer-card.pages.ts'
import type { Answer, Answerable } from './answer.ts'
import { answerable, answerById, markTold, toTell, type ToTell } from './answer.sql.ts'
import { stopAddress } from './follower.actions.ts'
import type { Round } from './round.ts'
import { roundById } from './round.sql.ts'
import { routes } from './routes.ts'

const atOnce = 100

/**
 * Tells everyone who contributed to what was answered, exactly once. Some at a time: that somebody
 * is told and the message that tells them are stored together or not at all, so a job that ends in
 * the middle is run again for the rest.
 */
export const tellContributors: Task = async (system, payload) => {
  for (let more = true; more;)
    more = await transaction(system.db, asSystem('tell-contributors'), system.clock.now(), (trx) =>
      tellSome(system, trx, String(payload['answer'])),
    )
}

async function tellSome(system: System, trx: Transaction, id: string): Promise<boolean> {
  const answer = await answerById(trx.db, id)
  const round = answer && (await roundById(trx.db, answer.round))
  const partnership = round && (await partnershipById(trx.db, round.partnership))
  const subject = answer && (await answerable(trx.db, answer.round, answer.about, answer.subject))
  // Taken down since: nobody is sent to a page that is no longer there.
  if (!answer || !round || !partnership || !subject) return false
  const people = await toTell(trx.db, answer, atOnce)
  for (const each of people) {
    const fresh = await markTold(trx.db, {
      person: each.person,
      answer: id,
      channel: each.channel,
      at: trx.at,
    })
    if (fresh && each.channel !== 'code' && each.address !== null)
      await write(
        system,
        trx,
        { ...each, channel: each.channel, address: each.address },
        { answer, round, partnership, subject },
      )
  }
  return people.length === atOnce
}

async function write(
  system: System,
  trx: Transaction,
  to: ToTell & { channel: 'email' | 'text'; address: string },
  about: { answer: Answer; round: Round; partnership: Partnership; subject: Answerable },
): Promise<void> {
  const { answer, round, partnership, subject } = about
  const language = isLanguage(to.language) ? to.language : 'en'
  const w = words(language)
  const base = system.config.publicUrl
  const page =
    subject.number === null
      ? link(routes.results, { round: round.id })
      : link(routes.resultStatement, { round: round.id, number: String(subject.number) })
  const values = {
    place: placeName(partnership, language),
    said: subject.title,
    answer: answer.text,
    kind: w.t(`moderation.resident.answer.${answer.kind}`, {
      organisation: organisationName(answer, language),
    }),
    address: `${base}${page}`,
    stop: stopAddress(system, round.code, { participant: to.follower, channel: to.channel }),
  }
  await send(trx, {
    channel: to.channel,
    recipient: to.address,
    subject: w.t('moderation.resident.told.subject', values),
    body: w.t(
      to.channel === 'text' ? 'moderation.resident.told.text' : 'moderation.resident.told.body',
      values,
    ),
    language,
  })
}
