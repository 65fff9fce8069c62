import type { Transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { stitch, tie } from '../../platform/thread/index.ts'
import { speaksFor } from '../partnerships/index.ts'
import { dayOf, organisationById } from '../places/index.ts'
import { makeCommitment, type MakingCommitment } from './commitment.actions.ts'
import { mayBeAnswered, standingOf, type Expectation } from './expectation.ts'
import { answersTo, expectationById, insertAnswer, lockExpectation } from './expectation.sql.ts'

/** What a partner says to what is expected of it: in its own words, or by a promise. */
export type Answering = { language: string } & (
  | { kind: 'another-form' | 'declined'; text: string }
  | {
      kind: 'accepted'
      text: string
      promise: Pick<MakingCommitment, 'what' | 'dueOn' | 'reviewOn' | 'responsible'>
    }
)

/** Answers as whoever speaks for the organisation. Accepting is a promise: the commitment it becomes is given back. */
export async function answerExpectation(
  trx: Transaction,
  id: string,
  answering: Answering,
): Promise<string | null> {
  const found = await expectationById(trx.db, id)
  if (!found || found.sentAt === null) throw notFound()
  if (trx.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
  const { person } = trx.actor
  if (!(await speaksFor(trx.db, person, found.organisation, found.partnership))) throw notAllowed()
  await lockExpectation(trx.db, id)
  const before = (await answersTo(trx.db, [id])).get(id) ?? []
  const fresh = (await expectationById(trx.db, id)) ?? found
  const standing = standingOf(fresh, before, dayOf(trx.at))
  if (standing.kind === 'withdrawn') throw new Refusal('commitments.refused.withdrawn', 409)
  if (!mayBeAnswered(standing)) throw new Refusal('commitments.refused.accepted', 409)
  const answer = newId(trx.at)
  await insertAnswer(trx.db, {
    id: answer,
    expectation: id,
    kind: answering.kind,
    text: answering.text,
    language: answering.language,
    answeredBy: person,
    answeredAt: trx.at,
  })
  await stitch(trx, { id: answer, partnership: found.partnership, kind: 'expectation-answer' })
  await tie(trx, id, answer, 'answered-by')
  await recordAnswer(trx, found, answer, answering)
  if (answering.kind !== 'accepted') return null
  const commitment = await makeCommitment(trx, {
    ...answering.promise,
    partnership: found.partnership,
    organisation: found.organisation,
    language: answering.language,
    priority: found.priority,
    expectation: id,
    intent: null,
  })
  await tie(trx, answer, commitment, 'accepted-as')
  return commitment
}

async function recordAnswer(
  trx: Transaction,
  found: Expectation,
  answer: string,
  { kind, text }: Answering,
): Promise<void> {
  const body = await organisationById(trx.db, found.organisation)
  await record(trx, {
    partnership: found.partnership,
    act: `expectation-${kind === 'another-form' ? 'another-form-proposed' : kind}`,
    subject: { kind: 'expectation', id: found.id },
    body: {
      answer,
      organisation: found.organisation,
      name: body?.name ?? '',
      what: found.what,
      text,
    },
  })
}
