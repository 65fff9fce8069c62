import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import { mayAppeal, type Item, type Outcome, type State, type SubjectKind } from './moderation.ts'
import type { StatementStatus } from './statement.ts'

type Row = Omit<Item, 'number'> & { number: number | null }

const newest = (column: string, kind: SubjectKind, id: string) =>
  sql.raw(
    `(SELECT ${column} FROM listening.moderation_decision decision WHERE decision.subject_kind = '${kind}' AND decision.subject_id = ${id} ORDER BY decided_at DESC, decision.id DESC LIMIT 1)`,
  )
const appealed = (id: string) =>
  sql.raw(
    `EXISTS (SELECT FROM listening.appeal WHERE appeal.subject_id = ${id} AND appeal.answered_at IS NULL)`,
  )

const statements = (round: string) => sql`
  SELECT 'statement' AS kind, statement.id, statement.number, coalesce(verbatim.text, statement.text) AS text, statement.text AS "publicText",
    statement.language, statement.status, statement.channel, statement.author_participant_id AS author,
    coalesce((SELECT banned_at IS NOT NULL FROM listening.participant WHERE participant.id = statement.author_participant_id), false) AS banned,
    statement.submitted_at AS at, statement.published_at AS "publishedAt",
    ${newest('reason', 'statement', 'statement.id')} AS reason, ${newest('listening.decision_note(decision.id)', 'statement', 'statement.id')} AS note, ${appealed('statement.id')} AS appealed
  FROM listening.statement LEFT JOIN listening.statement_verbatim verbatim ON verbatim.statement_id = statement.id
  WHERE statement.round_id = ${round}`

// What somebody asked to keep private is nobody's to moderate.
const testimonies = (round: string) => sql`
  SELECT 'testimony' AS kind, testimony.id, NULL::integer AS number, testimony.text, coalesce(testimony.public_text, testimony.text) AS "publicText",
    testimony.language, testimony.status, testimony.channel, testimony.participant_id AS author,
    coalesce((SELECT banned_at IS NOT NULL FROM listening.participant WHERE participant.id = testimony.participant_id), false) AS banned,
    testimony.given_at AS at, testimony.published_at AS "publishedAt",
    ${newest('reason', 'testimony', 'testimony.id')} AS reason, ${newest('listening.decision_note(decision.id)', 'testimony', 'testimony.id')} AS note, ${appealed('testimony.id')} AS appealed
  FROM listening.testimony WHERE testimony.round_id = ${round} AND testimony.may_publish AND testimony.status <> 'private'`

/** The queue: what waits longest first, and after it what is held to be talked about; of what is decided, the newest first. Read as a moderator. */
export async function itemsOf(
  db: Database,
  round: string,
  statuses: readonly StatementStatus[],
  page: { limit: number; offset: number },
): Promise<Item[]> {
  const waiting = statuses.includes('waiting')
  const { rows } = await sql<Row>`
    SELECT * FROM (${statements(round)} UNION ALL ${testimonies(round)}) AS item
    WHERE item.status = ANY (${statuses}::text[])
    ORDER BY ${waiting ? sql`item.status = 'held' AND item.reason IS NOT NULL, item.at, item.id` : sql`item.at DESC, item.id DESC`}
    LIMIT ${page.limit} OFFSET ${page.offset}`.execute(db)
  return rows
}

export async function countsOf(
  db: Database,
  round: string,
): Promise<Record<StatementStatus, number>> {
  const { rows } = await sql<{ status: StatementStatus; items: number }>`
    SELECT status, count(*)::int AS items FROM (${statements(round)} UNION ALL ${testimonies(round)}) AS item GROUP BY status`.execute(
    db,
  )
  const counts: Record<StatementStatus, number> = { waiting: 0, held: 0, published: 0, removed: 0 }
  for (const row of rows) counts[row.status] = row.items
  return counts
}

/** One contribution, locked until the decision about it is stored, so that two who decide at once do so one after the other. */
export async function lockedItem(
  db: Database,
  round: string,
  kind: SubjectKind,
  id: string,
): Promise<Item | undefined> {
  if (!isId(id)) return undefined
  const table = kind === 'statement' ? sql`listening.statement` : sql`listening.testimony`
  await sql`SELECT 1 FROM ${table} AS item WHERE item.id = ${id} AND item.round_id = ${round} FOR UPDATE`.execute(
    db,
  )
  const all = kind === 'statement' ? statements(round) : testimonies(round)
  const { rows } = await sql<Row>`SELECT * FROM (${all}) AS item WHERE item.id = ${id}`.execute(db)
  return rows[0]
}

