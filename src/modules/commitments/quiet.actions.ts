import type { Transaction } from '../../platform/database/index.ts'
import { record } from '../../platform/ledger/index.ts'
import { send } from '../../platform/mail/index.ts'
import type { System } from '../../platform/system.ts'
import { link } from '../../platform/web/index.ts'
import { isLanguage, words } from '../../ui/words/index.ts'
import { partnershipById } from '../partnerships/index.ts'
import { dayOf, startOfDay } from '../places/index.ts'
import { commitmentById, historiesOf, lockCommitment } from './commitment.sql.ts'
import { reviewsOf, silencesOf, type Commitment, type History } from './commitment.ts'
import { markQuiet } from './quiet.sql.ts'
import { reminderOn, type ReminderKind } from './reminder.ts'
import { markReminded } from './reminder.sql.ts'
import { contactNow } from './responsible.sql.ts'
import { routes } from './routes.ts'

/** What the clock has to do about a promise on a day, by what is written down already. */
export function dueWork(
  history: History,
  today: string,
  done: { noted(reviewOn: string): boolean; sent(reviewOn: string, kind: ReminderKind): boolean },
): boolean {
  if (silencesOf(history, today).some(({ reviewOn }) => !done.noted(reviewOn))) return true
  const review = reviewsOf(history).at(-1)
  const kind = review && reminderOn(review, today)
  return kind !== undefined && !done.sent(review!.on, kind)
}

/**
 * Writes down that a promise has gone quiet, in public, and reminds whoever answers for it. A row
 * and what it tells stand or fall together, so whoever is interrupted, or runs beside another, or
 * comes back after a week, does each thing once.
 */
export async function watchPromise(
  system: Pick<System, 'config'>,
  trx: Transaction,
  id: string,
): Promise<void> {
  await lockCommitment(trx.db, id)
  const commitment = await commitmentById(trx.db, id)
  const history = (await historiesOf(trx.db, [id])).get(id)
  if (!commitment || !history) return
  const today = dayOf(trx.at)
  for (const { reviewOn, since } of silencesOf(history, today)) {
    const fresh = await markQuiet(trx.db, {
      commitment: id,
      reviewOn,
      since: startOfDay(since),
    })
    if (!fresh) continue
    await record(trx, {
      partnership: commitment.partnership,
      act: 'commitment-gone-quiet',
      subject: { kind: 'commitment', id },
      body: {
        what: commitment.what,
        organisation: commitment.organisation,
        reviewOn,
        since,
      },
    })
  }
  const review = reviewsOf(history).at(-1)
  const kind = review && reminderOn(review, today)
  if (review && kind) await remind(system, trx, commitment, review.on, kind)
}

async function remind(
  system: Pick<System, 'config'>,
  trx: Transaction,
  commitment: Commitment,
  reviewOn: string,
  kind: ReminderKind,
): Promise<void> {
  const contact = await contactNow(trx.db, commitment.id)
  const partnership = await partnershipById(trx.db, commitment.partnership)
  if (!contact || !partnership) return
  if (!(await markReminded(trx.db, { commitment: commitment.id, reviewOn, kind, at: trx.at })))
    return
  const language = isLanguage(contact.language) ? contact.language : 'en'
  const w = words(language)
  const about = kind === '7-days-before' || kind === '1-day-before' ? 'before' : 'quiet'
  const values = {
    partnership: partnership.name,
    what: commitment.what,
    day: w.date(reviewOn, 'weekday'),
    address: `${system.config.publicUrl}${link(routes.commitment, { commitment: commitment.id })}`,
  }
  await send(trx, {
    channel: 'email',
    recipient: contact.address,
    subject: w.t(`commitments.mail.${about}.subject`, values),
    body: w.t(`commitments.mail.${about}.body`, values),
    language,
  })
}
