// Long because one reading of three files is one rule: every refusal stands beside what it refuses.
import Papa from 'papaparse'
import { plainText } from './export.ts'
import { valueIn, wholeNumber, type Field } from './import-field.ts'

/**
 * An opinion conversation in the columns in which Polis publishes them: `comments.csv` (a row a
 * statement), `participants-votes.csv` (a row a person, a column a statement) and `votes.csv` (a
 * row a response, with its time). The last is not always there. +1 is agree, −1 disagree, 0 unsure
 * ("pass"), an empty cell was not answered; the published counts in comments.csv bear that sign out
 * in the conversations this was tried on.
 */
export const polisFiles = ['comments.csv', 'participants-votes.csv', 'votes.csv'] as const
export type PolisFile = (typeof polisFiles)[number]
export type PolisTexts = Partial<Record<PolisFile, Uint8Array>>

/** Something that must be put right first. `what` is the end of a key in the catalogue. */
export type ImportProblem = {
  file: PolisFile
  row: number | null
  column: string | null
  what: string
  values: Record<string, string | number>
}

/** Something worth knowing that does not stop the import. */
export type ImportNote = { what: string; values: Record<string, string | number> }

export type ImportedStatement = {
  number: number
  text: string
  author: number | null
  moderated: -1 | 0 | 1
  at: number
}

/** Responses as columns; people and statements by their place in `participants` and `statements`. */
export type ImportedResponses = {
  participant: Int32Array
  statement: Int32Array
  value: Int8Array
  /** Milliseconds since 1970. */
  at: Float64Array
}

/** How comments.csv counts a statement and how its responses count, where the two differ. */
export type CountDifference = {
  number: number
  said: { agree: number; disagree: number }
  counted: { agree: number; disagree: number }
}

export type ImportPlan = {
  statements: ImportedStatement[]
  participants: number[]
  /** In the order in which they were given; of one person's two to one statement the later stands. */
  responses: ImportedResponses
  /** How many stand, each person and statement once. */
  standing: number
  differences: CountDifference[]
  /** Statements whose counts agree with comments.csv. */
  equal: number
  notes: ImportNote[]
  first: number
  last: number
}

export type ImportReading =
  | { plan: ImportPlan; problems: [] }
  | { plan: null; problems: ImportProblem[] }

/** Reads and checks the whole of it; nothing is planned while anything is wrong. */
export function readPolis(files: PolisTexts): ImportReading {
  const problems: ImportProblem[] = []
  const notes: ImportNote[] = []
  const comments = readRows(files, 'comments.csv', ['comment-id', 'comment-body'], problems)
  const people = readRows(files, 'participants-votes.csv', ['participant'], problems)
  const votes = files['votes.csv']
    ? readRows(files, 'votes.csv', ['comment-id', 'voter-id', 'vote'], problems)
    : undefined
  if (!comments || !people || (files['votes.csv'] && !votes)) return { plan: null, problems }

  const { statements, said } = readStatements(comments, problems)
  const statementAt = new Map(statements.map((each, index) => [each.number, index]))
  const wide = readPeople(people, statementAt, problems)
  const long = votes && readVotes(votes, statementAt, wide.index, problems)
  if (problems.length > 0) return { plan: null, problems }

  const lastComment = Math.max(...statements.map((each) => each.at))
  let responses = wide.responses
  if (long) {
    if (long.extra.length > 0)
      notes.push({ what: 'voters-added', values: { count: long.extra.length } })
    if (long.untimed) notes.push({ what: 'no-times', values: {} })
    responses = long.responses
    const unlike = compareLayouts(standingOf(wide.responses), standingOf(long.responses))
    if (unlike > 0) notes.push({ what: 'layouts-differ', values: { count: unlike } })
    const repeated = responses.value.length - standingOf(responses).size
    if (repeated > 0) notes.push({ what: 'changed-minds', values: { count: repeated } })
  } else {
    notes.push({ what: 'no-times', values: {} })
  }
  responses.at.forEach((at, i) => {
    if (Number.isNaN(at)) responses.at[i] = lastComment
  })
  const participants = [...wide.index.keys()]
  const standing = standingOf(responses)
  const silent = participants.length - new Set(Array.from(standing.keys(), personOf)).size
  if (silent > 0) notes.push({ what: 'silent', values: { count: silent } })
  const known = new Set(participants)
  const strangers = statements.filter((each) => each.author !== null && !known.has(each.author))
  if (strangers.length > 0)
    notes.push({ what: 'authors-elsewhere', values: { count: strangers.length } })
  if (statements.some((each) => each.at === 0)) notes.push({ what: 'undated', values: {} })
  const differences = compareCounts(statements, said, standing)
  const times = [
    ...responses.at,
    ...statements.filter((each) => each.at > 0).map((each) => each.at),
  ]
  return {
    plan: {
      statements,
      participants,
      responses,
      standing: standing.size,
      differences,
      equal: said.filter((each) => each !== null).length - differences.length,
      notes,
      first: least(times),
      last: greatest(times),
    },
    problems: [],
  }
}

