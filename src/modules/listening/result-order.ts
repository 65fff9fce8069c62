import type { ResultStatement } from './result.ts'

export type StatementColumn =
  | 'number'
  | 'answered'
  | 'agree'
  | 'unsure'
  | 'disagree'
  | 'matters'
  | 'divides'

const answered = (row: ResultStatement) => row.agree + row.unsure + row.disagree
const share = (count: number, row: ResultStatement) =>
  answered(row) === 0 ? -1 : count / answered(row)

const keys: Record<StatementColumn, (row: ResultStatement) => number> = {
  number: (row) => row.number,
  answered,
  agree: (row) => share(row.agree, row),
  unsure: (row) => share(row.unsure, row),
  disagree: (row) => share(row.disagree, row),
  matters: (row) => row.matters,
  divides: (row) => row.divides,
}

/** Statements by a column of the table; of equals the lower number first. An unknown column is the number. */
export function sortStatements(
  rows: readonly ResultStatement[],
  column: StatementColumn,
  direction: 'ascending' | 'descending',
): ResultStatement[] {
  const key = keys[column] ?? keys.number
  const sign = direction === 'descending' ? -1 : 1
  return rows.toSorted((a, b) => sign * (key(a) - key(b)) || a.number - b.number)
}
