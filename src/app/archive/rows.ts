import type pg from 'pg'
import { quoted } from '../../platform/database/index.ts'
import { attachedTo, isSharedTable, neverTaken, type Contents, type Part } from './contents.ts'

const atOnce = 2000

/** Which shared rows an archive needs: whatever its own rows point at, and what those point at in turn. */
export async function sharedKeys(
  client: pg.ClientBase,
  { parts, keys }: Contents,
  partnership: string,
): Promise<Map<string, Set<string>>> {
  const wanted = new Map<string, Set<string>>()
  const want = (table: string, values: readonly string[]): boolean => {
    const set = wanted.get(table) ?? new Set()
    const before = set.size
    for (const value of values) set.add(value)
    wanted.set(table, set)
    return set.size > before
  }
  const pointedAt = async (part: Part, parameter: unknown): Promise<boolean> => {
    let more = false
    for (const key of keys) {
      if (key.table !== part.table || !isSharedTable(key.to)) continue
      const { rows } = await client.query<{ value: string }>(
        `SELECT DISTINCT "${key.column}"::text AS value FROM ${quoted(part.table)} WHERE (${part.where}) AND "${key.column}" IS NOT NULL`,
        [parameter],
      )
      if (
        want(
          key.to,
          rows.map((row) => row.value),
        )
      )
        more = true
    }
    return more
  }
  for (const part of parts) if (!part.shared) await pointedAt(part, partnership)
  for (let more = true; more;) {
    more = false
    for (const part of parts.filter((each) => each.shared)) {
      const of = attachedTo[part.table]
      if (of) want(part.table, [...(wanted.get(of) ?? [])])
      if (await pointedAt(part, [...(wanted.get(part.table) ?? [])])) more = true
    }
  }
  return wanted
}

/** A table's rows as lines of JSON, a piece at a time. `whole` gives what is withheld as well. */
export async function* linesOf(
  client: pg.ClientBase,
  part: Part,
  parameter: unknown,
  whole: boolean,
): AsyncGenerator<string> {
  const columns = part.columns.map((column) => {
    const instead = part.withheld[column]
    const hidden = instead !== undefined && (!whole || neverTaken.has(`${part.table}.${column}`))
    // The numbers are one installation's own, shared by all its partnerships; the order travels.
    if (column === part.number) return `row_number() OVER (ORDER BY "${column}") AS "${column}"`
    return hidden ? `${instead} AS "${column}"` : `"${column}"`
  })
  const order = part.key.map((column) => `"${column}"`).join(', ')
  await client.query(
    `DECLARE archive_rows NO SCROLL CURSOR FOR SELECT to_json(line)::text AS line FROM (SELECT ${columns.join(', ')} FROM ${quoted(part.table)} WHERE ${part.where} ORDER BY ${order}) AS line`,
    [parameter],
  )
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`FETCH ${atOnce} FROM archive_rows`)
    if (rows.length === 0) break
    yield rows.map((row) => `${row.line}\n`).join('')
  }
  await client.query('CLOSE archive_rows')
}