// ---- One file's rows ----------------------------------------------------------------------------

type Rows = { file: PolisFile; heading: string[]; rows: { row: number; cells: string[] }[] }

function readRows(
  files: PolisTexts,
  file: PolisFile,
  needed: string[],
  problems: ImportProblem[],
): Rows | undefined {
  const refuse = (what: string, values = {}, row: number | null = null) =>
    void problems.push({ file, row, column: null, what, values })
  const bytes = files[file]
  if (!bytes) return refuse('missing-file')
  if (bytes.length === 0) return refuse('empty-file')
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return refuse('encoding', { row: 1 }, 1)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refuse('encoding', {}, rowOfBadByte(bytes))
  }
  const parsed = Papa.parse<string[]>(text, { delimiter: ',' })
  const quote = parsed.errors.find((error) => error.type === 'Quotes')
  if (quote) return refuse('quote', {}, (quote.row ?? 0) + 1)
  const all = parsed.data.map((cells, index) => ({ row: index + 1, cells }))
  const filled = all.filter(({ cells }) => cells.length > 1 || cells[0]?.trim() !== '')
  const heading = filled[0]?.cells.map((name) => name.trim())
  if (!heading) return refuse('empty-file')
  const twice = heading.find((name, index) => heading.indexOf(name) !== index)
  if (twice !== undefined) return refuse('column-twice', { column: twice || '?' }, 1)
  const lacking = needed.filter((name) => !heading.includes(name))
  if (lacking.length > 0) {
    return refuse(
      'missing-column',
      { column: lacking.join(', '), found: heading.slice(0, 8).join(', ') || '?' },
      filled[0]!.row,
    )
  }
  const rows = filled.slice(1)
  if (rows.length === 0) return refuse('no-rows')
  for (const { row, cells } of rows) {
    if (cells.length !== heading.length)
      refuse('width', { found: cells.length, wanted: heading.length }, row)
  }
  return { file, heading, rows: rows.filter(({ cells }) => cells.length === heading.length) }
}

function rowOfBadByte(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let row = 1
  let start = 0
  for (let at = 0; at <= bytes.length; at += 1) {
    if (at < bytes.length && bytes[at] !== 10) continue
    try {
      decoder.decode(bytes.subarray(start, at))
    } catch {
      return row
    }
    row += 1
    start = at + 1
  }
  return row
}

/** Reads one cell after another of a row and writes down what is wrong with each. */
function fieldsOf(table: Rows, row: number, cells: string[], problems: ImportProblem[]) {
  return <T>(column: string, read: (cell: string) => Field<T>): T | undefined => {
    const index = table.heading.indexOf(column)
    const found = read(index < 0 ? '' : cells[index]!)
    if (!found.ok) {
      const shown = index < 0 ? '' : cells[index]!.trim()
      problems.push({
        file: table.file,
        row,
        column,
        what: found.what,
        values: { found: shown.length > 40 ? `${shown.slice(0, 40)}…` : shown, ...found.values },
      })
      return undefined
    }
    return found.value
  }
}

