import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Signature } from './signature.ts'

/** Every signature that was ever under these, in the order they were put. */
export async function signaturesOf(
  db: Database,
  intents: readonly string[],
): Promise<Map<string, Signature[]>> {
  if (intents.length === 0) return new Map()
  const { rows } = await sql<Signature>`
    SELECT id, intent_id AS intent, organisation_id AS organisation, signed_at AS "signedAt", ended_at AS "endedAt"
    FROM commitments.signature WHERE intent_id = ANY (${intents}::uuid[]) ORDER BY signed_at, id`.execute(
    db,
  )
  return Map.groupBy(rows, ({ intent }) => intent)
}

/** Whether an organisation stands under a published statement now. */
export async function isSignatory(
  db: Database,
  intent: string,
  organisation: string,
): Promise<boolean> {
  const found = await db
    .selectFrom('commitments.signature')
    .select('id')
    .where('intent_id', '=', intent)
    .where('organisation_id', '=', organisation)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}

/** False where it is signed already: whoever came second signed nothing. */
export async function insertSignature(
  db: Database,
  row: Omit<Signature, 'endedAt'> & { signedBy: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('commitments.signature')
    .values({
      id: row.id,
      intent_id: row.intent,
      organisation_id: row.organisation,
      signed_by: row.signedBy,
      signed_at: row.signedAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['intent_id', 'organisation_id']).where('ended_at', 'is', null).doNothing(),
    )
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function setSignatureEnded(db: Database, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('commitments.signature')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
