import { hash } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Database } from '../database/database.ts'
import { genesis } from './hash.ts'

export type LedgerFault = {
  partnership: string
  sequence: string
  what: 'hash' | 'link' | 'gap' | 'head' | 'form' | 'unreadable' | 'kept'
}
export type LedgerReport = {
  chains: number
  events: number
  faults: LedgerFault[]
  heads: ChainHead[]
}
/** How long a chain was when somebody looked, and the hash that sealed it then. */
export type ChainHead = { partnership: string; sequence: string; hash: string }

type Row = Place & {
  /** Seconds since 1970, with six places. */
  at: string
  actor: string
  act: string
  subject_kind: string
  subject_id: string
  body: string
  /** Both as hexadecimal digits. */
  previous_hash: string
  hash: string
  /** Instead of the text put together here: its very bytes, or that it cannot be read. */
  exact?: Exact
}
type Exact = { text: Buffer; odd: boolean } | 'unreadable'

/** Where a row stands: chains after one another, each in its own order. */
type Place = { partnership: string; sequence: string }

const page = 10_000

/**
 * Re-computes every chain from its first event and compares it with what is stored: each hash, each
 * link to the one before, no gap, and the recorded end of the chain. All of it is read as it stood
 * at one moment, so an event added meanwhile is no fault. One page is hashed while the next is read.
 *
 * What nothing inside a database can tell: a tail cut off, or a whole chain written anew, by somebody
 * who also moved its recorded end. `kept` are ends that were copied elsewhere earlier: each must
 * still be in its chain.
 */
export async function verifyLedger(
  db: Database,
  progress?: (events: number) => void,
  only?: string,
  kept: readonly ChainHead[] = [],
): Promise<LedgerReport> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (snapshot) => verify(snapshot, progress, only, kept))
}

async function verify(
  db: Database,
  progress: ((events: number) => void) | undefined,
  only: string | undefined,
  kept: readonly ChainHead[],
): Promise<LedgerReport> {
  const report: LedgerReport = { chains: 0, events: 0, faults: [], heads: [] }
  const copies = Map.groupBy(kept, placeKey)
  const ends = new Map<string, { sequence: string; hash: string }>()
  const check = checker(report, (row) => {
    ends.set(row.partnership, { sequence: row.sequence, hash: row.hash })
    const key = placeKey(row)
    const copied = copies.get(key)
    if (copied?.every((each) => each.hash === row.hash)) copies.delete(key)
  })

  let coming = rowsAfter(db, undefined, only)
  for (;;) {
    const rows = await coming
    const last = rows.at(-1)
    const more = last !== undefined && rows.length === page
    if (more) coming = rowsAfter(db, last, only)
    const doubtful = rows.filter((row) => row.exact === undefined && !isPlain(row))
    if (doubtful.length > 0) {
      // One thing at a time on this connection: what is coming has come first.
      await coming
      for (const row of doubtful) row.exact = await exactly(db, row)
    }
    for (const row of rows) check(row)
    progress?.(report.events)
    if (!more) break
  }

  const heads = await sql<ChainHead>`
    SELECT partnership_id AS partnership, sequence, coalesce(encode(hash, 'hex'), '') AS hash FROM platform.ledger_head ${only ? sql`WHERE partnership_id = ${only}` : sql``} ORDER BY partnership_id`.execute(
    db,
  )
  for (const head of heads.rows) {
    const end = ends.get(head.partnership)
    if (end?.sequence !== head.sequence || end.hash !== head.hash)
      report.faults.push({
        partnership: head.partnership,
        sequence: head.sequence,
        what: 'head',
      })
    report.heads.push(head)
    ends.delete(head.partnership)
  }
  for (const [partnership, end] of ends)
    report.faults.push({ partnership, sequence: end.sequence, what: 'head' })
  for (const { partnership, sequence } of [...copies.values()].flat())
    if (only === undefined || partnership === only)
      report.faults.push({ partnership, sequence, what: 'kept' })
  return report
}

const start = genesis.toString('hex')
const placeKey = ({ partnership, sequence }: Place) => `${partnership} ${sequence}`

/** Takes rows in order and writes down what does not fit. */
function checker(report: LedgerReport, seen: (row: Row) => void): (row: Row) => void {
  let partnership = ''
  let sequence = 0n
  /** What the next event must name: the hash stored here, or the one it should have been. */
  let before: readonly string[] = []
  return (row) => {
    if (row.partnership !== partnership) {
      partnership = row.partnership
      sequence = 0n
      before = [start]
      report.chains += 1
    }
    const fault = (what: LedgerFault['what']) =>
      report.faults.push({ partnership, sequence: row.sequence, what })
    const own = BigInt(row.sequence)
    if (own !== sequence + 1n) fault('gap')
    else if (!before.includes(row.previous_hash)) fault('link')
    sequence = own
    report.events += 1
    if (row.exact === 'unreadable') {
      fault('unreadable')
      before = [row.hash]
    } else {
      const expected = hash('sha256', row.exact?.text ?? textOf(row))
      const fits = expected === row.hash
      if (!fits) fault('hash')
      else if (row.exact?.odd) fault('form')
      // A hash that was changed breaks no link but its own: the event after it names the true one.
      before = fits ? [row.hash] : [row.hash, expected]
    }
    seen(row)
  }
}

