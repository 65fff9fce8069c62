import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type {
  Circumstances,
  Count,
  Decision,
  DecisionKind,
  DecisionOption,
  Exclusion,
  Outcome,
  Turnout,
} from './decision.ts'
import type { Standing } from './member.ts'

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

/** Those whose time for voting is over and that nobody has closed. */
export async function decisionsToClose(db: Database, at: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT opening.decision_id AS id FROM partnerships.decision_opening opening
    WHERE opening.closes_at <= ${at}
      AND NOT EXISTS (SELECT FROM partnerships.decision_result closed WHERE closed.decision_id = opening.decision_id)
    ORDER BY opening.closes_at, opening.decision_id`.execute(db)
  return rows.map(({ id }) => id)
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

export type Ground = { node: string; note: string }
/** With what it is; null where the thread does not know it. */
export type StoredGround = Ground & { kind: string | null }

export async function insertGrounds(
  db: Database,
  decision: string,
  grounds: readonly Ground[],
): Promise<void> {
  if (grounds.length === 0) return
  await db
    .insertInto('partnerships.decision_ground')
    .values(grounds.map(({ node, note }) => ({ decision_id: decision, node_id: node, note })))
    .execute()
}

export async function groundsOf(db: Database, decision: string): Promise<StoredGround[]> {
  const { rows } = await sql<StoredGround>`
    SELECT ground.node_id AS node, ground.note, node.kind FROM partnerships.decision_ground ground
    LEFT JOIN platform.thread_node node ON node.id = ground.node_id
    WHERE ground.decision_id = ${decision} ORDER BY node.at, ground.node_id`.execute(db)
  return rows
}

/** What each of these is, where it is on the thread. */
export async function kindsOf(
  db: Database,
  ids: readonly string[],
): Promise<{ id: string; kind: string }[]> {
  const { rows } = await sql<{ id: string; kind: string }>`
    SELECT id, kind FROM platform.thread_node WHERE id = ANY (${ids.filter(isId)}::uuid[])`.execute(
    db,
  )
  return rows
}

/** Which of these are on the thread. */
export async function nodesAmong(db: Database, ids: readonly string[]): Promise<Set<string>> {
  return new Set((await kindsOf(db, ids)).map(({ id }) => id))
}

/** The newest things on a partnership's thread that a decision may rest on. */
export async function recentNodes(
  db: Database,
  partnership: string,
  kinds: readonly string[],
  limit: number,
): Promise<{ id: string; kind: string }[]> {
  const { rows } = await sql<{ id: string; kind: string }>`
    SELECT id, kind FROM platform.thread_node WHERE partnership_id = ${partnership} AND kind = ANY (${kinds}::text[])
    ORDER BY at DESC, id DESC LIMIT ${limit}`.execute(db)
  return rows
}

export async function insertParties(
  db: Database,
  decision: string,
  organisations: readonly string[],
): Promise<void> {
  if (organisations.length === 0) return
  await db
    .insertInto('partnerships.decision_party')
    .values(organisations.map((id) => ({ decision_id: decision, organisation_id: id })))
    .execute()
}

export async function partiesOf(db: Database, decision: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT organisation_id AS id FROM partnerships.decision_party WHERE decision_id = ${decision} ORDER BY id`.execute(
    db,
  )
  return rows.map(({ id }) => id)
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

/** How it stands now, or stood when it was closed: turnout alone for those whom the votes are not for yet. */
export async function countOf(
  db: Database,
  decision: string,
  at: Date,
): Promise<Turnout | Count | undefined> {
  const { rows } = await sql<{ count: Turnout | Count | null }>`
    SELECT partnerships.count_decision(${decision}, ${at}) AS count`.execute(db)
  return rows[0]?.count ?? undefined
}

export type Elector = {
  member: string
  person: string
  standing: Standing
  excluded: Exclusion | null
}

/** Every member with why they may not vote, if so; nobody for those who are not members themselves. */
export async function electorateOf(db: Database, decision: string, at: Date): Promise<Elector[]> {
  const { rows } = await sql<Elector>`
    SELECT board.member_id AS member, board.person_id AS person, board.standing, board.excluded
    FROM partnerships.electorate(${decision}, ${at}) board
    JOIN partnerships.member ON member.id = board.member_id ORDER BY member.joined_at, member.id`.execute(
    db,
  )
  return rows
}

export async function mayClose(db: Database, decision: string, at: Date): Promise<boolean> {
  const { rows } = await sql<{ may: boolean | null }>`
    SELECT partnerships.may_close(${decision}, ${at}) AS may`.execute(db)
  return rows[0]?.may ?? false
}

/** Counts, applies the rules and keeps the result. The database does it whole; nothing else can. */
export async function closeInDatabase(db: Database, decision: string, at: Date): Promise<Outcome> {
  const { rows } = await sql<{ outcome: Outcome }>`
    SELECT partnerships.close_decision(${decision}, ${at}) AS outcome`.execute(db)
  return rows[0]!.outcome
}

/** The meeting it is put at, as far as the rules ask. */
export type AtMeeting = Circumstances & {
  id: string
  title: string
  startsAt: Date
  endsAt: Date
}

export async function meetingOf(db: Database, decision: string): Promise<AtMeeting | undefined> {
  const { rows } = await sql<AtMeeting>`
    SELECT meeting.id, meeting.title, meeting.starts_at AS "startsAt", meeting.ends_at AS "endsAt", decision.kind,
      CASE WHEN notice.sent_at IS NOT NULL THEN (meeting.starts_at AT TIME ZONE 'Europe/London')::date
        - (greatest(notice.sent_at, decision.put_at) AT TIME ZONE 'Europe/London')::date END AS "daysOfNotice",
      EXISTS (SELECT FROM partnerships.meeting_cancellation gone WHERE gone.meeting_id = meeting.id) AS cancelled
    FROM partnerships.decision JOIN partnerships.meeting ON meeting.id = decision.meeting_id
    LEFT JOIN partnerships.meeting_notice notice ON notice.meeting_id = meeting.id
    WHERE decision.id = ${decision}`.execute(db)
  return rows[0]
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

/** Who of a meeting is there now. */
export async function presentAt(db: Database, meeting: string, at: Date): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT member_id AS id FROM partnerships.attendance
    WHERE meeting_id = ${meeting} AND partnerships.is_present(meeting_id, member_id, ${at})`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
}

export type DecisionInterest = { member: string; reason: string; declaredBy: string; at: Date }

export async function insertDecisionInterest(
  db: Database,
  row: DecisionInterest & { decision: string },
): Promise<boolean> {
  const done = await db
    .insertInto('partnerships.decision_interest')
    .values({
      decision_id: row.decision,
      member_id: row.member,
      reason: row.reason,
      declared_at: row.at,
      declared_by: row.declaredBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** For members: what was declared about this question. */
export async function decisionInterestsOf(
  db: Database,
  decision: string,
): Promise<DecisionInterest[]> {
  const { rows } = await sql<DecisionInterest>`
    SELECT member_id AS member, reason, declared_by AS "declaredBy", declared_at AS at
    FROM partnerships.decision_interest WHERE decision_id = ${decision} ORDER BY declared_at, member_id`.execute(
    db,
  )
  return rows
}

/** Organisations that somebody here stands for, speaks for, has an interest in, or that hold the money. */
export async function partiesToName(db: Database, partnership: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT organisation_id AS id FROM partnerships.member WHERE partnership_id = ${partnership} AND left_at IS NULL AND organisation_id IS NOT NULL
    UNION SELECT voice.organisation_id FROM partnerships.representative voice
      JOIN partnerships.member ON member.person_id = voice.person_id AND member.partnership_id = ${partnership} AND member.left_at IS NULL
      WHERE voice.ended_at IS NULL AND (voice.partnership_id IS NULL OR voice.partnership_id = ${partnership})
    UNION SELECT organisation_id FROM partnerships.interest WHERE partnership_id = ${partnership} AND ended_at IS NULL AND organisation_id IS NOT NULL
    UNION SELECT organisation_id FROM partnerships.trusted_organisation WHERE partnership_id = ${partnership} AND ended_at IS NULL
    ORDER BY id`.execute(db)
  return rows.map(({ id }) => id)
}
