import type { Transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { overlapping } from './area.sql.ts'
import { requirePerson } from './person.ts'
import { drawnBy, insertNeighbourhood, replaceAreas } from './neighbourhood.sql.ts'
import { holdsPostcode, outwardCode } from './postcode.ts'

export type NeighbourhoodDrawing = {
  name: string
  translations?: Record<string, string>
  description?: string
  /** Whole postcodes or first halves; only the first halves are kept. */
  postcodes?: readonly string[]
  /** Ids of areas; none may lie inside another. */
  areas?: readonly string[]
  invented?: boolean
}

/** A neighbourhood as its people draw it. Returns its id. */
export async function drawNeighbourhood(
  trx: Transaction,
  drawing: NeighbourhoodDrawing,
): Promise<string> {
  const person = requirePerson(trx.actor)
  if (holdsPostcode(drawing.name) || holdsPostcode(drawing.description ?? ''))
    throw new Refusal('places.refused.postcode', 422)
  const id = newId(trx.at)
  await insertNeighbourhood(trx.db, {
    id,
    name: drawing.name,
    translations: drawing.translations ?? {},
    description: drawing.description ?? '',
    outwardCodes: outwardCodes(drawing.postcodes ?? []),
    drawnBy: person,
    invented: drawing.invented ?? false,
    createdAt: trx.at,
  })
  if (drawing.areas?.length) await drawAreas(trx, id, drawing.areas)
  return id
}

/** Draws it again out of these areas. Only whoever drew it first, or background work. */
export async function redrawNeighbourhood(
  trx: Transaction,
  id: string,
  areas: readonly string[],
): Promise<void> {
  const person = requirePerson(trx.actor)
  if (person !== null && person !== (await drawnBy(trx.db, id))) throw notAllowed()
  await drawAreas(trx, id, areas)
}

async function drawAreas(trx: Transaction, id: string, areas: readonly string[]): Promise<void> {
  const chosen = [...new Set(areas)]
  const { missing, pairs } = await overlapping(trx.db, chosen)
  if (missing.length > 0) throw notFound()
  const pair = pairs[0]
  // Counted twice, its people would be too many.
  if (pair) throw new Refusal('places.refused.overlapping-areas', 422, pair)
  await replaceAreas(trx.db, id, chosen)
}

function outwardCodes(typed: readonly string[]): string[] {
  return [...new Set(typed.map(outwardCode).filter((code) => code !== null))]
}
