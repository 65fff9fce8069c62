import type { Transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { stitch, tie } from '../../platform/thread/index.ts'
import { figuresAmong } from '../evidence/index.ts'
import { dayOf } from '../places/index.ts'
import { openCheckBack } from './check-back.actions.ts'
import { dayProblem } from './commitment.actions.ts'
import { historiesOf } from './commitment.sql.ts'
import { awaitsUpdate, stateOf } from './commitment.ts'
import { asItsPartner } from './responsible.actions.ts'
import { insertUpdate, updatesOf } from './update.sql.ts'
import type { Update } from './update.ts'

export type PostingUpdate = Omit<Update, 'id' | 'postedAt'>

/**
 * Says what happened to a promise. It ends a silence, which stays on record. Saying that it is done
 * closes nothing: it asks those it was promised to.
 */
export async function postUpdate(trx: Transaction, posting: PostingUpdate): Promise<string> {
  const found = await asItsPartner(trx, posting.commitment)
  const history = (await historiesOf(trx.db, [found.id])).get(found.id)!
  const today = dayOf(trx.at)
  if (!awaitsUpdate(stateOf(history, today))) throw new Refusal('commitments.refused.not-now', 409)
  const nextReviewOn = posting.saysDone ? null : posting.nextReviewOn
  if (!posting.saysDone) {
    const wrong =
      nextReviewOn === null ? 'commitments.refused.day' : dayProblem(nextReviewOn, today)
    if (wrong !== undefined) throw new Refusal(wrong, 422)
  }
  // A form sent twice is one update.
  const newest = (await updatesOf(trx.db, found.id)).at(-1)
  if (
    newest?.text === posting.text &&
    newest.saysDone === posting.saysDone &&
    newest.nextReviewOn === nextReviewOn
  )
    return newest.id
  const [figure] = posting.figure === null ? [] : await figuresAmong(trx.db, [posting.figure])
  if (posting.figure !== null && figure?.partnership !== found.partnership)
    throw new Refusal('commitments.refused.figure', 422)
  const id = newId(trx.at)
  await insertUpdate(trx.db, {
    ...posting,
    id,
    nextReviewOn,
    postedBy: trx.actor.kind === 'person' ? trx.actor.person : null,
    postedAt: trx.at,
  })
  const { partnership } = found
  await stitch(trx, { id, partnership, kind: 'update' })
  await tie(trx, found.id, id, 'reported')
  if (figure) {
    await stitch(trx, { id: figure.id, partnership, kind: 'figure' })
    await tie(trx, figure.id, id, 'evidence-for')
  }
  await record(trx, {
    partnership,
    act: posting.saysDone ? 'commitment-said-done' : 'commitment-updated',
    subject: { kind: 'commitment', id: found.id },
    body: {
      update: id,
      what: found.what,
      text: posting.text,
      ...(nextReviewOn === null ? {} : { nextReviewOn }),
      ...(posting.evidenceUrl === null ? {} : { evidence: posting.evidenceUrl }),
      ...(figure ? { figure: figure.id } : {}),
    },
  })
  if (posting.saysDone) await openCheckBack(trx, found, id)
  return id
}
