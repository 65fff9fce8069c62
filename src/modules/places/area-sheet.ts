import { isNation, type Nation } from './area.ts'
import { holdsPostcode } from './postcode.ts'
import { isDay } from './calendar.ts'
import { readSheet, type Problem } from './sheet.ts'

/** An area as a file gives it, before it has an id. */
export type AreaRow = {
  row: number
  code: string
  name: string
  nameCy: string
  kind: string
  parent: string
  nation: Nation | null
  startsOn: string | null
  endsOn: string | null
  source: string
}

/** An area that is stored already, as far as checking a file needs it. */
export type KnownArea = {
  id: string
  code: string
  kind: string
  startsOn: string | null
  endsOn: string | null
}

export type Span = { startsOn: string | null; endsOn: string | null }

const required = ['code', 'name', 'kind', 'source'] as const
const optional = ['name_cy', 'parent', 'nation', 'starts', 'ends'] as const

/** One version of an area: the same code may stand for another area at another time. */
export const areaKey = (area: { code: string; startsOn: string | null }) =>
  `${area.code}|${area.startsOn ?? ''}`

function overlap(a: Span, b: Span): boolean {
  const begins = (one: Span, other: Span) =>
    one.startsOn === null || other.endsOn === null || one.startsOn < other.endsOn
  return begins(a, b) && begins(b, a)
}

/** The version of a parent that stood together with its child; the latest where there are several. */
export function versionOf<Version extends Span>(
  versions: readonly Version[],
  child: Span,
): Version | undefined {
  return versions
    .filter((each) => overlap(each, child))
    .toSorted((a, b) => (a.startsOn ?? '').localeCompare(b.startsOn ?? ''))
    .at(-1)
}

/** Reads the rows of a file of areas and checks each by itself. */
export function readAreas(
  text: string,
  kinds: ReadonlyMap<string, number>,
): { rows: AreaRow[]; problems: Problem[] } {
  const sheet = readSheet(text, required, optional)
  const problems = [...sheet.problems]
  const rows: AreaRow[] = []
  for (const { row, cells } of sheet.rows) {
    const wrong = (key: string, values: Record<string, string> = {}) =>
      problems.push({ key: `places.import.${key}`, row, values: { row, ...values } })
    const { code, name, kind, nation, starts, ends, source } = cells
    for (const column of required) if (cells[column] === '') wrong('cell-missing', { column })
    if (code !== '' && !/^[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$/.test(code)) wrong('code', { code })
    if ([code, name, cells.name_cy].some(holdsPostcode)) wrong('postcode')
    if (kind !== '' && !kinds.has(kind))
      wrong('kind', { kind, kinds: [...kinds.keys()].join(', ') })
    if (nation !== '' && !isNation(nation)) wrong('nation', { nation })
    for (const [column, day] of Object.entries({ starts, ends }))
      if (day !== '' && !isDay(day)) wrong('day', { column, day })
    if (isDay(starts) && isDay(ends) && ends <= starts) wrong('ends-first', { starts, ends })
    rows.push({
      row,
      code,
      name,
      nameCy: cells.name_cy,
      kind,
      parent: cells.parent,
      nation: isNation(nation) ? nation : null,
      startsOn: starts || null,
      endsOn: ends || null,
      source,
    })
  }
  return { rows, problems }
}

/** Checks the rows of a file against each other and against what is stored. */
export function checkAreas(
  rows: readonly AreaRow[],
  stored: readonly KnownArea[],
  kinds: ReadonlyMap<string, number>,
): Problem[] {
  const problems: Problem[] = []
  const ours = new Set(rows.map(areaKey))
  // What will be there afterwards: the file, and what it does not replace.
  const versions = new Map<string, (Span & { kind: string; row: number | null })[]>()
  const add = (area: Span & { code: string; kind: string }, row: number | null) => {
    const list = versions.get(area.code)
    const version = { startsOn: area.startsOn, endsOn: area.endsOn, kind: area.kind, row }
    if (list) list.push(version)
    else versions.set(area.code, [version])
  }
  for (const area of stored) if (!ours.has(areaKey(area))) add(area, null)
  for (const area of rows) add(area, area.row)

  for (const area of rows) {
    const wrong = (key: string, values: Record<string, string | number>) =>
      problems.push({
        key: `places.import.${key}`,
        row: area.row,
        values: { row: area.row, ...values },
      })
    const twin = versions
      .get(area.code)!
      .find((each) => each.row !== area.row && (each.row ?? 0) < area.row && overlap(each, area))
    if (twin)
      wrong(twin.row === null ? 'overlaps-stored' : 'overlaps', {
        code: area.code,
        other: twin.row ?? 0,
      })
    if (area.parent === '') continue
    const parents = versions.get(area.parent)
    if (!parents) {
      wrong('parent', { parent: area.parent })
      continue
    }
    const parent = versionOf(parents, area)
    if (!parent) wrong('parent-dates', { parent: area.parent })
    else if ((kinds.get(parent.kind) ?? 0) <= (kinds.get(area.kind) ?? 0))
      wrong('parent-level', { parent: area.parent, kind: area.kind, parentKind: parent.kind })
  }
  return problems
}
