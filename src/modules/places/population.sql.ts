import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { areasOfNeighbourhood, overlapping } from './area.sql.ts'
import type { Population } from './population.ts'

/**
 * How many people of each description live in a neighbourhood: the sum over its areas, from the
 * newest date for which all of them have counts, so that no two dates are mixed. Null where the
 * neighbourhood is only a name or some area has no counts. Areas inside one another are refused:
 * their people would be counted twice.
 */
export async function populationOf(
  db: Database,
  neighbourhood: string,
  dimension: string,
): Promise<Population | null> {
  const areas = (await areasOfNeighbourhood(db, neighbourhood)).map((area) => area.id)
  if (areas.length === 0) return null
  const pair = (await overlapping(db, areas)).pairs[0]
  if (pair) throw new Refusal('places.refused.overlapping-areas', 422, pair)
  const { rows } = await sql<{
    category: string
    people: string
    vintage: string
    sources: string[]
  }>`
    WITH chosen AS (SELECT value::uuid AS id FROM jsonb_array_elements_text(${JSON.stringify(areas)}::jsonb) AS value),
    counts AS (SELECT population.* FROM places.population JOIN chosen ON chosen.id = population.area_id WHERE dimension = ${dimension}),
    newest AS (SELECT vintage FROM counts GROUP BY vintage HAVING count(DISTINCT area_id) = (SELECT count(*) FROM chosen) ORDER BY vintage DESC LIMIT 1)
    SELECT category, sum(people)::bigint AS people, vintage, array_agg(DISTINCT source ORDER BY source) AS sources
    FROM counts JOIN newest USING (vintage) GROUP BY category, vintage ORDER BY category`.execute(
    db,
  )
  const [first] = rows
  if (!first) return null
  const categories = rows.map((row) => ({ category: row.category, people: Number(row.people) }))
  return {
    dimension,
    vintage: first.vintage,
    sources: [...new Set(rows.flatMap((row) => row.sources))].toSorted(),
    people: categories.reduce((sum, row) => sum + row.people, 0),
    categories,
  }
}

export async function dimensionsOf(db: Database, neighbourhood: string): Promise<string[]> {
  const { rows } = await sql<{ dimension: string }>`
    SELECT DISTINCT dimension FROM places.population JOIN places.neighbourhood_area USING (area_id)
    WHERE neighbourhood_id = ${neighbourhood} ORDER BY dimension`.execute(db)
  return rows.map((row) => row.dimension)
}

export async function upsertPopulation(
  db: Database,
  rows: readonly {
    id: string
    area_id: string
    dimension: string
    category: string
    people: number
    source: string
    vintage: string
  }[],
): Promise<{ added: number; changed: number }> {
  const done = await sql<{ added: boolean }>`
    INSERT INTO places.population AS stored (id, area_id, dimension, category, people, source, vintage)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS given (id uuid, area_id uuid, dimension text, category text, people integer, source text, vintage date)
    ON CONFLICT (area_id, dimension, category, vintage) DO UPDATE SET people = EXCLUDED.people, source = EXCLUDED.source
    WHERE (stored.people, stored.source) IS DISTINCT FROM (EXCLUDED.people, EXCLUDED.source)
    RETURNING (xmax = 0) AS added`.execute(db)
  const added = done.rows.filter((row) => row.added).length
  return { added, changed: done.rows.length - added }
}
