import { sql } from 'kysely'
import type { Role } from '../../platform/actor.ts'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { RoleName } from '../people/index.ts'
import type { Member, Standing } from './member.ts'

/** What a person may do, everywhere: asked on every signed-in request, answered from two indexes. */
export async function rolesOf(db: Database, person: string): Promise<Role[]> {
  const { rows } = await sql<Role>`
    SELECT member.partnership_id AS partnership, member_role.role
    FROM partnerships.member JOIN partnerships.member_role ON member_role.member_id = member.id AND member_role.ended_at IS NULL
    WHERE member.person_id = ${person} AND member.left_at IS NULL`.execute(db)
  return rows
}

type Row = {
  id: string
  partnership_id: string
  person_id: string
  standing: Standing
  organisation_id: string | null
  joined_at: Date
  left_at: Date | null
  roles: RoleName[]
}

const select = sql`SELECT member.id, member.partnership_id, member.person_id, member.standing, member.organisation_id, member.joined_at, member.left_at,
  ARRAY(SELECT role FROM partnerships.member_role WHERE member_role.member_id = member.id AND ended_at IS NULL ORDER BY role) AS roles
  FROM partnerships.member`

function asMember(row: Row): Member {
  return {
    id: row.id,
    partnership: row.partnership_id,
    person: row.person_id,
    standing: row.standing,
    organisation: row.organisation_id,
    joinedAt: row.joined_at,
    leftAt: row.left_at,
    roles: row.roles,
  }
}

export async function membersOf(db: Database, partnership: string): Promise<Member[]> {
  const { rows } = await sql<Row>`${select}
    WHERE member.partnership_id = ${partnership} AND member.left_at IS NULL ORDER BY member.joined_at, member.id`.execute(
    db,
  )
  return rows.map(asMember)
}

export async function memberById(
  db: Database,
  partnership: string,
  id: string,
): Promise<Member | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Row>`${select}
    WHERE member.id = ${id} AND member.partnership_id = ${partnership} AND member.left_at IS NULL`.execute(
    db,
  )
  return rows[0] && asMember(rows[0])
}

export async function memberOf(
  db: Database,
  partnership: string,
  person: string,
): Promise<Member | undefined> {
  const { rows } = await sql<Row>`${select}
    WHERE member.person_id = ${person} AND member.partnership_id = ${partnership} AND member.left_at IS NULL`.execute(
    db,
  )
  return rows[0] && asMember(rows[0])
}

/** The partnerships a person belongs to. */
export async function membershipsOf(db: Database, person: string): Promise<Member[]> {
  const { rows } = await sql<Row>`${select}
    WHERE member.person_id = ${person} AND member.left_at IS NULL ORDER BY member.joined_at, member.id`.execute(
    db,
  )
  return rows.map(asMember)
}

/** How many belong, by standing: numbers only, for public pages. */
export async function memberCounts(
  db: Database,
  partnership: string,
): Promise<Record<Standing, number>> {
  const { rows } = await sql<{ standing: Standing; people: number }>`
    SELECT standing, count(*)::int AS people FROM partnerships.member
    WHERE partnership_id = ${partnership} AND left_at IS NULL GROUP BY standing`.execute(db)
  const counts = { resident: 0, organisation: 0 }
  for (const row of rows) counts[row.standing] = row.people
  return counts
}

/** Makes changes of members wait for each other, so that two chairs cannot both be the last to go. */
export async function lockMembers(db: Database, partnership: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`members:${partnership}`}, 0))`.execute(
    db,
  )
}

export async function insertMember(
  db: Database,
  row: Omit<Member, 'roles' | 'leftAt'>,
): Promise<void> {
  await db
    .insertInto('partnerships.member')
    .values({
      id: row.id,
      partnership_id: row.partnership,
      person_id: row.person,
      standing: row.standing,
      organisation_id: row.organisation,
      joined_at: row.joinedAt,
    })
    .execute()
}

export async function insertRoles(
  db: Database,
  rows: { id: string; member: string; role: RoleName; at: Date; by: string | null }[],
): Promise<void> {
  if (rows.length === 0) return
  await db
    .insertInto('partnerships.member_role')
    .values(
      rows.map((row) => ({
        id: row.id,
        member_id: row.member,
        role: row.role,
        granted_at: row.at,
        granted_by: row.by,
      })),
    )
    .execute()
}

export async function endRoles(
  db: Database,
  member: string,
  roles: readonly RoleName[],
  at: Date,
): Promise<void> {
  if (roles.length === 0) return
  await db
    .updateTable('partnerships.member_role')
    .set({ ended_at: at })
    .where('member_id', '=', member)
    .where('role', 'in', roles)
    .where('ended_at', 'is', null)
    .execute()
}

export async function endMember(db: Database, id: string, at: Date, by: string): Promise<void> {
  await db
    .updateTable('partnerships.member')
    .set({ left_at: at, left_by: by })
    .where('id', '=', id)
    .where('left_at', 'is', null)
    .execute()
}
