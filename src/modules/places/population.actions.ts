import type { Transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { allow } from '../people/index.ts'
import type { Imported } from './area-import.actions.ts'
import { versionsOf } from './area-import.sql.ts'
import { standsOn } from './area.ts'
import { readPopulation } from './population.ts'
import { upsertPopulation } from './population.sql.ts'

const atOnce = 5000

/** Imports a file of population counts: whole, or not at all. Each belongs to the area its code stood for on its date. */
export async function importPopulation(trx: Transaction, text: string): Promise<Imported> {
  allow(trx.actor, 'manage', { kind: 'installation' })
  const { rows, problems } = readPopulation(text)
  const stored = await versionsOf(trx.db, [...new Set(rows.map((row) => row.area))])
  const versions = Map.groupBy(stored, (area) => area.code)
  const areas = new Map<number, string>()
  if (problems.length === 0)
    for (const { row, area, vintage } of rows) {
      const found = versions.get(area)?.find((version) => standsOn(version, vintage))
      if (found) areas.set(row, found.id)
      else
        problems.push({
          key: versions.has(area) ? 'places.import.area-then' : 'places.import.area',
          row,
          values: { row, area, vintage },
        })
    }
  const none = { rows: rows.length, added: 0, changed: 0, unchanged: 0 }
  if (problems.length > 0) return { ...none, problems }
  let [added, changed] = [0, 0]
  for (let start = 0; start < rows.length; start += atOnce) {
    const done = await upsertPopulation(
      trx.db,
      rows.slice(start, start + atOnce).map(({ row, area: _code, ...rest }) => ({
        ...rest,
        id: newId(trx.at),
        area_id: areas.get(row)!,
      })),
    )
    added += done.added
    changed += done.changed
  }
  return { rows: rows.length, added, changed, unchanged: rows.length - added - changed, problems }
}
