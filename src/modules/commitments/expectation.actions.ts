import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { send } from '../../platform/mail/index.ts'
import type { System } from '../../platform/system.ts'
import { stitch, tie } from '../../platform/thread/index.ts'
import { link } from '../../platform/web/index.ts'
import { isLanguage, words } from '../../ui/words/index.ts'
import { partnershipById } from '../partnerships/index.ts'
import { allow } from '../people/index.ts'
import { dayOf, organisationById, organisationName, type Organisation } from '../places/index.ts'
import { groundsOf, nodesAmong, setGrounds } from './expectation-ground.sql.ts'
import { standingOf, type Expectation, type ExpectationAnswer } from './expectation.ts'
import {
  answersTo,
  contactOf,
  expectationById,
  insertExpectation,
  insertFormAnswer,
  lockExpectation,
  setContact,
  setSent,
  setWithdrawn,
  updateDraft,
} from './expectation.sql.ts'
import { routes } from './routes.ts'

export type DraftingExpectation = Pick<
  Expectation,
  'organisation' | 'what' | 'why' | 'language' | 'answerBy' | 'priority'
> & {
  /** Nodes on the thread that it rests on. */
  grounds: readonly string[]
  /** Where notice of it goes; empty for nowhere. */
  address: string
}

const thing = (partnership: string) => ({ kind: 'commitment', partnership }) as const
const actingPerson = ({ actor }: Transaction): string | null =>
  actor.kind === 'person' ? actor.person : null

/** Only of a public body may something be expected: communities hold institutions to account, never the reverse. */
async function statutoryBody(trx: Transaction, id: string): Promise<Organisation> {
  const body = await organisationById(trx.db, id)
  if (!body) throw new Refusal('commitments.refused.organisation', 422)
  if (!body.kind.statutory)
    throw new Refusal('commitments.refused.community-group', 422, { organisation: body.name })
  return body
}

export async function draftExpectation(
  trx: Transaction,
  partnership: string,
  drafting: DraftingExpectation,
): Promise<string> {
  allow(trx.actor, 'expect', thing(partnership))
  await statutoryBody(trx, drafting.organisation)
  if (drafting.answerBy <= dayOf(trx.at)) throw new Refusal('commitments.refused.day-past', 422)
  const id = newId(trx.at)
  const { grounds, address, ...row } = drafting
  await insertExpectation(trx.db, {
    ...row,
    id,
    partnership,
    draftedBy: actingPerson(trx),
    draftedAt: trx.at,
  })
  await keepGrounds(trx, partnership, id, grounds)
  await setContact(trx.db, id, address === '' ? null : { address, language: row.language })
  return id
}

export async function changeDraft(
  trx: Transaction,
  id: string,
  drafting: DraftingExpectation,
): Promise<void> {
  const draft = await draftById(trx, id)
  await statutoryBody(trx, drafting.organisation)
  if (drafting.answerBy <= dayOf(trx.at)) throw new Refusal('commitments.refused.day-past', 422)
  const { grounds, address, ...row } = drafting
  await updateDraft(trx.db, id, row)
  await keepGrounds(trx, draft.partnership, id, grounds)
  await setContact(trx.db, id, address === '' ? null : { address, language: row.language })
}

async function keepGrounds(
  trx: Transaction,
  partnership: string,
  id: string,
  grounds: readonly string[],
): Promise<void> {
  const known = await nodesAmong(trx.db, partnership, grounds)
  await setGrounds(
    trx.db,
    id,
    known.map((node) => node.id),
  )
}

async function draftById(trx: Transaction, id: string): Promise<Expectation> {
  const found = await expectationById(trx.db, id)
  if (!found) throw notFound()
  allow(trx.actor, 'expect', thing(found.partnership))
  await lockExpectation(trx.db, id)
  if (found.sentAt !== null) throw new Refusal('commitments.refused.already-sent', 409)
  if (found.withdrawnAt !== null) throw new Refusal('commitments.refused.withdrawn', 409)
  return found
}

