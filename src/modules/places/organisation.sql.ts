import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import { standing, withAncestors } from './area.sql.ts'
import type { Names } from './name.ts'
import type { BodyKind, Organisation } from './organisation.ts'

type Row = {
  id: string
  name: string
  name_translations: Record<string, string>
  kind: string
  kind_name: Names
  statutory: boolean
  website: string | null
  area_id: string | null
  starts_on: string | null
  ends_on: string | null
  successor_id: string | null
  invented: boolean
}

const columns = sql`organisation.id, organisation.name, organisation.name_translations, organisation.kind, body_kind.name AS kind_name, body_kind.statutory,
  organisation.website, organisation.area_id, organisation.starts_on, organisation.ends_on, organisation.successor_id, organisation.invented`
const source = sql`places.organisation JOIN places.body_kind ON body_kind.code = organisation.kind`

function asOrganisation(row: Row): Organisation {
  return {
    id: row.id,
    name: row.name,
    translations: row.name_translations,
    kind: { code: row.kind, name: row.kind_name, statutory: row.statutory },
    website: row.website,
    area: row.area_id,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    successor: row.successor_id,
    invented: row.invented,
  }
}

export async function organisationById(
  db: Database,
  id: string,
): Promise<Organisation | undefined> {
  if (!isId(id)) return undefined
  const { rows } =
    await sql<Row>`SELECT ${columns} FROM ${source} WHERE organisation.id = ${id}`.execute(db)
  return rows[0] && asOrganisation(rows[0])
}

export async function organisationsById(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, Organisation>> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM ${source} WHERE organisation.id IN (SELECT value::uuid FROM jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) AS value)`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.id, asOrganisation(row)]))
}

/** A body of this name that stands on a day, whatever its case. */
export async function organisationNamed(
  db: Database,
  name: string,
  day: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT organisation.id FROM places.organisation
    WHERE lower(organisation.name) = lower(${name}) AND ${standing('organisation', day)} ORDER BY organisation.id LIMIT 1`.execute(
    db,
  )
  return rows[0]?.id
}

/** The bodies there were on a day, by a part of their name. */
export async function organisationsAsOf(
  db: Database,
  day: string,
  search: { name?: string; limit?: number } = {},
): Promise<Organisation[]> {
  const name = search.name ?? ''
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM ${source} WHERE ${standing('organisation', day)}
      AND (${name} = '' OR position(lower(unaccent(${name})) IN lower(unaccent(organisation.name || ' ' || organisation.name_translations::text))) > 0)
    ORDER BY lower(organisation.name), organisation.id LIMIT ${search.limit ?? 500}`.execute(db)
  return rows.map(asOrganisation)
}

/** The bodies that serve these areas on a day: of the areas themselves or of any that they lie in. */
export async function organisationsServing(
  db: Database,
  areas: readonly string[],
  day: string,
): Promise<Organisation[]> {
  if (areas.length === 0) return []
  const around = await withAncestors(db, areas)
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM ${source} WHERE ${standing('organisation', day)}
      AND organisation.area_id IN (SELECT value::uuid FROM jsonb_array_elements_text(${JSON.stringify(around)}::jsonb) AS value)
    ORDER BY body_kind.statutory, lower(organisation.name), organisation.id`.execute(db)
  return rows.map(asOrganisation)
}

/** The body that holds these duties on a day: the one asked about, or whoever took over from it, step by step. */
export async function successorAsOf(
  db: Database,
  id: string,
  day: string,
): Promise<Organisation | undefined> {
  const { rows } = await sql<Row>`
    WITH RECURSIVE line AS (
      SELECT id, successor_id, 0 AS step FROM places.organisation WHERE id = ${id}
      UNION ALL
      SELECT next.id, next.successor_id, step + 1 FROM line JOIN places.organisation next ON next.id = line.successor_id WHERE step < 50
    )
    SELECT ${columns} FROM line JOIN ${source} ON organisation.id = line.id
    WHERE ${standing('organisation', day)} ORDER BY step LIMIT 1`.execute(db)
  return rows[0] && asOrganisation(rows[0])
}

/** Kinds of body there are on a day. */
export async function bodyKindsAsOf(db: Database, day: string): Promise<BodyKind[]> {
  const { rows } = await sql<BodyKind>`
    SELECT code, name, statutory FROM places.body_kind WHERE ${standing('body_kind', day)} ORDER BY statutory, name->>'en'`.execute(
    db,
  )
  return rows
}

/** Whether there was this kind of body when one of it began (where that is known) and before it ended. */
export async function hadBodyKind(
  db: Database,
  code: string,
  began: string | null,
  ended: string | null,
): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM places.body_kind WHERE code = ${code}
      AND (${began}::date IS NULL OR ${standing('body_kind', began ?? '0001-01-01')})
      AND (${ended}::date IS NULL OR starts_on IS NULL OR starts_on < ${ended}::date)`.execute(db)
  return rows.length > 0
}

export async function insertOrganisation(
  db: Database,
  row: Omit<Organisation, 'kind'> & { kind: string; addedBy: string | null; createdAt: Date },
): Promise<void> {
  await db
    .insertInto('places.organisation')
    .values({
      id: row.id,
      name: row.name,
      name_translations: JSON.stringify(row.translations),
      kind: row.kind,
      website: row.website,
      area_id: row.area,
      starts_on: row.startsOn,
      ends_on: row.endsOn,
      successor_id: row.successor,
      added_by_person_id: row.addedBy,
      invented: row.invented,
      created_at: row.createdAt,
    })
    .execute()
}
