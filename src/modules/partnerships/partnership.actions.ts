import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newCode, newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import { drawNeighbourhood, holdsPostcode, neighbourhoodById } from '../places/index.ts'
import { foundConstitution } from './constitution.actions.ts'
import { foundersRoles, type Standing } from './member.ts'
import { join } from './member.actions.ts'
import { languagesFor, slugOf, type Partnership } from './partnership.ts'
import {
  insertPartnership,
  partnershipById,
  slugsTaken,
  updatePartnership,
} from './partnership.sql.ts'

export type Founding = {
  name: string
  purpose: string
  nation: string
  /** First language first. */
  languages: readonly string[]
  /** One that is drawn already, or a new one by its name, or none. */
  neighbourhood:
    | { id: string }
    | { name: string; translations?: Record<string, string>; postcodes?: readonly string[] }
    | null
  /** Who founds it and stands as what; background work may found one that nobody belongs to yet. */
  founder: { person: string; standing: Standing; organisation: string | null } | null
  slug?: string
  invented?: boolean
}

/** Founds a partnership; its founder takes up every role it needs to begin. */
export async function foundPartnership(trx: Transaction, founding: Founding): Promise<Partnership> {
  allow(trx.actor, 'found', { kind: 'partnership' })
  if (holdsPostcode(founding.name) || holdsPostcode(founding.purpose))
    throw new Refusal('places.refused.postcode', 422)
  const id = newId(trx.at)
  const slug = await freeSlug(trx, founding.slug ?? slugOf(founding.name))
  const neighbourhood = await place(trx, founding)
  const languages = languagesFor(founding.nation, founding.languages)
  await insertPartnership(trx.db, {
    id,
    slug,
    name: founding.name,
    purpose: founding.purpose,
    neighbourhood,
    languages,
    nation: founding.nation,
    invented: founding.invented ?? false,
    foundedAt: trx.at,
  })
  await record(trx, {
    partnership: id,
    act: 'partnership-founded',
    subject: { kind: 'partnership', id },
    body: {
      name: founding.name,
      purpose: founding.purpose,
      nation: founding.nation,
      languages,
      neighbourhood,
    },
  })
  await foundConstitution(trx, { id, nation: founding.nation })
  const { founder } = founding
  if (founder) await join(trx, { ...founder, partnership: id, roles: foundersRoles })
  return (await partnershipById(trx.db, id))!
}

async function place(trx: Transaction, founding: Founding): Promise<string | null> {
  const { neighbourhood } = founding
  if (neighbourhood === null) return null
  if ('name' in neighbourhood)
    return drawNeighbourhood(trx, { ...neighbourhood, invented: founding.invented ?? false })
  if (!(await neighbourhoodById(trx.db, neighbourhood.id))) throw notFound()
  return neighbourhood.id
}

async function freeSlug(trx: Transaction, wanted: string): Promise<string> {
  // A name in letters that an address cannot show gets a short code instead.
  const slug = wanted || newCode(1).toLowerCase()
  const taken = await slugsTaken(trx.db, slug)
  if (!taken.has(slug)) return slug
  let number = 2
  while (taken.has(`${slug}-${number}`)) number += 1
  return `${slug}-${number}`
}

/** Changes what a partnership says of itself; the record keeps what it said before. */
export async function changePartnership(
  trx: Transaction,
  partnership: Partnership,
  change: { name: string; purpose: string; languages: readonly string[] },
): Promise<void> {
  allow(trx.actor, 'change', { kind: 'partnership', partnership: partnership.id })
  if (holdsPostcode(change.name) || holdsPostcode(change.purpose))
    throw new Refusal('places.refused.postcode', 422)
  const next = { ...change, languages: languagesFor(partnership.nation, change.languages) }
  await updatePartnership(trx.db, partnership.id, next)
  await record(trx, {
    partnership: partnership.id,
    act: 'partnership-changed',
    subject: { kind: 'partnership', id: partnership.id },
    body: next,
  })
}
