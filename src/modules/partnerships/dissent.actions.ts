import { system } from '../../platform/actor.ts'
import type { Transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId, newTimelessId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import { dayOf, holdsPostcode, startOfDay } from '../places/index.ts'
import { foundDecision, personOf } from './decision.actions.ts'
import { dissentedAlready, insertDissent } from './dissent.sql.ts'
import { memberById, memberOf } from './member.sql.ts'

export type Dissenting = {
  decision: string
  /** Whose words these are, where somebody writes them down from paper; otherwise one's own. */
  member?: string | null
  text: string
  language: string
  /** Whether they want their name beside it. */
  named: boolean
}

/** Keeps a member's dissent in their own words; it stands beside the result. */
export async function writeDissent(trx: Transaction, dissent: Dissenting): Promise<void> {
  const decision = await foundDecision(trx, dissent.decision)
  const { partnership } = decision
  const person = personOf(trx)
  const own = person ? await memberOf(trx.db, partnership, person) : undefined
  const member = dissent.member ? await memberById(trx.db, partnership, dissent.member) : own
  const others = member !== undefined && member.person !== person
  allow(trx.actor, others ? 'record-votes' : 'dissent', { kind: 'decision', partnership })
  if (!person || !member) throw new Refusal('decisions.resident.refused.no-member', 403)
  if (!decision.openedAt) throw new Refusal('decisions.resident.refused.not-open', 409)
  if (holdsPostcode(dissent.text)) throw new Refusal('places.refused.postcode', 422)
  // The same words again are a form sent twice: they stand once.
  if (await dissentedAlready(trx.db, decision.id, member.id, dissent)) return
  // Without a name, neither the id nor the time and the actor in the record may say whose it is.
  const id = dissent.named ? newId(trx.at) : newTimelessId()
  await insertDissent(trx.db, {
    id,
    decision: decision.id,
    member: member.id,
    text: dissent.text,
    language: dissent.language,
    named: dissent.named,
    writtenBy: person,
    writtenOn: dayOf(trx.at),
  })
  const unnamed = { ...trx, actor: system('dissent'), at: startOfDay(dayOf(trx.at)) }
  await record(dissent.named ? trx : unnamed, {
    partnership,
    act: 'dissent-written',
    subject: { kind: 'decision', id: decision.id },
  })
}
