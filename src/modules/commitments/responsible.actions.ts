import type { Transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { speaksFor } from '../partnerships/index.ts'
import { forgetOwnFollowing } from './board-follower.sql.ts'
import { commitmentById, lockCommitment } from './commitment.sql.ts'
import type { Commitment } from './commitment.ts'
import { forgetName, forgetPerson, insertResponsible, responsibleFor } from './responsible.sql.ts'
import type { NamingResponsible } from './responsible.ts'

/** The commitment, if the acting person speaks for the organisation that made it. */
export async function asItsPartner(trx: Transaction, id: string): Promise<Commitment> {
  const found = await commitmentById(trx.db, id)
  if (!found) throw notFound()
  if (trx.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
  if (!(await speaksFor(trx.db, trx.actor.person, found.organisation, found.partnership)))
    throw notAllowed()
  await lockCommitment(trx.db, id)
  return found
}

/** Somebody answers for the promise from now on; who did before stays in the row before. */
export async function handOver(
  trx: Transaction,
  commitment: string,
  naming: NamingResponsible,
  language: string,
): Promise<void> {
  const found = await asItsPartner(trx, commitment)
  await nameResponsible(trx, commitment, naming, language)
  // The role is said in public for ever; a name never is, so that it can be erased.
  await record(trx, {
    partnership: found.partnership,
    act: 'commitment-handed-over',
    subject: { kind: 'commitment', id: commitment },
    body: { what: found.what, role: naming.role },
  })
}

export async function nameResponsible(
  trx: Transaction,
  commitment: string,
  { name, role, myself, address }: NamingResponsible,
  language: string,
): Promise<void> {
  const by = trx.actor.kind === 'person' ? trx.actor.person : null
  await insertResponsible(
    trx.db,
    {
      id: newId(trx.at),
      commitment,
      name,
      role,
      person: myself ? by : null,
      fromAt: trx.at,
      namedBy: by,
    },
    address === '' ? null : { address, language },
  )
}

/** Takes a name away on asking, where whoever bears it has no account to erase. The role stays. */
export async function takeNameAway(
  trx: Transaction,
  commitment: string,
  responsible: string,
): Promise<void> {
  await asItsPartner(trx, commitment)
  const known = (await responsibleFor(trx.db, [commitment])).get(commitment) ?? []
  if (!known.some(({ id }) => id === responsible)) throw notFound()
  await forgetName(trx.db, responsible)
}

/** A person's part of being erased: their name goes from every promise they answered for, the role stays; and nothing more is written to them about boards. */
export async function eraseFromCommitments(trx: Transaction, person: string): Promise<void> {
  await forgetPerson(trx.db, person)
  await forgetOwnFollowing(trx.db)
}