export async function insertDecision(
  db: Database,
  row: {
    id: string
    round: string
    kind: SubjectKind
    subject: string
    outcome: Outcome
    reason: string
    note: string
    by: string | null
    at: Date
  },
): Promise<void> {
  await sql`
    INSERT INTO listening.moderation_decision (id, round_id, subject_kind, subject_id, outcome, reason, note, decided_by, decided_at)
    VALUES (${row.id}, ${row.round}, ${row.kind}, ${row.subject}, ${row.outcome}, ${row.reason}, ${row.note}, ${row.by}, ${row.at})`.execute(
    db,
  )
}

/** Gives a statement its status, and other words where something is held back: then what was said is kept first. */
export async function setStatement(
  db: Database,
  item: Item,
  change: { status: Outcome; text: string; at: Date },
): Promise<void> {
  if (change.text !== item.publicText) {
    await sql`INSERT INTO listening.statement_verbatim (statement_id, text, kept_at) VALUES (${item.id}, ${item.text}, ${change.at}) ON CONFLICT DO NOTHING`.execute(
      db,
    )
    await sql`UPDATE listening.statement SET text = ${change.text} WHERE id = ${item.id}`.execute(
      db,
    )
  }
  await sql`
    UPDATE listening.statement SET status = ${change.status},
      published_at = CASE WHEN ${change.status} = 'published' THEN coalesce(published_at, ${change.at}) ELSE published_at END
    WHERE id = ${item.id}`.execute(db)
}

export async function setTestimony(
  db: Database,
  item: Item,
  change: { status: Outcome; text: string; at: Date },
): Promise<void> {
  await sql`
    UPDATE listening.testimony SET status = ${change.status}, public_text = ${change.text},
      published_at = CASE WHEN ${change.status} = 'published' THEN coalesce(published_at, ${change.at}) ELSE published_at END
    WHERE id = ${item.id} AND participant_id = ${item.author}`.execute(db)
}

/**
 * What stands of somebody's own contributions: state, reason, the moderator's words and any appeal.
 * Read as that participant.
 */
export async function stateFor(
  db: Database,
  kind: SubjectKind,
  ids: readonly string[],
): Promise<Map<string, State>> {
  if (ids.length === 0) return new Map()
  const source =
    kind === 'statement'
      ? sql`SELECT id, status, text AS "publicText" FROM listening.statement`
      : sql`SELECT id, status, coalesce(public_text, text) AS "publicText" FROM listening.testimony`
  const { rows } = await sql<Omit<State, 'mayAppeal' | 'note'> & { note: string | null }>`
    SELECT item.id, item.status, item."publicText", decision.reason, decision.note, decision.decided_at AS "decidedAt",
      (SELECT to_jsonb(newest) FROM (
        SELECT appeal.text, appeal.made_at AS "madeAt", appeal.answered_at AS "answeredAt", appeal.upheld, appeal.answer
        FROM listening.appeal WHERE appeal.subject_kind = ${kind} AND appeal.subject_id = item.id
        ORDER BY appeal.made_at DESC, appeal.id DESC LIMIT 1) AS newest) AS appeal
    FROM (${source}) AS item
    LEFT JOIN LATERAL (
      SELECT reason, listening.decision_note(id) AS note, decided_at FROM listening.moderation_decision
      WHERE subject_kind = ${kind} AND subject_id = item.id ORDER BY decided_at DESC, moderation_decision.id DESC LIMIT 1) AS decision ON true
    WHERE item.id = ANY (${ids}::uuid[])`.execute(db)
  return new Map(
    rows.map((row) => {
      const appeal = row.appeal && {
        ...row.appeal,
        madeAt: new Date(row.appeal.madeAt),
        answeredAt: row.appeal.answeredAt && new Date(row.appeal.answeredAt),
      }
      const state = { ...row, note: row.note ?? '', appeal }
      return [row.id, { ...state, mayAppeal: mayAppeal(state) }]
    }),
  )
}
