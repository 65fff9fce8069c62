import type { Responses } from './responses.ts'
import { checkResponses } from './responses.ts'

/**
 * Everyone's responses as a sparse matrix, held by person (compressed rows).
 *
 * A response is one 32-bit *cell*: 3 × statement + (value + 1). Statement and value travel
 * together, so one load finds both, and a table of three numbers a statement replaces every
 * branch on agree, unsure or disagree. A person's cells stand in order of statement, which makes
 * the matrix, and every sum over it, the same to the last bit however the responses arrived.
 *
 * Rows keep some room to grow: a row that outgrows its room moves to the end. There is no second
 * copy by statement: all sums over statements are made in the same sweep over people, at half the
 * memory.
 */
export type ResponseMatrix = {
  participants: number
  statements: number
  /** How many responses count. */
  size: number
  /** Where each person's cells begin, how many they are, and how many would fit. */
  start: Int32Array
  length: Int32Array
  room: Int32Array
  /** The cells. */
  cells: Int32Array
  /** Beside each cell: 1 where it matters a lot to the person. Null while nobody said so. */
  matters: Uint8Array | null
  /** How much of `cells` is taken. */
  end: number
}

/**
 * Builds the matrix. Of two responses by one person to one statement the later row counts.
 * Time O(rows + Σ over people of sorting their own responses).
 *
 * @throws OpinionInputError for malformed responses.
 */
export function responseMatrix(responses: Responses): ResponseMatrix {
  checkResponses(responses)
  const { participants, statements, participant, statement, value } = responses
  const rows = participant.length
  const length = new Int32Array(participants)
  for (let row = 0; row < rows; row++) length[participant[row]!]!++
  const start = new Int32Array(participants)
  for (let person = 0, at = 0; person < participants; person++) {
    start[person] = at
    at += length[person]!
  }
  const room = length.slice()
  const cells = new Int32Array(rows)
  const flagged = responses.matters
  const matters = flagged && anyTrue(flagged) ? new Uint8Array(rows) : null
  const next = start.slice()
  for (let row = 0; row < rows; row++) {
    const at = next[participant[row]!]!++
    cells[at] = 3 * statement[row]! + value[row]! + 1
    if (matters) matters[at] = flagged![row] ? 1 : 0
  }
  let size = 0
  for (let person = 0; person < participants; person++) {
    length[person] = orderRow(cells, matters, start[person]!, length[person]!)
    size += length[person]!
  }
  return { participants, statements, size, start, length, room, cells, matters, end: rows }
}

/** The statement of a cell. */
export function statementOf(cell: number): number {
  return (cell / 3) | 0
}

/** The value of a cell: −1, 0 or 1. */
export function valueOf(cell: number): number {
  return (cell % 3) - 1
}

/**
 * Sets one response in place.
 *
 * @returns the cell that stood there before (−1 for none), and whether it mattered a lot.
 */
export function setResponse(
  matrix: ResponseMatrix,
  person: number,
  cell: number,
  matters: boolean,
): { cell: number; matters: boolean } {
  const statement = statementOf(cell)
  const start = matrix.start[person]!
  const length = matrix.length[person]!
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (statementOf(matrix.cells[start + middle]!) < statement) low = middle + 1
    else high = middle
  }
  if (matters && !matrix.matters) matrix.matters = new Uint8Array(matrix.cells.length)
  const held = low < length ? matrix.cells[start + low]! : -1
  if (held >= 0 && statementOf(held) === statement) {
    const mattered = matrix.matters?.[start + low] === 1
    matrix.cells[start + low] = cell
    if (matrix.matters) matrix.matters[start + low] = matters ? 1 : 0
    return { cell: held, matters: mattered }
  }
  if (length === matrix.room[person]!) moveToEnd(matrix, person)
  const begin = matrix.start[person]!
  matrix.cells.copyWithin(begin + low + 1, begin + low, begin + length)
  matrix.cells[begin + low] = cell
  if (matrix.matters) {
    matrix.matters.copyWithin(begin + low + 1, begin + low, begin + length)
    matrix.matters[begin + low] = matters ? 1 : 0
  }
  matrix.length[person]!++
  matrix.size++
  return { cell: -1, matters: false }
}

/** Makes room for more people and statements; never for fewer. */
export function widen(matrix: ResponseMatrix, participants: number, statements: number): void {
  matrix.statements = Math.max(matrix.statements, statements)
  if (participants <= matrix.participants) return
  const more = (old: Int32Array) => {
    const grown = new Int32Array(participants)
    grown.set(old)
    return grown
  }
  matrix.start = more(matrix.start)
  matrix.length = more(matrix.length)
  matrix.room = more(matrix.room)
  matrix.participants = participants
}

function moveToEnd(matrix: ResponseMatrix, person: number) {
  const length = matrix.length[person]!
  const room = Math.max(8, 2 * length)
  if (matrix.end + room > matrix.cells.length) {
    const capacity = Math.ceil(matrix.cells.length * 1.25) + 16 * room
    const cells = new Int32Array(capacity)
    cells.set(matrix.cells)
    matrix.cells = cells
    if (matrix.matters) {
      const matters = new Uint8Array(capacity)
      matters.set(matrix.matters)
      matrix.matters = matters
    }
  }
  const from = matrix.start[person]!
  matrix.cells.copyWithin(matrix.end, from, from + length)
  matrix.matters?.copyWithin(matrix.end, from, from + length)
  matrix.start[person] = matrix.end
  matrix.room[person] = room
  matrix.end += room
}

/**
 * Puts one row in order of statement, keeping the last response to each.
 *
 * @returns how many remain.
 */
function orderRow(cells: Int32Array, matters: Uint8Array | null, start: number, length: number) {
  if (length > LONG_ROW) sortLongRow(cells, matters, start, length)
  else {
    // Insertion sort is stable: equal statements keep their order of arrival.
    for (let i = start + 1; i < start + length; i++) {
      const cell = cells[i]!
      const statement = statementOf(cell)
      if (statementOf(cells[i - 1]!) <= statement) continue
      const matter = matters ? matters[i]! : 0
      let j = i - 1
      while (j >= start && statementOf(cells[j]!) > statement) {
        cells[j + 1] = cells[j]!
        if (matters) matters[j + 1] = matters[j]!
        j--
      }
      cells[j + 1] = cell
      if (matters) matters[j + 1] = matter
    }
  }
  let kept = start
  for (let i = start; i < start + length; i++) {
    if (i > start && statementOf(cells[i]!) === statementOf(cells[kept - 1]!)) kept--
    cells[kept] = cells[i]!
    if (matters) matters[kept] = matters[i]!
    kept++
  }
  return kept - start
}

const LONG_ROW = 64

/** Longer rows are sorted by statement, then place, as exact whole numbers below 2^53. */
function sortLongRow(cells: Int32Array, matters: Uint8Array | null, start: number, length: number) {
  const keys = new Float64Array(length)
  for (let i = 0; i < length; i++) keys[i] = statementOf(cells[start + i]!) * 16_777_216 + i
  keys.sort()
  const oldCells = cells.slice(start, start + length)
  const oldMatters = matters?.slice(start, start + length)
  for (let i = 0; i < length; i++) {
    const from = keys[i]! % 16_777_216
    cells[start + i] = oldCells[from]!
    if (matters) matters[start + i] = oldMatters![from]!
  }
}

function anyTrue(flags: ArrayLike<number>) {
  for (let i = 0; i < flags.length; i++) if (flags[i]) return true
  return false
}
