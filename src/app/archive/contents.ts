import type pg from 'pg'
import { tablesInOrder } from '../../platform/database/index.ts'

/** One table of a partnership's archive, and how its rows are found. */
export type Part = {
  table: string
  columns: string[]
  /** The primary key: rows are written in its order, so that the same rows make the same file. */
  key: string[]
  /** A condition on the table: $1 is the partnership, or for what is shared the keys that are wanted. */
  where: string
  /** Rows that other partnerships may point at too: an organisation, an area, a person. */
  shared: boolean
  /** Only named people or nobody may read these rows here: they travel sealed, or not at all. */
  sealed: boolean
  /** Columns that travel sealed, and what stands in their place where the seal is not opened. */
  withheld: Record<string, string>
  /** The column by which the database numbers rows as they are stored; an archive keeps their order. */
  number: string | undefined
}

/** What no archive holds, and why. A new table must be found by its foreign keys or be named here. */
export const leftOut: Readonly<Record<string, string>> = {
  'platform.message': 'messages that are on their way',
  'platform.listener': 'how far background work has read',
  'people.session': 'sign-ins are one installation’s own',
  'people.account': 'sign-ins are one installation’s own',
  'people.passkey': 'sign-ins are one installation’s own',
  'people.verification': 'sign-ins are one installation’s own',
  'people.attempt': 'sign-ins are one installation’s own',
  'people.audit': 'what people did on this installation, kept for them',
  'partnerships.invitation': 'its codes are good on one installation only',
  'partnerships.invitation_use': 'its codes are good on one installation only',
  'listening.waiting_import': 'files that somebody is looking at before bringing them in',
  'priorities.framework': 'every installation has these',
  'priorities.framework_item': 'every installation has these',
  'places.bank_holiday': 'every installation has these',
}

const sealed = new Set([
  'listening.participant',
  'listening.response',
  'listening.about_answer',
  'listening.testimony',
  'listening.statement_verbatim',
  'listening.ban',
  'listening.theme_item',
  'listening.follower',
  'listening.told',
  'listening.appeal',
  'listening.safeguarding_concern',
  'listening.safeguarding_note',
  'listening.sheet',
  'listening.keyed_sheet',
  'listening.keyed_about',
  'listening.keying',
  'listening.receipt',
  'partnerships.interest',
  'partnerships.decision_interest',
  'partnerships.attendance',
  'partnerships.meeting_told',
  'partnerships.vote',
  'partnerships.closeness',
  'partnerships.drift_reading',
  'commitments.expectation_contact',
  'commitments.responsible_contact',
  'commitments.check_back_word',
  'commitments.check_back_code',
  'commitments.board_follower',
])

const withheld: Readonly<Record<string, Record<string, string>>> = {
  'people.person': { email: `id::text || '@moved.invalid'`, operator: 'false' },
  'listening.round': { moved_key: 'NULL' },
  'listening.result': { members: `''::bytea` },
  'listening.moderation_decision': { note: 'NULL' },
  // How to join from elsewhere is for members; so are minutes that were not published.
  'partnerships.meeting': { joining: `''` },
  'partnerships.minutes': { text: `CASE WHEN published_at IS NULL THEN '' ELSE text END` },
  // Whoever dissented without a name is known to nobody, the chair who takes the archive included.
  'partnerships.dissenter': {
    member_id: 'CASE WHEN named THEN member_id END',
    written_by: 'CASE WHEN named THEN written_by END',
  },
}

/** Never taken as they stand: running a server is not something one brings along, and keys of rounds travel unwrapped (round-keys.json in the seal). */
export const neverTaken: ReadonlySet<string> = new Set([
  'people.person.operator',
  'listening.round.moved_key',
])

const shared = new Set([
  'people.person',
  'places.area_kind',
  'places.area',
  'places.body_kind',
  'places.organisation',
  'places.neighbourhood',
])
/** Rows that come with something shared. */
const attached: Readonly<Record<string, string>> = {
  'places.neighbourhood_area': 'places.neighbourhood',
  'places.population': 'places.area',
}

