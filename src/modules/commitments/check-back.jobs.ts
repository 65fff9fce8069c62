import { system as asSystem } from '../../platform/actor.ts'
import { reading, transaction, type Transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { newCode } from '../../platform/ids.ts'
import type { Task } from '../../platform/jobs/index.ts'
import { send } from '../../platform/mail/index.ts'
import type { System } from '../../platform/system.ts'
import { follow } from '../../platform/thread/index.ts'
import { link } from '../../platform/web/index.ts'
import { isLanguage, words, type Language } from '../../ui/words/index.ts'
import { writeToFollowers } from '../listening/index.ts'
import { membersOf, partnershipById, speaksFor, type Partnership } from '../partnerships/index.ts'
import { contactsOf } from '../people/index.ts'
import { dayOf, organisationById, organisationName } from '../places/index.ts'
import { closeCheckBack, codeHash } from './check-back.actions.ts'
import type { CheckBack } from './check-back.ts'
import {
  checkBackById,
  insertAsking,
  insertCodes,
  overdueCheckBacks,
  wasAsked,
} from './check-back.sql.ts'
import { commitmentById, lockCommitment } from './commitment.sql.ts'
import type { Commitment } from './commitment.ts'
import { routes } from './routes.ts'

/**
 * Writes to those it was promised to: resident members, and whoever contributed to what the promise
 * rests on and asked to hear. All in one transaction with the row that says so: everybody once.
 */
export const askThosePromised: Task = async (system, payload) => {
  const id = String(payload['checkBack'])
  await transaction(system.db, asSystem('ask-those-promised'), system.clock.now(), async (trx) => {
    const checkBack = await checkBackById(trx.db, id)
    const commitment = checkBack && (await commitmentById(trx.db, checkBack.commitment))
    const partnership = commitment && (await partnershipById(trx.db, commitment.partnership))
    if (!checkBack || !commitment || !partnership || checkBack.result) return
    await lockCommitment(trx.db, commitment.id)
    if ((await wasAsked(trx.db, id)) !== undefined) return
    const people =
      (await askMembers(system, trx, { checkBack, commitment, partnership })) +
      (await askFollowers(system, trx, { checkBack, commitment, partnership }))
    await insertAsking(trx.db, id, people, trx.at)
  })
}

type Asked = { checkBack: CheckBack; commitment: Commitment; partnership: Partnership }

async function values(
  trx: Transaction,
  language: Language,
  { checkBack, commitment, partnership }: Asked,
) {
  const body = await organisationById(trx.db, commitment.organisation)
  return {
    partnership: partnership.name,
    organisation: body ? organisationName(body, language) : '',
    what: commitment.what,
    day: words(language).date(checkBack.closesOn),
  }
}

async function askMembers(system: System, trx: Transaction, asked: Asked): Promise<number> {
  const { commitment, partnership } = asked
  const residents: string[] = []
  for (const { person, standing } of await membersOf(trx.db, partnership.id))
    if (
      standing === 'resident' &&
      !(await speaksFor(trx.db, person, commitment.organisation, partnership.id))
    )
      residents.push(person)
  const contacts = await contactsOf(trx.db, residents)
  const address = `${system.config.publicUrl}${link(routes.checkBack, { commitment: commitment.id })}`
  for (const { email, language: own } of contacts) {
    const asks = own ?? partnership.languages[0] ?? 'en'
    const language = isLanguage(asks) ? asks : 'en'
    const w = words(language)
    const given = { ...(await values(trx, language, asked)), address }
    await send(trx, {
      channel: 'email',
      recipient: email,
      subject: w.t('commitments.resident.mail.check.subject', given),
      body: w.t('commitments.resident.mail.check.member', given),
      language,
    })
  }
  return contacts.length
}

/** Each gets a code of their own; which code is whose is written down nowhere. */
async function askFollowers(system: System, trx: Transaction, asked: Asked): Promise<number> {
  const walked = await follow(trx.db, asked.commitment.id)
  const items = walked
    .filter(({ kind, distance }) => distance < 0 && (kind === 'statement' || kind === 'testimony'))
    .map(({ id }) => id)
  const said = {
    en: await values(trx, 'en', asked),
    cy: await values(trx, 'cy', asked),
    ur: await values(trx, 'ur', asked),
  } satisfies Record<Language, unknown>
  const hashes: string[] = []
  const people = await writeToFollowers(system, trx, items, ({ language, channel, stop }) => {
    const code = newCode(3)
    hashes.push(codeHash(system, code))
    const w = words(language)
    const address = `${system.config.publicUrl}${link(routes.checkBackByCode, { code })}`
    const given = { ...said[language], address, code, stop }
    return {
      subject: w.t('commitments.resident.mail.check.subject', given),
      body: w.t(`commitments.resident.mail.check.${channel}`, given),
    }
  })
  await insertCodes(trx.db, asked.checkBack.id, hashes.toSorted(), trx.at)
  return people
}

/** Closes what nobody has closed by its last day; what people said by then counts. */
export const closeCheckBacks: Task = async (system) => {
  const actor = asSystem('close-check-backs')
  const now = system.clock.now()
  for (const id of await reading(system.db, actor, (db) => overdueCheckBacks(db, dayOf(now)))) {
    try {
      await transaction(system.db, actor, now, (trx) =>
        closeCheckBack(trx, id, { words: '', nextReviewOn: null }),
      )
    } catch (error) {
      // An organiser, or another worker, closed it a moment ago.
      if (!(error instanceof Refusal)) throw error
    }
  }
}
