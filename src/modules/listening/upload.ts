import papaparse from 'papaparse'
import { emptyMark, type Mark } from './keying.ts'

/** One row of a file of answers, with everything but its serial understood. */
export type UploadRow = { row: number; serial: string; statement: number; mark: Mark }

/** What is wrong where; `key` names a message, `values` fill it. Rows are counted as a spreadsheet shows them. */
export type UploadProblem = { key: string; values: Record<string, string | number> }

const mostUploadRows = 50_000

const columns = ['serial', 'statement', 'response', 'important'] as const

// In English and Welsh, as people write them; `w` and `x` as in keying.
const responses: Record<string, Mark> = {
  agree: { ...emptyMark, value: 1 },
  cytuno: { ...emptyMark, value: 1 },
  disagree: { ...emptyMark, value: -1 },
  anghytuno: { ...emptyMark, value: -1 },
  unsure: { ...emptyMark, value: 0 },
  'not sure': { ...emptyMark, value: 0 },
  ansicr: { ...emptyMark, value: 0 },
  '': emptyMark,
  empty: emptyMark,
  gwag: emptyMark,
  x: { ...emptyMark, setAside: 'unreadable' },
  w: { ...emptyMark, setAside: 'two-marks' },
}
const yes = new Set(['yes', 'y', 'true', '1', '+', 'oes', 'ydy', 'ie'])
const no = new Set(['', 'no', 'n', 'false', '0', 'na', 'nac ydy'])

/** What a cell held, for a message: short, and never read as anything but words. */
const shown = (cell: string): string => (cell.length > 40 ? `${cell.slice(0, 40)}…` : cell)

/** Reads the whole file; nothing in it is run or followed, and every row that is wrong is named. */
export function readUpload(text: string): { rows: UploadRow[]; problems: UploadProblem[] } {
  const parsed = papaparse.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    skipEmptyLines: 'greedy',
  })
  const [head = [], ...lines] = parsed.data
  const names = head.map((name) => name.trim().toLowerCase())
  const asked = names.map((name) => /^(\d{1,6})\./.exec(name)?.[1])
  if (names.includes('serial') && !names.includes('statement') && asked.some(Boolean))
    return readTemplate(lines, names.indexOf('serial'), asked)
  const missing = columns.filter((name) => name !== 'important' && !names.includes(name))
  if (missing.length > 0)
    return {
      rows: [],
      problems: missing.map((column) => ({ key: 'paper.upload.no-column', values: { column } })),
    }
  if (lines.length === 0) return { rows: [], problems: [{ key: 'paper.upload.empty', values: {} }] }
  if (lines.length > mostUploadRows)
    return {
      rows: [],
      problems: [{ key: 'paper.upload.too-long', values: { most: mostUploadRows } }],
    }
  const rows: UploadRow[] = []
  const problems: UploadProblem[] = []
  const seen = new Map<string, number>()
  for (const [index, line] of lines.entries()) {
    const row = index + 2
    const cell = (name: (typeof columns)[number]) => (line[names.indexOf(name)] ?? '').trim()
    const wrong = (column: (typeof columns)[number], key: string) =>
      problems.push({
        key: `paper.upload.${key}`,
        values: { row, column, cell: shown(cell(column)) },
      })
    const statement = /^\d{1,6}$/.test(cell('statement')) ? Number(cell('statement')) : undefined
    const mark = responses[cell('response').toLowerCase()]
    const important = cell('important').toLowerCase()
    if (cell('serial') === '') wrong('serial', 'wrong-serial')
    if (statement === undefined) wrong('statement', 'wrong-statement')
    if (!mark) wrong('response', 'wrong-response')
    if (!yes.has(important) && !no.has(important)) wrong('important', 'wrong-important')
    if (statement === undefined || !mark || cell('serial') === '') continue
    const key = `${cell('serial')
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, '')} ${statement}`
    const before = seen.get(key)
    if (before !== undefined)
      problems.push({ key: 'paper.upload.twice', values: { row, before, statement } })
    seen.set(key, row)
    rows.push({
      row,
      serial: cell('serial'),
      statement,
      mark: { ...mark, important: yes.has(important) },
    })
  }
  return { rows, problems }
}

/**
 * The columns of the template: the serial, then one column a statement, which begins with its number.
 * A row is a sheet; `+` behind a response is “matters a lot”. An empty cell is an empty row of the sheet.
 */
export const templateHead = (statements: readonly { number: number; text: string }[]): string[] => [
  'serial',
  ...statements.map(({ number, text }) => `${number}. ${text}`),
]

function readTemplate(
  lines: readonly string[][],
  serialAt: number,
  asked: readonly (string | undefined)[],
): { rows: UploadRow[]; problems: UploadProblem[] } {
  const rows: UploadRow[] = []
  const problems: UploadProblem[] = []
  const seen = new Map<string, number>()
  const twice = asked.find((number, at) => number && asked.indexOf(number) !== at)
  if (twice)
    return { rows, problems: [{ key: 'paper.upload.column-twice', values: { statement: twice } }] }
  if (lines.length * asked.length > mostUploadRows)
    return { rows, problems: [{ key: 'paper.upload.too-long', values: { most: mostUploadRows } }] }
  let filled = false
  for (const [index, line] of lines.entries()) {
    const row = index + 2
    const serial = (line[serialAt] ?? '').trim()
    const cells = asked.flatMap((number, at) =>
      number === undefined ? [] : [{ number, cell: (line[at] ?? '').trim() }],
    )
    if (serial === '' && cells.every(({ cell }) => cell === '')) continue
    if (cells.some(({ cell }) => cell !== '')) filled = true
    if (serial === '') {
      problems.push({
        key: 'paper.upload.wrong-serial',
        values: { row, column: 'serial', cell: '' },
      })
      continue
    }
    const key = serial.toUpperCase().replace(/[^0-9A-Z]/g, '')
    const before = seen.get(key)
    if (before !== undefined)
      problems.push({ key: 'paper.upload.sheet-twice', values: { row, before } })
    seen.set(key, row)
    for (const { number, cell } of cells) {
      const important = cell.endsWith('+')
      const mark = responses[(important ? cell.slice(0, -1).trim() : cell).toLowerCase()]
      if (mark) rows.push({ row, serial, statement: Number(number), mark: { ...mark, important } })
      else
        problems.push({
          key: 'paper.upload.wrong-response',
          values: { row, column: number, cell: shown(cell) },
        })
    }
  }
  if (!filled && problems.length === 0)
    return { rows: [], problems: [{ key: 'paper.upload.not-filled', values: {} }] }
  return { rows, problems }
}
