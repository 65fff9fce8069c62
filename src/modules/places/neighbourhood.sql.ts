import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import { areasOfNeighbourhood } from './area.sql.ts'
import type { DrawnNeighbourhood, Neighbourhood } from './neighbourhood.ts'

type Row = {
  id: string
  name: string
  name_translations: Record<string, string>
  description: string
  outward_codes: string[]
  invented: boolean
  created_at: Date
}

const columns = sql`neighbourhood.id, neighbourhood.name, neighbourhood.name_translations, neighbourhood.description,
  neighbourhood.outward_codes, neighbourhood.invented, neighbourhood.created_at`

function asNeighbourhood(row: Row): Neighbourhood {
  return {
    id: row.id,
    name: row.name,
    translations: row.name_translations,
    description: row.description,
    outwardCodes: row.outward_codes,
    invented: row.invented,
    createdAt: row.created_at,
  }
}

export async function neighbourhoodById(
  db: Database,
  id: string,
): Promise<DrawnNeighbourhood | undefined> {
  if (!isId(id)) return undefined
  const { rows } =
    await sql<Row>`SELECT ${columns} FROM places.neighbourhood WHERE id = ${id}`.execute(db)
  return rows[0] && { ...asNeighbourhood(rows[0]), areas: await areasOfNeighbourhood(db, id) }
}

/** By a part of the name, or by the first half of a postcode. */
export async function findNeighbourhoods(
  db: Database,
  search: { name?: string; outward?: string | null; limit?: number },
): Promise<Neighbourhood[]> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM places.neighbourhood
    WHERE (${search.name ?? ''} = '' OR position(lower(unaccent(${search.name ?? ''})) IN lower(unaccent(name || ' ' || name_translations::text))) > 0)
      AND (${search.outward ?? null}::text IS NULL OR ${search.outward ?? null} = ANY (outward_codes))
    ORDER BY lower(name), id LIMIT ${search.limit ?? 200}`.execute(db)
  return rows.map(asNeighbourhood)
}

export async function insertNeighbourhood(
  db: Database,
  row: Neighbourhood & { drawnBy: string | null },
): Promise<void> {
  await db
    .insertInto('places.neighbourhood')
    .values({
      id: row.id,
      name: row.name,
      name_translations: JSON.stringify(row.translations),
      description: row.description,
      outward_codes: row.outwardCodes,
      drawn_by_person_id: row.drawnBy,
      invented: row.invented,
      created_at: row.createdAt,
    })
    .execute()
}

/** Who drew it first: they may draw it again. */
export async function drawnBy(db: Database, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('places.neighbourhood')
    .select('drawn_by_person_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.drawn_by_person_id ?? null
}

export async function replaceAreas(db: Database, id: string, areas: string[]): Promise<void> {
  await db.deleteFrom('places.neighbourhood_area').where('neighbourhood_id', '=', id).execute()
  if (areas.length === 0) return
  await db
    .insertInto('places.neighbourhood_area')
    .values(areas.map((area) => ({ neighbourhood_id: id, area_id: area })))
    .execute()
}
