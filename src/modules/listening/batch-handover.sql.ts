import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Pass } from './batch.ts'

/** Stored, it sets the pass free: the database does both or neither. */
export async function insertHandover(
  db: Database,
  row: { id: string; batch: string; pass: Pass; from: string; by: string; at: Date },
): Promise<void> {
  await sql`
    INSERT INTO listening.batch_handover (id, batch_id, pass, from_person, handed_over_by, handed_over_at)
    VALUES (${row.id}, ${row.batch}, ${row.pass}, ${row.from}, ${row.by}, ${row.at})`.execute(db)
}
