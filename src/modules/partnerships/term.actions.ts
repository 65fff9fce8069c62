import type { Transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import { dayOf } from '../places/index.ts'
import { constitutionOf } from './constitution.sql.ts'
import { memberById, membersOf } from './member.sql.ts'
import { termEnd } from './term.ts'
import { insertTerm, termsOf } from './term.sql.ts'

/** Sets when a member's place ends; null takes the end away. */
export async function setTerm(
  trx: Transaction,
  partnership: string,
  member: string,
  endsOn: string | null,
): Promise<void> {
  allow(trx.actor, 'set-term', { kind: 'partnership', partnership })
  const found = await memberById(trx.db, partnership, member)
  if (!found) throw new Refusal('partnerships.refused.no-longer-member', 409)
  if (endsOn !== null && endsOn < dayOf(found.joinedAt))
    throw new Refusal('constitution.term.before', 422)
  await insertTerm(trx.db, {
    id: newId(trx.at),
    member,
    endsOn,
    at: trx.at,
    by: trx.actor.kind === 'person' ? trx.actor.person : null,
  })
  await record(trx, {
    partnership,
    act: 'term-set',
    subject: { kind: 'member', id: member },
    body: { endsOn },
  })
}

/** Gives everyone without a term the one that the rules name, from the day they joined or from today if that would be over. */
export async function setTermsByRule(trx: Transaction, partnership: string): Promise<void> {
  allow(trx.actor, 'set-term', { kind: 'partnership', partnership })
  const rules = await constitutionOf(trx.db, partnership, trx.at)
  if (!rules || rules.termMonths === null) throw new Refusal('constitution.term.no-rule', 409)
  const [members, terms] = [
    await membersOf(trx.db, partnership),
    await termsOf(trx.db, partnership),
  ]
  const today = dayOf(trx.at)
  for (const member of members) {
    if (terms.has(member.id)) continue
    const whole = termEnd(dayOf(member.joinedAt), rules.termMonths)
    const endsOn = whole >= today ? whole : termEnd(today, rules.termMonths)
    await setTerm(trx, partnership, member.id, endsOn)
  }
}