/** Sends it: from now on it is public, and what it says is kept as it is. */
export async function sendExpectation(
  system: Pick<System, 'config'>,
  trx: Transaction,
  id: string,
): Promise<void> {
  const draft = await draftById(trx, id)
  const body = await statutoryBody(trx, draft.organisation)
  if (draft.answerBy <= dayOf(trx.at)) throw new Refusal('commitments.refused.day-past', 422)
  if (!(await setSent(trx.db, id, actingPerson(trx), trx.at)))
    throw new Refusal('commitments.refused.already-sent', 409)
  const { partnership } = draft
  await stitch(trx, { id, partnership, kind: 'expectation' })
  const grounds = await nodesAmong(trx.db, partnership, await groundsOf(trx.db, id))
  for (const node of grounds) await tie(trx, node.id, id, 'led-to-expectation')
  if (draft.priority !== null) {
    await stitch(trx, { id: draft.priority, partnership, kind: 'priority' })
    await tie(trx, draft.priority, id, 'led-to-expectation')
  }
  await record(trx, {
    partnership,
    act: 'expectation-sent',
    subject: { kind: 'expectation', id },
    body: {
      organisation: draft.organisation,
      name: body.name,
      what: draft.what,
      answerBy: draft.answerBy,
    },
  })
  await tellPartner(system, trx, draft, body)
}

async function tellPartner(
  system: Pick<System, 'config'>,
  trx: Transaction,
  draft: Expectation,
  body: Organisation,
): Promise<void> {
  const contact = await contactOf(trx.db, draft.id)
  const partnership = await partnershipById(trx.db, draft.partnership)
  if (!contact || !partnership) return
  const language = isLanguage(contact.language) ? contact.language : 'en'
  const w = words(language)
  const values = {
    partnership: partnership.name,
    organisation: organisationName(body, language),
    what: draft.what,
    why: draft.why,
    day: w.date(draft.answerBy),
    address: `${system.config.publicUrl}${link(routes.expectation, { expectation: draft.id })}`,
  }
  await send(trx, {
    channel: 'email',
    recipient: contact.address,
    subject: w.t('commitments.mail.expectation.subject', values),
    body: w.t('commitments.mail.expectation.body', values),
    language,
  })
}

/** Takes it back, and says why. It stays where it was, with the reason beside it. */
export async function withdrawExpectation(
  trx: Transaction,
  id: string,
  reason: string,
): Promise<void> {
  const found = await expectationById(trx.db, id)
  if (!found) throw notFound()
  allow(trx.actor, 'expect', thing(found.partnership))
  await lockExpectation(trx.db, id)
  const answers = (await answersTo(trx.db, [id])).get(id) ?? []
  if (standingOf(found, answers, dayOf(trx.at)).kind === 'accepted')
    throw new Refusal('commitments.refused.accepted', 409)
  if (!(await setWithdrawn(trx.db, id, reason, trx.at)))
    throw new Refusal('commitments.refused.withdrawn', 409)
  if (found.sentAt === null) return
  await record(trx, {
    partnership: found.partnership,
    act: 'expectation-withdrawn',
    subject: { kind: 'expectation', id },
    body: { what: found.what, reason },
  })
}

/** The partnership says whether it agrees to another form. */
export async function answerForm(
  trx: Transaction,
  given: { expectation: string; answer: string; agreed: boolean; text: string },
): Promise<void> {
  const found = await expectationById(trx.db, given.expectation)
  if (!found) throw notFound()
  allow(trx.actor, 'expect', thing(found.partnership))
  await lockExpectation(trx.db, found.id)
  const answers: ExpectationAnswer[] = (await answersTo(trx.db, [found.id])).get(found.id) ?? []
  const standing = standingOf(found, answers, dayOf(trx.at))
  // Only the newest proposal is answered: an older one was replaced by its own partner.
  if (standing.kind !== 'proposed' || standing.answer !== given.answer)
    throw new Refusal('commitments.refused.form-answered', 409)
  await insertFormAnswer(trx.db, {
    answer: given.answer,
    agreed: given.agreed,
    text: given.text,
    by: actingPerson(trx),
    at: trx.at,
  })
  await record(trx, {
    partnership: found.partnership,
    act: given.agreed ? 'another-form-agreed' : 'another-form-not-agreed',
    subject: { kind: 'expectation', id: found.id },
    body: { answer: given.answer, what: found.what, text: given.text },
  })
}
