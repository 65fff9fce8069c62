import type { Transaction } from '../../platform/database/index.ts'
import { notAllowed, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { stitch, tie } from '../../platform/thread/index.ts'
import { speaksFor } from '../partnerships/index.ts'
import { addDays, dayOf, organisationById } from '../places/index.ts'
import { insertCommitment } from './commitment.sql.ts'
import { longestSilence, type Commitment } from './commitment.ts'
import { nameResponsible } from './responsible.actions.ts'
import type { NamingResponsible } from './responsible.ts'
import { isSignatory } from './signature.sql.ts'

export type MakingCommitment = Omit<Commitment, 'id' | 'madeBy' | 'madeAt'> & {
  responsible: NamingResponsible
}

/** What is wrong with the days of a promise, if anything; the value is a catalogue key. */
export function dayProblem(day: string, today: string): string | undefined {
  if (day <= today) return 'commitments.refused.day-past'
  if (day > addDays(today, longestSilence)) return 'commitments.refused.review-far'
  return undefined
}

/** An organisation promises, by somebody who speaks for it. Its words are never changed: what happens to them is told in updates. */
export async function makeCommitment(trx: Transaction, making: MakingCommitment): Promise<string> {
  if (trx.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
  const { responsible, ...row } = making
  const { person } = trx.actor
  if (!(await speaksFor(trx.db, person, row.organisation, row.partnership))) throw notAllowed()
  const today = dayOf(trx.at)
  if (row.dueOn <= today) throw new Refusal('commitments.refused.day-past', 422)
  const wrong = dayProblem(row.reviewOn, today)
  if (wrong !== undefined) throw new Refusal(wrong, 422)
  if (row.intent !== null && !(await isSignatory(trx.db, row.intent, row.organisation)))
    throw new Refusal('boards.resident.refused.not-signatory', 409)
  const id = newId(trx.at)
  await insertCommitment(trx.db, { ...row, id, madeBy: person, madeAt: trx.at })
  await stitch(trx, { id, partnership: row.partnership, kind: 'commitment' })
  if (row.priority !== null) {
    await stitch(trx, { id: row.priority, partnership: row.partnership, kind: 'priority' })
    await tie(trx, row.priority, id, 'served-by')
  }
  if (row.intent !== null) await tie(trx, row.intent, id, 'promised-under')
  const body = await organisationById(trx.db, row.organisation)
  await record(trx, {
    partnership: row.partnership,
    act: 'commitment-made',
    subject: { kind: 'commitment', id },
    body: {
      organisation: row.organisation,
      name: body?.name ?? '',
      what: row.what,
      dueOn: row.dueOn,
      reviewOn: row.reviewOn,
      role: responsible.role,
      ...(row.priority === null ? {} : { priority: row.priority }),
      ...(row.expectation === null ? {} : { expectation: row.expectation }),
      ...(row.intent === null ? {} : { intent: row.intent }),
    },
  })
  await nameResponsible(trx, id, responsible, row.language)
  return id
}
