import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import { membersOf } from '../partnerships/index.ts'
import type { SafeguardingConcern, SafeguardingNote } from './safeguarding.ts'

/** Nothing is read back: whoever raises a concern may not see any. */
export async function insertConcern(
  db: Database,
  row: Omit<SafeguardingConcern, 'closedAt' | 'closedBy'> & { partnership: string },
): Promise<void> {
  await sql`
    INSERT INTO listening.safeguarding_concern (id, partnership_id, round_id, subject_kind, subject_id, text, signs, raised_by, raised_at)
    VALUES (${row.id}, ${row.partnership}, ${row.round}, ${row.about}, ${row.subject}, ${row.text}, ${row.signs}::text[], ${row.raisedBy}, ${row.raisedAt})`.execute(
    db,
  )
}

const columns = sql`id, round_id AS round, subject_kind AS about, subject_id AS subject, text, signs, raised_by AS "raisedBy", raised_at AS "raisedAt",
  closed_at AS "closedAt", closed_by AS "closedBy"`

/** Open ones first, those that wait longest before the others. Read as a named person: to all others there are none. */
export async function concernsOf(
  db: Database,
  partnership: string,
): Promise<SafeguardingConcern[]> {
  const { rows } = await sql<SafeguardingConcern>`
    SELECT ${columns} FROM listening.safeguarding_concern WHERE partnership_id = ${partnership}
    ORDER BY closed_at IS NOT NULL, CASE WHEN closed_at IS NULL THEN raised_at END, closed_at DESC, id LIMIT 500`.execute(
    db,
  )
  return rows
}

export async function concernById(
  db: Database,
  partnership: string,
  id: string,
): Promise<SafeguardingConcern | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<SafeguardingConcern>`
    SELECT ${columns} FROM listening.safeguarding_concern WHERE partnership_id = ${partnership} AND id = ${id}`.execute(
    db,
  )
  return rows[0]
}

export async function notesOf(db: Database, concern: string): Promise<SafeguardingNote[]> {
  const { rows } = await sql<SafeguardingNote>`
    SELECT text, written_by AS by, written_at AS at FROM listening.safeguarding_note WHERE concern_id = ${concern} ORDER BY written_at, id`.execute(
    db,
  )
  return rows
}

export async function insertNote(
  db: Database,
  row: { id: string; concern: string; partnership: string; text: string; by: string; at: Date },
): Promise<void> {
  await sql`
    INSERT INTO listening.safeguarding_note (id, concern_id, partnership_id, text, written_by, written_at)
    VALUES (${row.id}, ${row.concern}, ${row.partnership}, ${row.text}, ${row.by}, ${row.at})`.execute(
    db,
  )
}

export async function closeConcern(
  db: Database,
  id: string,
  by: string,
  at: Date,
): Promise<boolean> {
  const result = await sql`
    UPDATE listening.safeguarding_concern SET closed_at = ${at}, closed_by = ${by} WHERE id = ${id} AND closed_at IS NULL`.execute(
    db,
  )
  return (result.numAffectedRows ?? 0n) > 0n
}

/** The people a partnership has named for safeguarding. With none, a round is opened only with a warning. */
export async function safeguardingPeople(db: Database, partnership: string): Promise<string[]> {
  const members = await membersOf(db, partnership)
  return members
    .filter((member) => member.roles.includes('safeguarding'))
    .map((member) => member.person)
}
