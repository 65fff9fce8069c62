import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { apart, holds, type Closeness, type Level, type Side } from './closeness.ts'

/** What each side has chosen. Only the two of them are shown it; to anybody else they are apart. */
export async function closenessOf(
  db: Database,
  partnership: string,
  organisation: string,
): Promise<Closeness> {
  const { rows } = await sql<{ side: Side; level: Level }>`
    SELECT side, level FROM partnerships.closeness WHERE partnership_id = ${partnership} AND organisation_id = ${organisation}`.execute(
    db,
  )
  const chosen = { ...apart }
  for (const row of rows) chosen[row.side] = row.level
  return chosen
}

/** How near the two work: the lower of what each has chosen. Asked as one of them, or as background work. */
export async function closenessBetween(
  db: Database,
  partnership: string,
  organisation: string,
): Promise<Level> {
  return holds(await closenessOf(db, partnership, organisation))
}

export type Neighbour = { organisation: string; chosen: Closeness }

/** Every organisation that either side has chosen something with, or that is on the board, speaks here or holds the money. */
export async function neighboursOf(db: Database, partnership: string): Promise<Neighbour[]> {
  const { rows } = await sql<{
    organisation: string
    side: Side | null
    level: Level | null
  }>`
    WITH known AS (
      SELECT organisation_id FROM partnerships.closeness WHERE partnership_id = ${partnership}
      UNION SELECT organisation_id FROM partnerships.member WHERE partnership_id = ${partnership} AND left_at IS NULL AND organisation_id IS NOT NULL
      UNION SELECT organisation_id FROM partnerships.representative WHERE partnership_id = ${partnership} AND ended_at IS NULL
      UNION SELECT organisation_id FROM partnerships.trusted_organisation WHERE partnership_id = ${partnership} AND ended_at IS NULL
    )
    SELECT known.organisation_id AS organisation, closeness.side, closeness.level
    FROM known JOIN places.organisation ON organisation.id = known.organisation_id
    LEFT JOIN partnerships.closeness ON closeness.organisation_id = known.organisation_id AND closeness.partnership_id = ${partnership}
    ORDER BY lower(organisation.name), organisation.id`.execute(db)
  const all = new Map<string, Neighbour>()
  for (const { organisation, side, level } of rows) {
    const known = all.get(organisation) ?? { organisation, chosen: { ...apart } }
    if (side && level) known.chosen[side] = level
    all.set(organisation, known)
  }
  return [...all.values()]
}

export async function setCloseness(
  db: Database,
  row: {
    partnership: string
    organisation: string
    side: Side
    level: Level
    at: Date
    by: string
  },
): Promise<void> {
  await sql`
    INSERT INTO partnerships.closeness (partnership_id, organisation_id, side, level, set_at, set_by)
    VALUES (${row.partnership}, ${row.organisation}, ${row.side}, ${row.level}, ${row.at}, ${row.by})
    ON CONFLICT (partnership_id, organisation_id, side)
    DO UPDATE SET level = ${row.level}, set_at = ${row.at}, set_by = ${row.by}`.execute(db)
}

/** Whom each side would call: its chairs, or those who speak for it there. */
export async function contactsOfSide(
  db: Database,
  partnership: string,
  organisation: string,
  side: Side,
): Promise<string[]> {
  const { rows } = await (
    side === 'partnership'
      ? sql<{ person: string }>`
    SELECT DISTINCT member.person_id AS person FROM partnerships.member JOIN partnerships.member_role ON member_role.member_id = member.id
    WHERE member.partnership_id = ${partnership} AND member.left_at IS NULL AND member_role.role = 'chair' AND member_role.ended_at IS NULL
    ORDER BY person`
      : sql<{ person: string }>`
    SELECT person_id AS person FROM partnerships.member
    WHERE partnership_id = ${partnership} AND organisation_id = ${organisation} AND left_at IS NULL
    UNION SELECT person_id FROM partnerships.representative
    WHERE organisation_id = ${organisation} AND ended_at IS NULL AND (partnership_id IS NULL OR partnership_id = ${partnership})
    ORDER BY person`
  ).execute(db)
  return rows.map((row) => row.person)
}
