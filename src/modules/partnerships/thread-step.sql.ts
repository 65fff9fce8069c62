import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

/** Meetings among these ids that notice was given of. */
export async function meetingsOnThread(
  db: Database,
  ids: readonly string[],
): Promise<{ id: string; title: string; startsAt: Date }[]> {
  const { rows } = await sql<{ id: string; title: string; startsAt: Date }>`
    SELECT id, title, starts_at AS "startsAt" FROM partnerships.meeting
    WHERE id = ANY (${ids}::uuid[]) AND partnerships.has_notice(id)`.execute(db)
  return rows
}

/** How many dissented from each of these, where it is closed. */
export async function dissentCounts(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; people: number }>`
    SELECT decision_id AS id, count(*)::int AS people FROM partnerships.dissent
    WHERE decision_id = ANY (${ids}::uuid[]) GROUP BY decision_id`.execute(db)
  return new Map(rows.map(({ id, people }) => [id, people]))
}