// The first and last second of four-figure years after 1970, as every event's are.
const plainTime = /^(\d{1,12})\.(\d{6})$/
const endOfYears = 253_402_300_800

/**
 * Whether the text can be put together here. Where bytes are no UTF-8 a string does not show which
 * they were, and far-off times print in ways of their own: there PostgreSQL is asked for the bytes.
 */
function isPlain(row: Row): boolean {
  const [, seconds] = plainTime.exec(row.at ?? '') ?? []
  if (seconds === undefined || Number(seconds) >= endOfYears) return false
  for (const field of [row.actor, row.act, row.subject_kind])
    if (field === null || field.includes('\n') || field.includes('\uFFFD')) return false
  return row.subject_id !== null && row.body !== null && !row.body.includes('\uFFFD')
}

let second = { seconds: '', text: '' }

/** The same text that `platform.ledger_hash` builds: see hash.ts. */
function textOf(row: Row): string {
  const [, seconds, micros] = plainTime.exec(row.at)!
  if (seconds !== second.seconds)
    second = {
      seconds: seconds!,
      text: new Date(Number(seconds) * 1000).toISOString().slice(0, 19),
    }
  return `${row.previous_hash}\n${row.partnership}\n${row.sequence}\n${second.text}.${micros}Z\n${row.actor}\n${row.act}\n${row.subject_kind}\n${row.subject_id}\n${row.body}`
}

const columns = sql`partnership_id AS partnership, sequence, extract(epoch FROM at)::text AS at, actor, act, subject_kind, subject_id, body,
  coalesce(encode(previous_hash, 'hex'), '') AS previous_hash, coalesce(encode(hash, 'hex'), '') AS hash`

async function rowsAfter(
  db: Database,
  after: Place | undefined,
  only: string | undefined,
): Promise<Row[]> {
  const following = after
    ? sql`(partnership_id, sequence) > (${after.partnership}::uuid, ${after.sequence}::bigint)`
    : sql`true`
  const among = only === undefined ? following : sql`${following} AND partnership_id = ${only}`
  const inOrder = sql`ORDER BY partnership_id, sequence LIMIT ${page}`
  const whole = await readable(
    db,
    sql<Row>`SELECT ${columns} FROM platform.ledger_event WHERE ${among} ${inOrder}`,
  )
  if (whole !== undefined) return whole
  // Somewhere in this page is a row that cannot be read: each by itself shows which.
  const { rows } = await sql<Place>`
    SELECT partnership_id AS partnership, sequence FROM platform.ledger_event WHERE ${among} ${inOrder}`.execute(
    db,
  )
  const found: Row[] = []
  for (const place of rows) {
    const one = await readable(
      db,
      sql<Row>`SELECT ${columns} FROM platform.ledger_event WHERE ${at(place)}`,
    )
    found.push(one?.[0] ?? { ...lost, ...place })
  }
  return found
}

/** Nothing of it but its place can be read. */
const lost: Omit<Row, 'partnership' | 'sequence'> = {
  at: '',
  actor: '',
  act: '',
  subject_kind: '',
  subject_id: '',
  body: '',
  previous_hash: '',
  hash: '',
  exact: 'unreadable',
}

// The text as bytes, and whether a field holds what no append lets in: a line feed, no value, or a
// time that prints like another one, so that two different events could share a text.
const text = sql`convert_to(concat_ws(E'\n', encode(previous_hash, 'hex'), partnership_id::text, sequence::text,
  to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor, act, subject_kind, subject_id::text, body), 'UTF8')`
const odd = sql`(strpos(actor || act || subject_kind, E'\n') > 0 OR (actor || act || subject_kind || body) IS NULL OR subject_id IS NULL OR at IS NULL
  OR NOT isfinite(at) OR at < '0001-01-01T00:00:00Z') IS NOT FALSE`

async function exactly(db: Database, place: Place): Promise<Exact> {
  const rows = await readable(
    db,
    sql<{ text: Buffer; odd: boolean }>`
      SELECT ${text} AS text, ${odd} AS odd FROM platform.ledger_event WHERE ${at(place)}`,
  )
  return rows?.[0] ?? 'unreadable'
}

const at = ({ partnership, sequence }: Place) =>
  sql`partnership_id = ${partnership}::uuid AND sequence = ${sequence}::bigint`

/** The rows of a query; undefined where PostgreSQL cannot print or read them. */
async function readable<T>(db: Database, query: RawBuilder<T>): Promise<T[] | undefined> {
  // A failed query must not end the snapshot that everything is read in.
  await sql`SAVEPOINT verifying`.execute(db)
  try {
    const { rows } = await query.execute(db)
    await sql`RELEASE SAVEPOINT verifying`.execute(db)
    return rows
  } catch (error) {
    if (!isAboutData(error)) throw error
    await sql`ROLLBACK TO SAVEPOINT verifying`.execute(db)
    return undefined
  }
}

/** Values that PostgreSQL will not print (SQLSTATE class 22) and pages that do not fit (XX001, XX002). */
function isAboutData(error: unknown): boolean {
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' && (code.startsWith('22') || code === 'XX001' || code === 'XX002')
}
