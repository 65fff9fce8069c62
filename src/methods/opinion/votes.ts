import { cellsOf, csvRows } from './csv.ts'
import type { Responses } from './responses.ts'
import { OpinionInputError } from './responses.ts'

/** Responses read from a file, with the ids it used. */
export type Votes = {
  layout: 'long' | 'wide'
  /** Ids in rising order (as numbers where all are numbers); `responses` counts from 0 in it. */
  participantIds: string[]
  statementIds: string[]
  responses: Responses
  /** Participants in order of their first response. */
  arrival: Int32Array
}

/**
 * Reads responses from the text of a CSV file, in either layout in which Polis publishes them:
 *
 * - *long*: a row a response, with the columns `comment-id`, `voter-id`, `vote` and optionally
 *   `timestamp`, in any order; other columns are ignored. Of two responses by one person to one
 *   statement the later counts; of two with the same time, the one further down.
 * - *wide*: a row a person, with the column `participant` and one column for each statement, headed
 *   by its id. `xid`, `group-id` and the columns that begin with `n-` are ignored. An empty cell
 *   means the statement was not answered.
 *
 * A vote is 1 (agree), 0 (unsure) or −1 (disagree). People without any response are left out.
 *
 * @throws OpinionInputError naming the row (the heading is row 1), the column, and what would be
 * accepted; or saying that nothing was found.
 */
export function readVotes(text: string): Votes {
  const rows = csvRows(text)
  const first = rows.next()
  if (first.done) throw new OpinionInputError(`The file is empty. ${ACCEPTED}`)
  const heading = cellsOf(first.value).map((cell) => cell.trim())
  const column = (name: string) => heading.indexOf(name)
  if (column('comment-id') >= 0 && column('voter-id') >= 0 && column('vote') >= 0) {
    return readLong(rows, heading)
  }
  if (column('participant') >= 0) return readWide(rows, heading)
  throw new OpinionInputError(`The heading (row 1) has the columns ${list(heading)}. ${ACCEPTED}`)
}

const COMMA = 44

const ACCEPTED =
  'A file of responses has either the columns comment-id, voter-id and vote (and, if it has one, ' +
  'timestamp), or the column participant and one column for each statement.'

function readLong(rows: Iterable<string | string[]>, heading: string[]): Votes {
  const at = (name: string) => heading.indexOf(name)
  const [statementAt, personAt, voteAt, timeAt] = [
    at('comment-id'),
    at('voter-id'),
    at('vote'),
    at('timestamp'),
  ] as const
  const people = new Map<string, number>()
  const statements = new Map<string, number>()
  const person: number[] = []
  const statement: number[] = []
  const value: number[] = []
  const time: number[] = []
  let row = 1
  for (const record of rows) {
    row++
    const cells = cellsOf(record)
    checkWidth(cells.length, heading, row)
    person.push(numberOf(people, idOf(cells[personAt]!, row, 'voter-id')))
    statement.push(numberOf(statements, idOf(cells[statementAt]!, row, 'comment-id')))
    value.push(voteOf(cells[voteAt]!, row, 'vote', false))
    if (timeAt < 0) continue
    const when = cells[timeAt]!.trim()
    const moment = Number(when)
    if (when === '' || !Number.isFinite(moment)) {
      throw refusal(row, 'timestamp', when, 'a number (seconds or milliseconds since 1970)')
    }
    time.push(moment)
  }
  const order = value.map((_, i) => i)
  if (timeAt >= 0) order.sort((i, j) => time[i]! - time[j]! || i - j)
  return assemble('long', people, statements, order, person, statement, value)
}

function readWide(rows: Iterable<string | string[]>, heading: string[]): Votes {
  const personAt = heading.indexOf('participant')
  const statements = new Map<string, number>()
  const columns: number[] = []
  for (const [i, name] of heading.entries()) {
    if (i === personAt || name === 'xid' || name === 'group-id' || name.startsWith('n-')) continue
    const id = idOf(name, 1, String(i + 1))
    if (statements.has(id)) {
      throw new OpinionInputError(`The heading (row 1) has two columns for statement ${id}.`)
    }
    numberOf(statements, id)
    columns.push(i)
  }
  const statementAt = new Int32Array(heading.length).fill(-1)
  for (const [s, at] of columns.entries()) statementAt[at] = s
  const people = new Map<string, number>()
  const person: number[] = []
  const statement: number[] = []
  const value: number[] = []
  let row = 1
  for (const record of rows) {
    row++
    const number = people.size
    let id = ''
    let column = 0
    const take = (cell: string) => {
      if (column === personAt) id = idOf(cell, row, 'participant')
      const s = statementAt[column] ?? -1
      column++
      if (s < 0 || cell === '') return
      const vote = voteOf(cell, row, heading[column - 1]!, true)
      if (vote === 2) return
      person.push(number)
      statement.push(s)
      value.push(vote)
    }
    if (typeof record !== 'string') for (const cell of record) take(cell)
    else {
      // Most cells of a wide table are empty: pass over them without making strings.
      for (let at = 0; ;) {
        let end = record.charCodeAt(at) === COMMA ? at : record.indexOf(',', at)
        if (end < 0) end = record.length
        if (end > at || column === personAt) take(record.slice(at, end))
        else column++
        if (end === record.length) break
        at = end + 1
      }
    }
    checkWidth(column, heading, row)
    if (people.has(id)) {
      throw new OpinionInputError(
        `Row ${row}, column participant: ${id} stands in an earlier row; each needs one row.`,
      )
    }
    people.set(id, number)
  }
  const order = value.map((_, i) => i)
  return assemble('wide', people, statements, order, person, statement, value)
}

