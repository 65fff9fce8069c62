import type { Database, Transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { allow } from '../people/index.ts'
import { areaLevels, upsertAreas, versionsOf } from './area-import.sql.ts'
import {
  areaKey,
  checkAreas,
  readAreas,
  versionOf,
  type AreaRow,
  type KnownArea,
} from './area-sheet.ts'
import type { Problem } from './sheet.ts'

type CheckedAreas = { rows: AreaRow[]; stored: KnownArea[]; problems: Problem[] }

/** What came of an import. With problems nothing was applied; without, everything was. */
export type Imported = {
  problems: Problem[]
  rows: number
  added: number
  changed: number
  unchanged: number
}

const atOnce = 5000

/** Reads a file of areas and checks all of it; nothing is changed. */
async function checkAreaFile(db: Database, text: string): Promise<CheckedAreas> {
  const kinds = await areaLevels(db)
  const { rows, problems } = readAreas(text, kinds)
  const stored = await versionsOf(db, [...new Set(rows.flatMap((row) => [row.code, row.parent]))])
  // Rows that are wrong by themselves would only be named twice.
  if (problems.length === 0) problems.push(...checkAreas(rows, stored, kinds))
  return { rows, stored, problems }
}

/** Imports a file of areas: whole, or not at all. */
export async function importAreas(trx: Transaction, text: string): Promise<Imported> {
  allow(trx.actor, 'manage', { kind: 'installation' })
  const { rows, stored, problems } = await checkAreaFile(trx.db, text)
  const none = { rows: rows.length, added: 0, changed: 0, unchanged: 0 }
  if (problems.length > 0) return { ...none, problems }

  const known = new Map(stored.map((area) => [areaKey(area), area.id]))
  const ids = new Map(rows.map((row) => [areaKey(row), known.get(areaKey(row)) ?? newId(trx.at)]))
  const versions = Map.groupBy(
    [...stored.filter((area) => !ids.has(areaKey(area))), ...rows],
    (area) => area.code,
  )
  const parentOf = (row: AreaRow): string | null => {
    const parent = versionOf(versions.get(row.parent) ?? [], row)
    return parent ? (ids.get(areaKey(parent)) ?? known.get(areaKey(parent)) ?? null) : null
  }
  // Larger areas first: each must be there before what lies in it.
  const levels = await areaLevels(trx.db)
  const ordered = rows.toSorted((a, b) => levels.get(b.kind)! - levels.get(a.kind)!)
  let [added, changed] = [0, 0]
  for (let start = 0; start < ordered.length; start += atOnce) {
    const done = await upsertAreas(
      trx.db,
      ordered.slice(start, start + atOnce).map((row) => ({
        id: ids.get(areaKey(row))!,
        code: row.code,
        kind: row.kind,
        name: row.nameCy ? { en: row.name, cy: row.nameCy } : { en: row.name },
        parent_id: parentOf(row),
        nation: row.nation,
        starts_on: row.startsOn,
        ends_on: row.endsOn,
        source: row.source,
      })),
    )
    added += done.added
    changed += done.changed
  }
  return { rows: rows.length, added, changed, unchanged: rows.length - added - changed, problems }
}
