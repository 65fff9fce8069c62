import type { Transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { partnershipById, speaksFor } from '../partnerships/index.ts'
import { allow } from '../people/index.ts'
import { organisationById } from '../places/index.ts'
import { isSignatory } from './signature.sql.ts'
import type { SupportAnswer, SupportAsk } from './support-ask.ts'
import { askById, insertAsk, insertSupportAnswer } from './support-ask.sql.ts'

/** An organisation asks for help, in public, and says what helping costs. */
export async function askForSupport(
  trx: Transaction,
  asking: Omit<SupportAsk, 'id' | 'madeAt'>,
): Promise<string> {
  if (trx.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
  const { person } = trx.actor
  if (!(await speaksFor(trx.db, person, asking.askedBy, asking.partnership))) throw notAllowed()
  if (asking.hoursPaid > asking.hours) throw new Refusal('boards.resident.refused.paid', 422)
  if (asking.intent !== null && !(await isSignatory(trx.db, asking.intent, asking.askedBy)))
    throw new Refusal('boards.resident.refused.not-signatory', 409)
  const id = newId(trx.at)
  await insertAsk(trx.db, { ...asking, id, madeBy: person, madeAt: trx.at })
  const body = await organisationById(trx.db, asking.askedBy)
  await record(trx, {
    partnership: asking.partnership,
    act: 'support-asked',
    subject: { kind: 'support-ask', id },
    body: {
      organisation: asking.askedBy,
      name: body?.name ?? '',
      askedOf: asking.askedOf,
      what: asking.what,
      hours: asking.hours,
      hoursPaid: asking.hoursPaid,
      ...(asking.intent === null ? {} : { intent: asking.intent }),
    },
  })
  return id
}

/** The partnership answers by its organisers, an organisation by whoever speaks for it. */
export async function answerSupportAsk(
  trx: Transaction,
  answering: Omit<SupportAnswer, 'id' | 'answeredAt'>,
): Promise<void> {
  if (trx.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
  const ask = await askById(trx.db, answering.ask)
  if (!ask) throw notFound()
  const { person } = trx.actor
  const { organisation } = answering
  if (organisation === null)
    allow(trx.actor, 'intend', { kind: 'commitment', partnership: ask.partnership })
  else if (!(await speaksFor(trx.db, person, organisation, ask.partnership))) throw notAllowed()
  const id = newId(trx.at)
  await insertSupportAnswer(trx.db, { ...answering, id, answeredBy: person, answeredAt: trx.at })
  const name =
    organisation === null
      ? (await partnershipById(trx.db, ask.partnership))?.name
      : (await organisationById(trx.db, organisation))?.name
  await record(trx, {
    partnership: ask.partnership,
    act: 'support-answered',
    subject: { kind: 'support-ask', id: ask.id },
    body: {
      answer: id,
      name: name ?? '',
      text: answering.text,
      ...(organisation === null ? {} : { organisation }),
      ...(answering.hours === null ? {} : { hours: answering.hours }),
    },
  })
}