// ---- comments.csv -------------------------------------------------------------------------------

type Said = { agree: number; disagree: number } | null

function readStatements(
  table: Rows,
  problems: ImportProblem[],
): { statements: ImportedStatement[]; said: Said[] } {
  const found: (ImportedStatement & { said: Said })[] = []
  const seen = new Map<number, number>()
  const has = (column: string) => table.heading.includes(column)
  for (const { row, cells } of table.rows) {
    const field = fieldsOf(table, row, cells, problems)
    const number = field('comment-id', wholeNumber())
    const text = field('comment-body', (cell) =>
      cell.trim() === ''
        ? { ok: false, what: 'empty-text' }
        : cell.trim().length > 1000
          ? { ok: false, what: 'long-text', values: { length: cell.trim().length } }
          : // oxlint-disable-next-line no-control-regex -- the database cannot hold this character
            { ok: true, value: plainText(cell.trim().replace(/\u0000/g, '')) },
    )
    const author = field('author-id', wholeNumber({ empty: true }))
    const moderated = has('moderated') ? field('moderated', valueIn('moderated')) : 1
    const at = field('timestamp', wholeNumber({ empty: true }))
    const agree = field('agrees', wholeNumber({ empty: true }))
    const disagree = field('disagrees', wholeNumber({ empty: true }))
    if (number === undefined || text === undefined) continue
    const before = number === null ? undefined : seen.get(number)
    if (before !== undefined) {
      problems.push({
        file: table.file,
        row,
        column: 'comment-id',
        what: 'id-twice',
        values: { found: number!, before },
      })
      continue
    }
    seen.set(number!, row)
    found.push({
      number: number!,
      text,
      author: author ?? null,
      moderated: moderated ?? 0,
      at: milliseconds(at ?? 0),
      said: agree == null || disagree == null ? null : { agree, disagree },
    })
  }
  found.sort((a, b) => a.number - b.number)
  return {
    statements: found.map(({ number, text, author, moderated, at }) => ({
      number,
      text,
      author,
      moderated,
      at,
    })),
    said: found.map(({ said }) => said),
  }
}

// ---- participants-votes.csv ---------------------------------------------------------------------

const aboutPerson = /^(participant|xid|group-id|n-.*)$/

function readPeople(table: Rows, statementAt: Map<number, number>, problems: ImportProblem[]) {
  const index = new Map<number, number>()
  const rowOf = new Map<number, number>()
  const columns: { at: number; statement: number; name: string }[] = []
  table.heading.forEach((name, at) => {
    if (aboutPerson.test(name)) return
    const statement = /^\d{1,9}$/.test(name) ? statementAt.get(Number(name)) : undefined
    if (statement === undefined)
      problems.push({
        file: table.file,
        row: 1,
        column: name || String(at + 1),
        what: 'unknown-column',
        values: { found: name },
      })
    else columns.push({ at, statement, name })
  })
  const participant: number[] = []
  const statement: number[] = []
  const value: number[] = []
  const read = valueIn('vote-or-empty')
  for (const { row, cells } of table.rows) {
    const field = fieldsOf(table, row, cells, problems)
    const number = field('participant', wholeNumber())
    if (number === undefined || number === null) continue
    const before = rowOf.get(number)
    if (before !== undefined) {
      problems.push({
        file: table.file,
        row,
        column: 'participant',
        what: 'id-twice',
        values: { found: number, before },
      })
      continue
    }
    rowOf.set(number, row)
    const person = index.size
    index.set(number, person)
    for (const column of columns) {
      const cell = cells[column.at]!
      if (cell === '') continue
      const vote = field(column.name, read)
      if (vote === undefined || vote === null) continue
      participant.push(person)
      statement.push(column.statement)
      value.push(vote)
    }
  }
  const at = new Float64Array(value.length).fill(Number.NaN)
  return {
    index,
    responses: {
      participant: Int32Array.from(participant),
      statement: Int32Array.from(statement),
      value: Int8Array.from(value),
      at,
    },
  }
}

