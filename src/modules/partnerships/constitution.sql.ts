import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Constitution, Rules } from './constitution.ts'

type Row = {
  id: string
  partnership_id: string
  version: number
  minimum_members: number
  resident_share_of_members: number
  resident_share_of_votes: number
  quorum_share: number | null
  resident_quorum: number | null
  carrying_share: number
  change_share: number
  notice_days: number
  change_notice_days: number
  term_months: number | null
  yearly_meeting: boolean
  other: string
  adopted_at: Date
  decision_id: string | null
}

function asConstitution(row: Row): Constitution {
  return {
    id: row.id,
    partnership: row.partnership_id,
    version: row.version,
    ...asRules(row),
    adoptedAt: row.adopted_at,
    decision: row.decision_id,
  }
}

type RuleColumns = ReturnType<typeof rulesAsColumns>

function asRules(row: RuleColumns): Rules {
  return {
    minimumMembers: row.minimum_members,
    residentShareOfMembers: row.resident_share_of_members,
    residentShareOfVotes: row.resident_share_of_votes,
    quorumShare: row.quorum_share,
    residentQuorum: row.resident_quorum,
    carryingShare: row.carrying_share,
    changeShare: row.change_share,
    noticeDays: row.notice_days,
    changeNoticeDays: row.change_notice_days,
    termMonths: row.term_months,
    yearlyMeeting: row.yearly_meeting,
    other: row.other,
  }
}

/** Rules as the table names them: what is stored, and what a decision proposes. */
export function rulesAsColumns(rules: Rules) {
  return {
    minimum_members: rules.minimumMembers,
    resident_share_of_members: rules.residentShareOfMembers,
    resident_share_of_votes: rules.residentShareOfVotes,
    quorum_share: rules.quorumShare,
    resident_quorum: rules.residentQuorum,
    carrying_share: rules.carryingShare,
    change_share: rules.changeShare,
    notice_days: rules.noticeDays,
    change_notice_days: rules.changeNoticeDays,
    term_months: rules.termMonths,
    yearly_meeting: rules.yearlyMeeting,
    other: rules.other,
  }
}

/** The rules that a proposal would make of those in force. It names them as the table does. */
export const rulesFrom = (proposal: Record<string, unknown>, now: Rules): Rules =>
  asRules({ ...rulesAsColumns(now), ...proposal })

/** The rules in force at a moment; none in a partnership older than its rules. */
export async function constitutionOf(
  db: Database,
  partnership: string,
  at: Date,
): Promise<Constitution | undefined> {
  if (!isId(partnership)) return undefined
  const { rows } = await sql<Row>`
    SELECT * FROM partnerships.constitution_at(${partnership}, ${at}) AS rules WHERE rules.id IS NOT NULL`.execute(
    db,
  )
  return rows[0] && asConstitution(rows[0])
}

/** Every version, the newest first. */
export async function constitutionsOf(db: Database, partnership: string): Promise<Constitution[]> {
  const { rows } = await sql<Row>`
    SELECT * FROM partnerships.constitution WHERE partnership_id = ${partnership} ORDER BY version DESC`.execute(
    db,
  )
  return rows.map(asConstitution)
}

/** Whether its rules are still being set up: until its first question is opened. Asked as somebody. */
export async function maySetUp(db: Database, partnership: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    SELECT partnerships.may_set_up(${partnership}) AS may`.execute(db)
  return rows[0]?.may ?? false
}

export async function insertConstitution(db: Database, row: Constitution): Promise<void> {
  await db
    .insertInto('partnerships.constitution')
    .values({
      id: row.id,
      partnership_id: row.partnership,
      version: row.version,
      ...rulesAsColumns(row),
      adopted_at: row.adoptedAt,
      decision_id: row.decision,
    })
    .execute()
}

/** Makes changes to the rules wait for each other, so that no two become the same version. */
export async function lockConstitution(db: Database, partnership: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`constitution:${partnership}`}, 0))`.execute(
    db,
  )
}
