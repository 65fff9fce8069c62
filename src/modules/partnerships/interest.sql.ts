import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Interest } from './interest.ts'

type Row = {
  id: string
  partnership_id: string
  member_id: string
  organisation_id: string | null
  about: string
  declared_at: Date
  declared_by: string
}

const columns = sql`interest.id, interest.partnership_id, interest.member_id, interest.organisation_id, interest.about, interest.declared_at, interest.declared_by`

function asInterest(row: Row): Interest {
  return {
    id: row.id,
    partnership: row.partnership_id,
    member: row.member_id,
    organisation: row.organisation_id,
    about: row.about,
    declaredAt: row.declared_at,
    declaredBy: row.declared_by,
  }
}

/** What members have declared and not ended, the earliest first. Members are shown it, nobody else: row-level security. */
export async function interestsOf(db: Database, partnership: string): Promise<Interest[]> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM partnerships.interest JOIN partnerships.member ON member.id = interest.member_id AND member.left_at IS NULL
    WHERE interest.partnership_id = ${partnership} AND interest.ended_at IS NULL ORDER BY interest.declared_at, interest.id`.execute(
    db,
  )
  return rows.map(asInterest)
}

export async function interestById(
  db: Database,
  partnership: string,
  id: string,
): Promise<Interest | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM partnerships.interest
    WHERE interest.id = ${id} AND interest.partnership_id = ${partnership} AND interest.ended_at IS NULL`.execute(
    db,
  )
  return rows[0] && asInterest(rows[0])
}

/** A person's own, everywhere. */
export async function interestsOfPerson(db: Database, person: string): Promise<Interest[]> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM partnerships.interest JOIN partnerships.member ON member.id = interest.member_id
    WHERE member.person_id = ${person} ORDER BY interest.declared_at, interest.id`.execute(db)
  return rows.map(asInterest)
}

/** How many there are: all that anybody else is told. */
export async function interestCount(db: Database, partnership: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT partnerships.interest_count(${partnership}) AS count`.execute(db)
  return rows[0]?.count ?? 0
}

export async function insertInterest(db: Database, row: Interest): Promise<void> {
  await db
    .insertInto('partnerships.interest')
    .values({
      id: row.id,
      partnership_id: row.partnership,
      member_id: row.member,
      organisation_id: row.organisation,
      about: row.about,
      declared_at: row.declaredAt,
      declared_by: row.declaredBy,
    })
    .execute()
}

export async function markInterestEnded(db: Database, id: string, at: Date): Promise<boolean> {
  const result = await db
    .updateTable('partnerships.interest')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Takes the words of the acting person's interests away; that there were some stays. */
export async function eraseInterests(db: Database, at: Date): Promise<void> {
  await sql`SELECT partnerships.erase_interests(${at})`.execute(db)
}
