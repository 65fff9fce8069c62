import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Representative } from './representative.ts'

/**
 * Whether somebody acts for an organisation in a partnership: as a member who stands for it, or as
 * one of its representatives there or everywhere.
 */
export async function speaksFor(
  db: Database,
  person: string,
  organisation: string,
  partnership: string,
): Promise<boolean> {
  if (![person, organisation, partnership].every(isId)) return false
  const { rows } = await sql<{ may: boolean }>`
    SELECT partnerships.speaks_for(${person}, ${organisation}, ${partnership}) AS may`.execute(db)
  return rows[0]?.may ?? false
}

const select = sql`SELECT id, organisation_id AS organisation, person_id AS person, partnership_id AS partnership, named_at AS "namedAt"
  FROM partnerships.representative`

/** Who speaks for an organisation in a partnership, those who do so everywhere not among them. */
export async function representativesOf(
  db: Database,
  partnership: string,
): Promise<Representative[]> {
  const { rows } = await sql<Representative>`${select}
    WHERE partnership_id = ${partnership} AND ended_at IS NULL ORDER BY named_at, id`.execute(db)
  return rows
}

/** For whom a person speaks, here and everywhere. */
export async function representingOf(db: Database, person: string): Promise<Representative[]> {
  const { rows } = await sql<Representative>`${select}
    WHERE person_id = ${person} AND ended_at IS NULL ORDER BY named_at, id`.execute(db)
  return rows
}

export async function representativeById(
  db: Database,
  id: string,
): Promise<Representative | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Representative>`${select}
    WHERE id = ${id} AND ended_at IS NULL`.execute(db)
  return rows[0]
}

/** Whether this person stopped, or was stopped, speaking for it here after a moment. */
export async function stoppedSpeakingSince(
  db: Database,
  who: { person: string; organisation: string; partnership: string },
  since: Date,
): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM partnerships.representative WHERE person_id = ${who.person} AND organisation_id = ${who.organisation}
      AND partnership_id = ${who.partnership} AND ended_at >= ${since}`.execute(db)
  return rows.length > 0
}

export async function insertRepresentative(db: Database, row: Representative): Promise<void> {
  await db
    .insertInto('partnerships.representative')
    .values({
      id: row.id,
      organisation_id: row.organisation,
      person_id: row.person,
      partnership_id: row.partnership,
      named_at: row.namedAt,
    })
    .execute()
}

export async function markRepresentativeEnded(
  db: Database,
  id: string,
  at: Date,
): Promise<boolean> {
  const result = await db
    .updateTable('partnerships.representative')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
