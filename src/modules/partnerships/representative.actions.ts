import type { Transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { can } from '../people/index.ts'
import { organisationById } from '../places/index.ts'
import type { Representative } from './representative.ts'
import {
  insertRepresentative,
  markRepresentativeEnded,
  representativeById,
  representingOf,
} from './representative.sql.ts'

export type Speaking = { person: string; organisation: string; partnership: string | null }

/**
 * Lets somebody speak for an organisation. Callers have checked that they may: by an invitation, or
 * because whoever runs the server says so, who alone may say so for every partnership.
 */
export async function nameRepresentative(trx: Transaction, speaking: Speaking): Promise<string> {
  const { actor } = trx
  const own = actor.kind === 'person' && actor.person === speaking.person && speaking.partnership
  if (!own && !can(actor, 'manage', { kind: 'installation' })) throw notAllowed()
  if (!(await organisationById(trx.db, speaking.organisation)))
    throw new Refusal('partnerships.refused.organisation', 422)
  const known = await representingOf(trx.db, speaking.person)
  if (known.some((each) => same(each, speaking)))
    throw new Refusal('constitution.resident.refused.speaks-already', 409)
  const id = newId(trx.at)
  await insertRepresentative(trx.db, { ...speaking, id, namedAt: trx.at })
  if (speaking.partnership)
    await record(trx, {
      partnership: speaking.partnership,
      act: 'representative-named',
      subject: { kind: 'representative', id },
      body: { organisation: speaking.organisation },
    })
  return id
}

const same = (one: Representative, other: Speaking) =>
  one.organisation === other.organisation && one.partnership === other.partnership

/** Ends it: the person themselves, the chair of the partnership it is for, or whoever runs the server. */
export async function endRepresentative(trx: Transaction, representative: string): Promise<void> {
  const found = await representativeById(trx.db, representative)
  if (!found) throw notFound()
  const { actor } = trx
  const may =
    (actor.kind === 'person' && actor.person === found.person) ||
    can(actor, 'manage', { kind: 'installation' }) ||
    (found.partnership !== null &&
      can(actor, 'invite', { kind: 'partnership', partnership: found.partnership }))
  if (!may) throw notAllowed()
  await end(trx, found)
}

/** Ends all of it for somebody who is being erased. */
export async function stopSpeaking(trx: Transaction, person: string): Promise<void> {
  for (const each of await representingOf(trx.db, person)) await end(trx, each)
}

async function end(trx: Transaction, found: Representative): Promise<void> {
  if (!(await markRepresentativeEnded(trx.db, found.id, trx.at))) return
  if (found.partnership)
    await record(trx, {
      partnership: found.partnership,
      act: 'representative-ended',
      subject: { kind: 'representative', id: found.id },
      body: { organisation: found.organisation },
    })
}
