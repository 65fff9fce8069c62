import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Count, Decision, DecisionKind, DecisionOption, Outcome } from './decision.ts'

type Row = {
  id: string
  partnership_id: string
  meeting_id: string | null
  kind: DecisionKind
  question: string
  background: string
  language: string
  about_kind: string | null
  about_id: string | null
  proposal: Record<string, unknown> | null
  again_of: string | null
  put_at: Date
  opened_at: Date | null
  closes_at: Date | null
  closed_at: Date | null
  outcome: Outcome | null
  option_id: string | null
  constitution_id: string | null
  count: Count | null
  options: DecisionOption[] | null
}

const select = sql`
  SELECT decision.*, opening.opened_at, opening.closes_at, result.closed_at, result.outcome, result.option_id, result.constitution_id, result.count,
    (SELECT json_agg(json_build_object('id', id, 'position', position, 'text', text, 'adopts', adopts) ORDER BY position)
      FROM partnerships.decision_option WHERE decision_id = decision.id) AS options
  FROM partnerships.decision
  LEFT JOIN partnerships.decision_opening opening ON opening.decision_id = decision.id
  LEFT JOIN partnerships.decision_result result ON result.decision_id = decision.id`

function asDecision(row: Row): Decision {
  return {
    id: row.id,
    partnership: row.partnership_id,
    meeting: row.meeting_id,
    kind: row.kind,
    question: row.question,
    background: row.background,
    language: row.language,
    about:
      row.about_kind === null || row.about_id === null
        ? null
        : { kind: row.about_kind, id: row.about_id },
    proposal: row.proposal,
    againOf: row.again_of,
    putAt: row.put_at,
    openedAt: row.opened_at,
    closesAt: row.closes_at,
    result:
      row.outcome === null
        ? null
        : {
            closedAt: row.closed_at!,
            outcome: row.outcome,
            option: row.option_id,
            constitution: row.constitution_id!,
            count: row.count!,
          },
    options: row.options ?? [],
  }
}

/** Drafts are found only by members of their partnership, through `reading(db, actor, …)`. */
export async function decisionById(db: Database, id: string): Promise<Decision | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Row>`${select} WHERE decision.id = ${id}`.execute(db)
  return rows[0] && asDecision(rows[0])
}

/** Every decision of a partnership that the reader may see, the newest first. */
export async function decisionsOf(db: Database, partnership: string): Promise<Decision[]> {
  const { rows } = await sql<Row>`${select}
    WHERE decision.partnership_id = ${partnership}
    ORDER BY coalesce(result.closed_at, opening.opened_at, decision.put_at) DESC, decision.id DESC`.execute(
    db,
  )
  return rows.map(asDecision)
}

/** Those among these ids that the reader may see. */
export async function decisionsById(db: Database, ids: readonly string[]): Promise<Decision[]> {
  const { rows } =
    await sql<Row>`${select} WHERE decision.id = ANY (${ids}::uuid[]) ORDER BY decision.id`.execute(
      db,
    )
  return rows.map(asDecision)
}

/** Questions that put this one again. */
export async function againOf(db: Database, decision: string): Promise<Decision[]> {
  const { rows } =
    await sql<Row>`${select} WHERE decision.again_of = ${decision} ORDER BY decision.id`.execute(db)
  return rows.map(asDecision)
}

/** Whether people outside may see it, opened or not. */
export async function isPublic(db: Database, decision: string): Promise<boolean> {
  const { rows } = await sql<{ public: boolean }>`
    SELECT partnerships.decision_is_public(${decision}) AS public`.execute(db)
  return rows[0]?.public ?? false
}

export async function insertDecision(
  db: Database,
  row: Omit<Decision, 'openedAt' | 'closesAt' | 'result' | 'options'> & { putBy: string | null },
): Promise<void> {
  await db
    .insertInto('partnerships.decision')
    .values({
      id: row.id,
      partnership_id: row.partnership,
      meeting_id: row.meeting,
      kind: row.kind,
      question: row.question,
      background: row.background,
      language: row.language,
      about_kind: row.about?.kind ?? null,
      about_id: row.about?.id ?? null,
      proposal: row.proposal === null ? null : JSON.stringify(row.proposal),
      again_of: row.againOf,
      put_by: row.putBy,
      put_at: row.putAt,
    })
    .execute()
}

export async function insertOptions(
  db: Database,
  decision: string,
  options: readonly DecisionOption[],
): Promise<void> {
  await db
    .insertInto('partnerships.decision_option')
    .values(
      options.map(({ id, position, text, adopts }) => ({
        id,
        decision_id: decision,
        position,
        text,
        adopts,
      })),
    )
    .execute()
}

export async function insertOpening(
  db: Database,
  row: { decision: string; openedAt: Date; openedBy: string | null; closesAt: Date | null },
): Promise<void> {
  await db
    .insertInto('partnerships.decision_opening')
    .values({
      decision_id: row.decision,
      opened_at: row.openedAt,
      opened_by: row.openedBy,
      closes_at: row.closesAt,
    })
    .execute()
}

/** Meetings that are being prepared, to put a question at. */
export async function meetingsToPutAt(
  db: Database,
  partnership: string,
  at: Date,
): Promise<{ id: string; title: string; startsAt: Date }[]> {
  const { rows } = await sql<{ id: string; title: string; startsAt: Date }>`
    SELECT meeting.id, meeting.title, meeting.starts_at AS "startsAt" FROM partnerships.meeting
    WHERE meeting.partnership_id = ${partnership} AND meeting.starts_at > ${at} AND NOT partnerships.has_notice(meeting.id)
      AND NOT EXISTS (SELECT FROM partnerships.meeting_cancellation gone WHERE gone.meeting_id = meeting.id)
    ORDER BY meeting.starts_at, meeting.id`.execute(db)
  return rows
}