/** Where no foreign key says whose a row is. */
const said: Readonly<Record<string, string>> = {
  'partnerships.partnership': 'id = $1',
  'platform.thread_link':
    'earlier_id IN (SELECT id FROM platform.thread_node WHERE partnership_id = $1) AND later_id IN (SELECT id FROM platform.thread_node WHERE partnership_id = $1)',
  'commitments.board_follower':
    'board_id = $1 OR board_id IN (SELECT id FROM commitments.intent WHERE partnership_id = $1) OR board_id IN (SELECT id FROM commitments.commitment WHERE partnership_id = $1)',
}

type Key = { table: string; column: string; to: string; toColumn: string; required: boolean }
export type Contents = { parts: Part[]; keys: Key[] }

/** Every table of the database that an archive holds, each after those it points at. Found from the foreign keys. */
export async function contentsOf(client: pg.Client): Promise<Contents> {
  const tables = await tablesInOrder(client)
  const { rows: keys } = await client.query<Key>(`
    SELECT conrelid::regclass::text AS table, mine.attname::text AS column, confrelid::regclass::text AS to, theirs.attname::text AS "toColumn",
      mine.attnotnull AS required
    FROM pg_constraint
    JOIN pg_attribute mine ON mine.attrelid = conrelid AND mine.attnum = conkey[1]
    JOIN pg_attribute theirs ON theirs.attrelid = confrelid AND theirs.attnum = confkey[1]
    WHERE contype = 'f' AND cardinality(conkey) = 1 ORDER BY 1, mine.attnum`)
  const { rows: primary } = await client.query<{ table: string; key: string[] }>(`
    SELECT conrelid::regclass::text AS table, array_agg(attname::text ORDER BY place) AS key
    FROM pg_constraint CROSS JOIN LATERAL unnest(conkey) WITH ORDINALITY AS k (number, place)
    JOIN pg_attribute ON attrelid = conrelid AND attnum = number
    WHERE contype = 'p' GROUP BY conrelid`)
  const { rows: numbered } = await client.query<{ table: string; column: string }>(`
    SELECT attrelid::regclass::text AS table, attname::text AS column FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE attidentity <> '' AND relkind = 'r'`)
  const primaryKey = new Map(primary.map((each) => [each.table, each.key]))
  const found = new Map<string, string>()
  const parts: Part[] = []
  for (const { table, columns } of tables) {
    if (Object.hasOwn(leftOut, table)) continue
    const isShared = shared.has(table) || Object.hasOwn(attached, table)
    const where = isShared
      ? sharedWhere(table, primaryKey, keys)
      : ownWhere(table, columns, keys, found)
    if (where === undefined)
      throw new Error(
        `Nothing says whose rows ${table} holds: give it a foreign key to something of a partnership's, or name it in src/app/archive/contents.ts`,
      )
    found.set(table, where)
    // A name that is no longer a column's would let what it stood for travel in the open.
    for (const column of Object.keys(withheld[table] ?? {}))
      if (!columns.includes(column)) throw new Error(`${table} has no column ${column} to withhold`)
    parts.push({
      table,
      columns,
      key: primaryKey.get(table) ?? columns,
      where,
      shared: isShared,
      sealed: sealed.has(table),
      withheld: withheld[table] ?? {},
      number: numbered.find((each) => each.table === table)?.column,
    })
  }
  return { parts, keys }
}

function sharedWhere(
  table: string,
  primaryKey: Map<string, string[]>,
  keys: readonly Key[],
): string {
  const of = attached[table]
  const column = of
    ? keys.find((key) => key.table === table && key.to === of)!.column
    : primaryKey.get(table)![0]!
  return `${column}::text = ANY ($1)`
}

function ownWhere(
  table: string,
  columns: readonly string[],
  keys: readonly Key[],
  found: ReadonlyMap<string, string>,
): string | undefined {
  if (Object.hasOwn(said, table)) return said[table]
  const way = keys.find(
    (key) =>
      key.table === table &&
      key.required &&
      key.to !== table &&
      found.has(key.to) &&
      !isSharedTable(key.to),
  )
  if (columns.includes('partnership_id')) return 'partnership_id = $1'
  return (
    way && `${way.column} IN (SELECT ${way.toColumn} FROM ${way.to} WHERE ${found.get(way.to)})`
  )
}

export const isSharedTable = (table: string): boolean =>
  shared.has(table) || Object.hasOwn(attached, table)
/** Which shared table a key leads to brings others with it. */
export const attachedTo = attached
