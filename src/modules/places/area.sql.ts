import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Area } from './area.ts'
import type { Names } from './name.ts'

type Row = {
  id: string
  code: string
  kind: string
  kind_name: Names
  level: number
  name: Names
  parent_id: string | null
  nation: string | null
  starts_on: string | null
  ends_on: string | null
  source: string
  invented: boolean
}

const columns = sql`area.id, area.code, area.kind, area_kind.name AS kind_name, area_kind.level, area.name, area.parent_id, area.nation,
  area.starts_on, area.ends_on, area.source, area.invented`

function asArea(row: Row): Area {
  return {
    id: row.id,
    code: row.code,
    kind: row.kind,
    kindName: row.kind_name,
    level: row.level,
    name: row.name,
    parent: row.parent_id,
    nation: row.nation,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    source: row.source,
    invented: row.invented,
  }
}

/** What stood on a day: open at either end where a date is not known. */
export const standing = (table: string, day: string) =>
  sql`(${sql.ref(`${table}.starts_on`)} IS NULL OR ${sql.ref(`${table}.starts_on`)} <= ${day}::date) AND (${sql.ref(`${table}.ends_on`)} IS NULL OR ${day}::date < ${sql.ref(`${table}.ends_on`)})`

export async function areasOfNeighbourhood(db: Database, neighbourhood: string): Promise<Area[]> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM places.neighbourhood_area JOIN places.area ON area.id = neighbourhood_area.area_id
    JOIN places.area_kind ON area_kind.code = area.kind
    WHERE neighbourhood_area.neighbourhood_id = ${neighbourhood} ORDER BY area_kind.level, area.code`.execute(
    db,
  )
  return rows.map(asArea)
}

/** The area that had this code on a day. */
export async function areaAsOf(db: Database, code: string, day: string): Promise<Area | undefined> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM places.area JOIN places.area_kind ON area_kind.code = area.kind
    WHERE area.code = ${code} AND ${standing('area', day)}`.execute(db)
  return rows[0] && asArea(rows[0])
}

/** Areas by a part of their name or by code, on a day; the smallest first. */
export async function findAreas(
  db: Database,
  search: string,
  day: string,
  limit = 50,
): Promise<Area[]> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM places.area JOIN places.area_kind ON area_kind.code = area.kind
    WHERE (area.name::text ILIKE '%' || ${likely(search)} || '%' OR area.code ILIKE ${likely(search)} || '%') AND ${standing('area', day)}
    ORDER BY area_kind.level, area.name->>'en', area.code LIMIT ${limit}`.execute(db)
  return rows.map(asArea)
}

const likely = (typed: string) => typed.replace(/[\\%_]/g, '\\$&')

/** Which of these areas are unknown, and which lie inside one another. */
export async function overlapping(
  db: Database,
  areas: readonly string[],
): Promise<{ missing: string[]; pairs: { inner: string; outer: string }[] }> {
  const ids = JSON.stringify(areas)
  const known = await sql<{ id: string }>`
    SELECT id FROM places.area WHERE id IN (SELECT value::uuid FROM jsonb_array_elements_text(${ids}::jsonb) AS value)`.execute(
    db,
  )
  const found = new Set(known.rows.map((row) => row.id))
  const { rows } = await sql<{ inner: string; outer: string }>`
    WITH RECURSIVE chosen AS (SELECT value::uuid AS id FROM jsonb_array_elements_text(${ids}::jsonb) AS value),
    above AS (
      SELECT area.id AS inner_id, area.parent_id AS id FROM places.area JOIN chosen USING (id)
      UNION
      SELECT above.inner_id, area.parent_id FROM above JOIN places.area ON area.id = above.id
    )
    SELECT i.name->>'en' AS "inner", o.name->>'en' AS "outer"
    FROM above JOIN chosen ON chosen.id = above.id
    JOIN places.area i ON i.id = above.inner_id JOIN places.area o ON o.id = above.id ORDER BY 1, 2`.execute(
    db,
  )
  return { missing: areas.filter((id) => !found.has(id)), pairs: rows }
}

/** The ids of these areas and of everything they lie in. */
export async function withAncestors(db: Database, areas: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    WITH RECURSIVE above AS (
      SELECT id, parent_id FROM places.area WHERE id IN (SELECT value::uuid FROM jsonb_array_elements_text(${JSON.stringify(areas)}::jsonb) AS value)
      UNION
      SELECT area.id, area.parent_id FROM above JOIN places.area ON area.id = above.parent_id
    ) SELECT id FROM above`.execute(db)
  return rows.map((row) => row.id)
}
