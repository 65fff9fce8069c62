import type { Transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import { organisationById } from '../places/index.ts'
import { longestInterest } from './interest.ts'
import { insertInterest, interestById, markInterestEnded } from './interest.sql.ts'
import { memberById } from './member.sql.ts'

export type Declaring = {
  partnership: string
  member: string
  organisation: string | null
  about: string
}

/**
 * Declares what a member could gain or lose by: their own, or one that they said in the room and an
 * organiser notes for them. The record says that there is one, not whose or what.
 */
export async function declareInterest(trx: Transaction, declaring: Declaring): Promise<string> {
  const person = await mayChange(trx, declaring.partnership, declaring.member)
  if (declaring.organisation === null && declaring.about === '')
    throw new Refusal('constitution.interest.missing', 422)
  if (declaring.about.length > longestInterest) throw new Refusal('constitution.interest.long', 422)
  if (declaring.organisation && !(await organisationById(trx.db, declaring.organisation)))
    throw new Refusal('partnerships.refused.organisation', 422)
  const id = newId(trx.at)
  await insertInterest(trx.db, { ...declaring, id, declaredAt: trx.at, declaredBy: person })
  await record(trx, {
    partnership: declaring.partnership,
    act: 'interest-declared',
    subject: { kind: 'interest', id },
  })
  return id
}

/** Says that an interest is over. It stays in force for a question that is open. */
export async function endInterest(
  trx: Transaction,
  partnership: string,
  interest: string,
): Promise<void> {
  allow(trx.actor, 'declare-interest', { kind: 'partnership', partnership })
  const found = await interestById(trx.db, partnership, interest)
  if (!found) throw notFound()
  await mayChange(trx, partnership, found.member)
  if (!(await markInterestEnded(trx.db, found.id, trx.at))) return
  await record(trx, {
    partnership,
    act: 'interest-ended',
    subject: { kind: 'interest', id: found.id },
  })
}

/** One's own, or as an organiser. Returns who is acting. */
async function mayChange(trx: Transaction, partnership: string, member: string): Promise<string> {
  allow(trx.actor, 'declare-interest', { kind: 'partnership', partnership })
  if (trx.actor.kind !== 'person') throw notAllowed()
  const found = await memberById(trx.db, partnership, member)
  if (!found) throw new Refusal('partnerships.refused.no-longer-member', 409)
  if (found.person !== trx.actor.person)
    allow(trx.actor, 'note-interest', { kind: 'partnership', partnership })
  return trx.actor.person
}
