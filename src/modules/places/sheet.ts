import Papa from 'papaparse'

/** What is wrong with a file, for a person to mend: `key` is in the catalogues, `row` counts as a spreadsheet does. */
export type Problem = {
  key: string
  row: number | null
  values: Record<string, string | number>
}

export type SheetRow<Column extends string> = { row: number; cells: Record<Column, string> }

export type Sheet<Column extends string> = { rows: SheetRow<Column>[]; problems: Problem[] }

/**
 * Reads a CSV file with exactly these columns, in any order; the optional ones may be left out. A
 * byte order mark, blank lines and spaces around cells are no problem; anything else is named.
 */
export function readSheet<Column extends string>(
  text: string,
  required: readonly Column[],
  optional: readonly Column[] = [],
): Sheet<Column> {
  const accepted = [...required, ...optional]
  const parsed = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { header: false })
  const [head = [], ...lines] = parsed.data
  const columns = head.map((name) => name.trim().toLowerCase())
  const problems: Problem[] = []
  const problem = (key: string, row: number | null, values: Record<string, string | number> = {}) =>
    problems.push({ key: `places.import.${key}`, row, values: { ...values, row: row ?? 0 } })

  if (text.trim() === '') {
    problem('empty', null, { columns: accepted.join(', ') })
    return { rows: [], problems }
  }
  for (const name of required.filter((column) => !columns.includes(column)))
    problem('column-missing', null, { column: name, columns: accepted.join(', ') })
  for (const name of columns.filter((column) => !(accepted as string[]).includes(column)))
    problem('column-unknown', null, { column: name, columns: accepted.join(', ') })
  for (const name of columns.filter((column, index) => columns.indexOf(column) !== index))
    problem('column-twice', null, { column: name })
  for (const error of parsed.errors.filter((each) => each.type === 'Quotes'))
    problem('quotes', (error.row ?? 0) + 1)
  if (problems.length > 0) return { rows: [], problems }

  const rows: SheetRow<Column>[] = []
  for (const [index, line] of lines.entries()) {
    if (line.every((cell) => cell.trim() === '')) continue
    const row = index + 2
    if (line.length !== columns.length)
      problem('width', row, { found: line.length, wanted: columns.length })
    const cells = Object.fromEntries(
      accepted.map((column) => [column, (line[columns.indexOf(column)] ?? '').trim()]),
    ) as Record<Column, string>
    rows.push({ row, cells })
  }
  if (rows.length === 0) problem('no-rows', null)
  return { rows, problems }
}