// ---- votes.csv ----------------------------------------------------------------------------------

function readVotes(
  table: Rows,
  statementAt: Map<number, number>,
  index: Map<number, number>,
  problems: ImportProblem[],
) {
  const rows: { participant: number; statement: number; value: number; at: number }[] = []
  const extra: number[] = []
  const timed = table.heading.includes('timestamp')
  for (const { row, cells } of table.rows) {
    const field = fieldsOf(table, row, cells, problems)
    const number = field('comment-id', wholeNumber())
    const voter = field('voter-id', wholeNumber())
    const value = field('vote', valueIn('vote'))
    const at = timed ? field('timestamp', wholeNumber()) : Number.NaN
    if (number == null || voter == null || value == null || at == null) continue
    const statement = statementAt.get(number)
    if (statement === undefined) {
      problems.push({
        file: table.file,
        row,
        column: 'comment-id',
        what: 'unknown-statement',
        values: { found: number },
      })
      continue
    }
    let participant = index.get(voter)
    if (participant === undefined) {
      participant = index.size
      index.set(voter, participant)
      extra.push(voter)
    }
    rows.push({ participant, statement, value, at: milliseconds(at) })
  }
  // A stable sort: of two at the same moment the one further down was given later.
  if (timed) rows.sort((a, b) => a.at - b.at)
  return {
    extra,
    untimed: !timed,
    responses: {
      participant: Int32Array.from(rows, (each) => each.participant),
      statement: Int32Array.from(rows, (each) => each.statement),
      value: Int8Array.from(rows, (each) => each.value),
      at: Float64Array.from(rows, (each) => each.at),
    },
  }
}

/** Seconds and milliseconds are both in use; a time before 1973 in milliseconds was in seconds. */
function milliseconds(time: number): number {
  return time > 0 && time < 100_000_000_000 ? time * 1000 : time
}

// ---- Counting -----------------------------------------------------------------------------------

const span = 1_048_576
const personOf = (key: number) => Math.floor(key / span)

/** The value that stands for each person and statement. */
function standingOf(responses: ImportedResponses): Map<number, number> {
  const standing = new Map<number, number>()
  for (let i = 0; i < responses.value.length; i += 1)
    standing.set(responses.participant[i]! * span + responses.statement[i]!, responses.value[i]!)
  return standing
}

function compareLayouts(wide: Map<number, number>, long: Map<number, number>): number {
  let unlike = 0
  for (const [key, value] of wide) if (long.get(key) !== value) unlike += 1
  for (const key of long.keys()) if (!wide.has(key)) unlike += 1
  return unlike
}

function compareCounts(
  statements: ImportedStatement[],
  said: Said[],
  standing: Map<number, number>,
): CountDifference[] {
  const agree = new Int32Array(statements.length)
  const disagree = new Int32Array(statements.length)
  for (const [key, value] of standing) {
    if (value === 1) agree[key % span]! += 1
    if (value === -1) disagree[key % span]! += 1
  }
  return statements.flatMap((statement, index) => {
    const published = said[index]
    const counted = { agree: agree[index]!, disagree: disagree[index]! }
    if (!published) return []
    if (published.agree === counted.agree && published.disagree === counted.disagree) return []
    return [{ number: statement.number, said: published, counted }]
  })
}

const least = (numbers: number[]) => numbers.reduce((a, b) => (b < a ? b : a), Infinity)
const greatest = (numbers: number[]) => numbers.reduce((a, b) => (b > a ? b : a), 0)
