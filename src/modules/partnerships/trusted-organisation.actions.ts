import type { Transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import { dayOf, organisationById } from '../places/index.ts'
import { longestHolds } from './trusted-organisation.ts'
import {
  insertTrustedOrganisation,
  markTrustedOrganisationEnded,
} from './trusted-organisation.sql.ts'

export type Naming = { partnership: string; organisation: string; holds: string; since: string }

/** Names who holds the money and what. Whoever held it until now stops. */
export async function nameTrustedOrganisation(trx: Transaction, naming: Naming): Promise<string> {
  allow(trx.actor, 'name-trusted', { kind: 'partnership', partnership: naming.partnership })
  if (naming.holds === '') throw new Refusal('constitution.money.holds.missing', 422)
  if (naming.holds.length > longestHolds) throw new Refusal('constitution.money.holds.long', 422)
  if (naming.since > dayOf(trx.at)) throw new Refusal('constitution.money.since.future', 422)
  if (!(await organisationById(trx.db, naming.organisation)))
    throw new Refusal('partnerships.refused.organisation', 422)
  await endTrustedOrganisation(trx, naming.partnership)
  const id = newId(trx.at)
  await insertTrustedOrganisation(trx.db, { ...naming, id, namedAt: trx.at })
  await record(trx, {
    partnership: naming.partnership,
    act: 'trusted-organisation-named',
    subject: { kind: 'trusted-organisation', id },
    body: { organisation: naming.organisation, holds: naming.holds, since: naming.since },
  })
  return id
}

/** Says that nobody holds the money any more, or not for now. */
export async function endTrustedOrganisation(trx: Transaction, partnership: string): Promise<void> {
  allow(trx.actor, 'name-trusted', { kind: 'partnership', partnership })
  const ended = await markTrustedOrganisationEnded(trx.db, partnership, trx.at)
  if (ended === undefined) return
  await record(trx, {
    partnership,
    act: 'trusted-organisation-ended',
    subject: { kind: 'trusted-organisation', id: ended },
  })
}
