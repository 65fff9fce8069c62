import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'

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
