import type { Database } from '../../platform/database/index.ts'

/** The database lets this stand only where the decision that the list was put to has been carried. */
export async function insertAdoption(
  db: Database,
  adoption: { list: string; decision: string; at: Date },
): Promise<boolean> {
  const result = await db
    .insertInto('priorities.adoption')
    .values({ list_id: adoption.list, decision_id: adoption.decision, adopted_at: adoption.at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}
