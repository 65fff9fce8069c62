import type { Transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import {
  hadBodyKind,
  insertOrganisation,
  organisationById,
  organisationNamed,
} from './organisation.sql.ts'
import { requirePerson } from './person.ts'
import { holdsPostcode } from './postcode.ts'

export type NewOrganisation = {
  name: string
  translations?: Record<string, string>
  /** Code of a kind of body that stood when this one began. */
  kind: string
  website?: string | null
  area?: string | null
  startsOn?: string | null
  endsOn?: string | null
  successor?: string | null
  invented?: boolean
}

/** Adds a body to the list that everyone here shares. Returns its id. */
export async function addOrganisation(trx: Transaction, added: NewOrganisation): Promise<string> {
  const person = requirePerson(trx.actor)
  if (holdsPostcode(added.name)) throw new Refusal('places.refused.postcode', 422)
  const began = added.startsOn ?? (added.endsOn ? null : trx.at.toISOString().slice(0, 10))
  if (!(await hadBodyKind(trx.db, added.kind, began, added.endsOn ?? null)))
    throw new Refusal('places.refused.body-kind', 422)
  if (added.startsOn && added.endsOn && added.endsOn <= added.startsOn)
    throw new Refusal('places.refused.ends-before-start', 422)
  if (added.successor && !(await organisationById(trx.db, added.successor)))
    throw new Refusal('places.refused.successor', 422)
  const id = newId(trx.at)
  await insertOrganisation(trx.db, {
    id,
    name: added.name,
    translations: added.translations ?? {},
    kind: added.kind,
    website: added.website ?? null,
    area: added.area ?? null,
    startsOn: added.startsOn ?? null,
    endsOn: added.endsOn ?? null,
    successor: added.successor ?? null,
    invented: added.invented ?? false,
    addedBy: person,
    createdAt: trx.at,
  })
  return id
}

/** The body of this name, which is added where nobody has added it yet. Returns its id. */
export async function organisationCalled(
  trx: Transaction,
  name: string,
  kind: string,
): Promise<string> {
  const known = await organisationNamed(trx.db, name, trx.at.toISOString().slice(0, 10))
  return known ?? addOrganisation(trx, { name, kind })
}
