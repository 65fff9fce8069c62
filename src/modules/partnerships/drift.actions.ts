import type { Transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { allow } from '../people/index.ts'
import type { OwnTerm } from './drift.ts'
import { deleteReading, deleteTermOfList, insertReading, setTermOfList } from './drift.sql.ts'

const personOf = (trx: Transaction): string => {
  if (trx.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
  return trx.actor.person
}

export type Handing = {
  partnership: string
  title: string
  organisation: string | null
  language: string
  text: string
}

/** Keeps a document for its partnership's members to read with what was found in it. Nothing is told to anybody else. */
export async function handIn(trx: Transaction, handing: Handing): Promise<string> {
  allow(trx.actor, 'read-drift', { kind: 'partnership', partnership: handing.partnership })
  const id = newId(trx.at)
  await insertReading(trx.db, { ...handing, id, readAt: trx.at, readBy: personOf(trx) })
  return id
}

export async function removeReading(
  trx: Transaction,
  partnership: string,
  reading: string,
): Promise<void> {
  allow(trx.actor, 'read-drift', { kind: 'partnership', partnership })
  await deleteReading(trx.db, partnership, reading)
}

/** Adds a term, says one of the common list otherwise, or leaves one out. */
export async function changeTermOfList(
  trx: Transaction,
  partnership: string,
  term: Omit<OwnTerm, 'id'>,
): Promise<void> {
  allow(trx.actor, 'change-drift-terms', { kind: 'partnership', partnership })
  await setTermOfList(trx.db, {
    ...term,
    id: newId(trx.at),
    partnership,
    at: trx.at,
    by: personOf(trx),
  })
}

/** Takes a change of the list back: the common list's own word holds again, or an added term goes. */
export async function removeTermOfList(
  trx: Transaction,
  partnership: string,
  term: string,
): Promise<void> {
  allow(trx.actor, 'change-drift-terms', { kind: 'partnership', partnership })
  await deleteTermOfList(trx.db, partnership, term)
}
