import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Partnership } from './partnership.ts'

type Row = {
  id: string
  slug: string
  name: string
  purpose: string
  languages: string[]
  nation: string
  invented: boolean
  founded_at: Date
  neighbourhood_id: string | null
  neighbourhood_name: string | null
  neighbourhood_translations: Record<string, string> | null
}

// Every page of a partnership shows its place's name, so it is read in the same query.
const select = sql`SELECT partnership.id, partnership.slug, partnership.name, partnership.purpose, partnership.languages, partnership.nation,
  partnership.invented, partnership.founded_at, neighbourhood.id AS neighbourhood_id, neighbourhood.name AS neighbourhood_name,
  neighbourhood.name_translations AS neighbourhood_translations
  FROM partnerships.partnership LEFT JOIN places.neighbourhood ON neighbourhood.id = partnership.neighbourhood_id`

function asPartnership(row: Row): Partnership {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    purpose: row.purpose,
    languages: row.languages,
    nation: row.nation,
    invented: row.invented,
    foundedAt: row.founded_at,
    neighbourhood:
      row.neighbourhood_id === null
        ? null
        : {
            id: row.neighbourhood_id,
            name: row.neighbourhood_name!,
            translations: row.neighbourhood_translations ?? {},
          },
  }
}

export async function partnershipBySlug(
  db: Database,
  slug: string,
): Promise<Partnership | undefined> {
  const { rows } = await sql<Row>`${select} WHERE partnership.slug = ${slug}`.execute(db)
  return rows[0] && asPartnership(rows[0])
}

export async function partnershipById(db: Database, id: string): Promise<Partnership | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Row>`${select} WHERE partnership.id = ${id}`.execute(db)
  return rows[0] && asPartnership(rows[0])
}

/** Every partnership, by its name; or those whose name, place or first half of a postcode is looked for. */
export async function findPartnerships(
  db: Database,
  search: { name?: string; outward?: string | null; after?: string; limit?: number } = {},
): Promise<Partnership[]> {
  const name = search.name ?? ''
  const { rows } = await sql<Row>`${select}
    WHERE (${name} = '' OR position(lower(unaccent(${name})) IN lower(unaccent(concat_ws(' ', partnership.name, neighbourhood.name, neighbourhood.name_translations::text)))) > 0
      OR ${search.outward ?? null} = ANY (neighbourhood.outward_codes))
      AND partnership.slug > ${search.after ?? ''}
    ORDER BY partnership.slug LIMIT ${search.limit ?? 100}`.execute(db)
  return rows.map(asPartnership)
}

/** Every partnership of one neighbourhood, the oldest first. */
export async function partnershipsOfNeighbourhood(
  db: Database,
  neighbourhood: string,
): Promise<Partnership[]> {
  const { rows } = await sql<Row>`${select}
    WHERE partnership.neighbourhood_id = ${neighbourhood} ORDER BY partnership.founded_at, partnership.id`.execute(
    db,
  )
  return rows.map(asPartnership)
}

/** This slug and its numbered likes that are taken. Until the transaction ends nobody else may ask, so that two founders of one name get two addresses. */
export async function slugsTaken(db: Database, slug: string): Promise<Set<string>> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`slug:${slug}`}, 0))`.execute(db)
  const { rows } = await sql<{ slug: string }>`
    SELECT slug FROM partnerships.partnership WHERE slug = ${slug} OR slug ~ ${`^${slug}-[0-9]+$`}`.execute(
    db,
  )
  return new Set(rows.map((row) => row.slug))
}

export async function insertPartnership(
  db: Database,
  row: Omit<Partnership, 'neighbourhood'> & { neighbourhood: string | null },
): Promise<void> {
  await db
    .insertInto('partnerships.partnership')
    .values({
      id: row.id,
      slug: row.slug,
      name: row.name,
      purpose: row.purpose,
      neighbourhood_id: row.neighbourhood,
      languages: row.languages,
      nation: row.nation,
      invented: row.invented,
      founded_at: row.foundedAt,
    })
    .execute()
}

export async function updatePartnership(
  db: Database,
  id: string,
  row: { name: string; purpose: string; languages: string[] },
): Promise<void> {
  await db.updateTable('partnerships.partnership').set(row).where('id', '=', id).execute()
}