/** Renumbers people and statements in order of id, and lays the responses out in order of time. */
function assemble(
  layout: 'long' | 'wide',
  people: Map<string, number>,
  statements: Map<string, number>,
  order: readonly number[],
  person: readonly number[],
  statement: readonly number[],
  value: readonly number[],
): Votes {
  if (order.length === 0) {
    throw new OpinionInputError('The file has a heading but no responses. Add at least one.')
  }
  const answered = new Uint8Array(people.size)
  for (const p of person) answered[p] = 1
  const participantIds = inOrder([...people.keys()].filter((id) => answered[people.get(id)!]))
  const statementIds = inOrder([...statements.keys()])
  const newPerson = renumbered(people, participantIds)
  const newStatement = renumbered(statements, statementIds)
  const rows = order.length
  const responses = {
    participants: participantIds.length,
    statements: statementIds.length,
    participant: new Int32Array(rows),
    statement: new Int32Array(rows),
    value: new Int8Array(rows),
  }
  const arrival: number[] = []
  const met = new Uint8Array(participantIds.length)
  for (let row = 0; row < rows; row++) {
    const i = order[row]!
    const p = newPerson[person[i]!]!
    if (!met[p]) arrival.push(p)
    met[p] = 1
    responses.participant[row] = p
    responses.statement[row] = newStatement[statement[i]!]!
    responses.value[row] = value[i]!
  }
  return { layout, participantIds, statementIds, responses, arrival: Int32Array.from(arrival) }
}

/** What moderators decided about each statement. */
export type Moderation = { moderatedOut: string[]; flagged: string[] }

/**
 * Reads moderation from the text of a CSV file with the columns `comment-id`, `moderated`
 * (1 let in, 0 undecided, −1 left out) and optionally `is-meta`, which flags a statement about the
 * conversation itself and also leaves it out of the map.
 *
 * @throws OpinionInputError as {@link readVotes} does.
 */
export function readModeration(text: string): Moderation {
  const rows = csvRows(text)
  const first = rows.next()
  const accepted = 'A file of comments has the columns comment-id and moderated.'
  if (first.done) throw new OpinionInputError(`The file of comments is empty. ${accepted}`)
  const heading = cellsOf(first.value).map((cell) => cell.trim())
  const idAt = heading.indexOf('comment-id')
  const moderatedAt = heading.indexOf('moderated')
  const metaAt = heading.indexOf('is-meta')
  if (idAt < 0 || moderatedAt < 0) {
    throw new OpinionInputError(
      `The heading (row 1) of the comments has the columns ${list(heading)}. ${accepted}`,
    )
  }
  const moderatedOut: string[] = []
  const flagged: string[] = []
  let row = 1
  for (const record of rows) {
    row++
    const cells = cellsOf(record)
    checkWidth(cells.length, heading, row)
    const id = idOf(cells[idAt]!, row, 'comment-id')
    const moderated = voteOf(cells[moderatedAt]!, row, 'moderated', false)
    const meta = metaAt >= 0 && /^(true|1)$/i.test(cells[metaAt]!.trim())
    if (moderated === -1 || meta) moderatedOut.push(id)
    if (meta) flagged.push(id)
  }
  return { moderatedOut, flagged }
}

/** A vote as a number; 2 for an empty cell where one is allowed. */
function voteOf(cell: string, row: number, column: string, emptyAllowed: boolean) {
  if (cell === '1') return 1
  if (cell === '-1') return -1
  if (cell === '0') return 0
  const trimmed = cell.trim()
  if (trimmed === '' && emptyAllowed) return 2
  const value = trimmed === '' ? NaN : Number(trimmed)
  if (value === 1 || value === -1) return value
  if (value === 0) return 0
  const moderation = column === 'moderated'
  throw refusal(
    row,
    column,
    trimmed,
    moderation
      ? '1 (let in), 0 (undecided) or -1 (left out)'
      : `1 (agree), 0 (unsure)${emptyAllowed ? ', ' : ' or '}-1 (disagree)${emptyAllowed ? ', or empty (not answered)' : ''}`,
  )
}

function idOf(cell: string, row: number, column: string) {
  const id = cell.trim()
  if (id === '') throw refusal(row, column, id, 'an id: a number or a short text')
  return id
}

function refusal(row: number, column: string, got: string, accepted: string) {
  const shown = got === '' ? 'nothing' : `"${got.length > 40 ? `${got.slice(0, 40)}…` : got}"`
  return new OpinionInputError(
    `Row ${row}, column ${column}: found ${shown}; it must be ${accepted}.`,
  )
}

function checkWidth(fields: number, heading: readonly string[], row: number) {
  if (fields === heading.length) return
  throw new OpinionInputError(
    `Row ${row}: found ${fields} fields; the heading has ${heading.length} columns.`,
  )
}

function numberOf(numbers: Map<string, number>, id: string) {
  let number = numbers.get(id)
  if (number === undefined) numbers.set(id, (number = numbers.size))
  return number
}

function renumbered(numbers: Map<string, number>, ids: readonly string[]) {
  const renumber = new Int32Array(numbers.size).fill(-1)
  for (const [i, id] of ids.entries()) renumber[numbers.get(id)!] = i
  return renumber
}

/** Rising order: as whole numbers where every id is one, otherwise as text. */
function inOrder(ids: string[]) {
  return ids.every((id) => /^\d{1,15}$/.test(id))
    ? ids.sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1))
    : ids.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

function list(heading: readonly string[]) {
  const shown = heading.slice(0, 8).map((name) => (name === '' ? '(no name)' : name))
  return shown.join(', ') + (heading.length > 8 ? ` and ${heading.length - 8} more` : '')
}
