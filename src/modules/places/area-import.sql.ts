import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { KnownArea } from './area-sheet.ts'

export async function areaLevels(db: Database): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('places.area_kind')
    .select(['code', 'level'])
    .orderBy('level')
    .execute()
  return new Map(rows.map((row) => [row.code, row.level]))
}

/** Every version of the areas that have these codes. */
export async function versionsOf(db: Database, codes: readonly string[]): Promise<KnownArea[]> {
  const { rows } = await sql<KnownArea>`
    SELECT id, code, kind, starts_on AS "startsOn", ends_on AS "endsOn" FROM places.area
    WHERE code IN (SELECT value FROM jsonb_array_elements_text(${JSON.stringify(codes)}::jsonb) AS value)`.execute(
    db,
  )
  return rows
}

export type StoredArea = {
  id: string
  code: string
  kind: string
  name: Record<string, string | undefined>
  parent_id: string | null
  nation: string | null
  starts_on: string | null
  ends_on: string | null
  source: string
}

/** Adds areas, or changes those that differ. Says how many of each; the rest were the same already. */
export async function upsertAreas(
  db: Database,
  areas: readonly StoredArea[],
): Promise<{ added: number; changed: number }> {
  const { rows } = await sql<{ added: boolean }>`
    INSERT INTO places.area AS stored (id, code, kind, name, parent_id, nation, starts_on, ends_on, source)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(areas)}::jsonb)
      AS given (id uuid, code text, kind text, name jsonb, parent_id uuid, nation text, starts_on date, ends_on date, source text)
    ON CONFLICT (code, starts_on) DO UPDATE SET kind = EXCLUDED.kind, name = EXCLUDED.name, parent_id = EXCLUDED.parent_id,
      nation = EXCLUDED.nation, ends_on = EXCLUDED.ends_on, source = EXCLUDED.source
    WHERE (stored.kind, stored.name, stored.parent_id, stored.nation, stored.ends_on, stored.source)
      IS DISTINCT FROM (EXCLUDED.kind, EXCLUDED.name, EXCLUDED.parent_id, EXCLUDED.nation, EXCLUDED.ends_on, EXCLUDED.source)
    RETURNING (xmax = 0) AS added`.execute(db)
  const added = rows.filter((row) => row.added).length
  return { added, changed: rows.length - added }
}
