import { createHash } from 'node:crypto'
import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { addJob } from '../../platform/jobs/index.ts'
import { record } from '../../platform/ledger/index.ts'
import { stitch, tie } from '../../platform/thread/index.ts'
import { allow } from '../people/index.ts'
import { organisationById } from '../places/index.ts'
import type { AnswerKind, AnswerSubject } from './answer.ts'
import { answerable, insertAnswer, statementsUnder } from './answer.sql.ts'
import type { Round } from './round.ts'

export type Answering = {
  about: AnswerSubject
  subject: string
  kind: AnswerKind
  text: string
  /** Who the others are, where others will. */
  organisation: string | null
}

/**
 * Answers a statement or a theme, ties the answer to what people said and sees to it that everyone
 * who contributed is told. The record holds the sum of the words, not the words: a changed answer
 * would show, and a name that slipped in could still be taken out.
 */
export async function answer(trx: Transaction, round: Round, given: Answering): Promise<string> {
  allow(trx.actor, 'answer', { kind: 'round', partnership: round.partnership })
  if (round.openedAt === null) throw new Refusal('moderation.refused.not-opened', 409)
  if (!(await answerable(trx.db, round.id, given.about, given.subject))) throw notFound()
  const organisation = given.kind === 'others-will' ? given.organisation : null
  if (
    given.kind === 'others-will' &&
    (organisation === null || !(await organisationById(trx.db, organisation)))
  )
    throw new Refusal('moderation.refused.organisation', 422)
  const id = newId(trx.at)
  await insertAnswer(trx.db, {
    ...given,
    id,
    round: round.id,
    organisation,
    by: trx.actor.kind === 'person' ? trx.actor.person : null,
    at: trx.at,
  })
  await stitch(trx, { id, partnership: round.partnership, kind: 'answer' })
  for (const statement of await statementsUnder(trx.db, given.about, given.subject)) {
    await stitch(trx, { id: statement, partnership: round.partnership, kind: 'statement' })
    await tie(trx, statement, id, 'answered-by')
  }
  await record(trx, {
    partnership: round.partnership,
    act: `${given.about}-answered`,
    subject: { kind: given.about, id: given.subject },
    body: {
      round: round.id,
      answer: id,
      kind: given.kind,
      sha256: createHash('sha256').update(given.text).digest('hex'),
      ...(organisation === null ? {} : { organisation }),
    },
  })
  await addJob(trx, 'tell-contributors', { answer: id }, { key: `tell:${id}` })
  return id
}
