import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { OwnTerm } from './drift.ts'

/** A document that somebody had read: a funder's or a service's, never a community group's own. */
export type Reading = {
  id: string
  partnership: string
  title: string
  organisation: string | null
  language: string
  text: string
  readAt: Date
  readBy: string
}

const columns = sql`id, partnership_id AS partnership, title, organisation_id AS organisation, language, text, read_at AS "readAt", read_by AS "readBy"`

/** The newest first, without their texts' end: a list needs none of it. Members alone are shown any. */
export async function readingsOf(
  db: Database,
  partnership: string,
): Promise<Omit<Reading, 'text'>[]> {
  const { rows } = await sql<Omit<Reading, 'text'>>`
    SELECT id, partnership_id AS partnership, title, organisation_id AS organisation, language, read_at AS "readAt", read_by AS "readBy"
    FROM partnerships.drift_reading WHERE partnership_id = ${partnership} ORDER BY read_at DESC, id DESC LIMIT 200`.execute(
    db,
  )
  return rows
}

export async function readingById(
  db: Database,
  partnership: string,
  id: string,
): Promise<Reading | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Reading>`
    SELECT ${columns} FROM partnerships.drift_reading WHERE id = ${id} AND partnership_id = ${partnership}`.execute(
    db,
  )
  return rows[0]
}

export async function insertReading(db: Database, row: Reading): Promise<void> {
  await db
    .insertInto('partnerships.drift_reading')
    .values({
      id: row.id,
      partnership_id: row.partnership,
      title: row.title,
      organisation_id: row.organisation,
      language: row.language,
      text: row.text,
      read_at: row.readAt,
      read_by: row.readBy,
    })
    .execute()
}

export async function deleteReading(db: Database, partnership: string, id: string): Promise<void> {
  if (!isId(id)) return
  await db
    .deleteFrom('partnerships.drift_reading')
    .where('id', '=', id)
    .where('partnership_id', '=', partnership)
    .execute()
}

/** What a partnership changed in the common list for itself. */
export async function ownTermsOf(
  db: Database,
  partnership: string,
  language: string,
): Promise<OwnTerm[]> {
  const { rows } = await sql<OwnTerm>`
    SELECT id, language, term, why, instead, looked_for AS "lookedFor" FROM partnerships.drift_term
    WHERE partnership_id = ${partnership} AND language = ${language} ORDER BY lower(term), id`.execute(
    db,
  )
  return rows
}

export async function setTermOfList(
  db: Database,
  row: OwnTerm & { partnership: string; at: Date; by: string },
): Promise<void> {
  await sql`
    INSERT INTO partnerships.drift_term (id, partnership_id, language, term, why, instead, looked_for, set_at, set_by)
    VALUES (${row.id}, ${row.partnership}, ${row.language}, ${row.term}, ${row.why}, ${row.instead}, ${row.lookedFor}, ${row.at}, ${row.by})
    ON CONFLICT (partnership_id, language, term)
    DO UPDATE SET why = ${row.why}, instead = ${row.instead}, looked_for = ${row.lookedFor}, set_at = ${row.at}, set_by = ${row.by}`.execute(
    db,
  )
}

export async function deleteTermOfList(
  db: Database,
  partnership: string,
  id: string,
): Promise<void> {
  if (!isId(id)) return
  await db
    .deleteFrom('partnerships.drift_term')
    .where('id', '=', id)
    .where('partnership_id', '=', partnership)
    .execute()
}
