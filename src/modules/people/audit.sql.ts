import type { Database, Transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'

type Detail = Record<string, string | number | boolean>

/**
 * Writes down that somebody signed in or out, exported, erased, or opened something guarded. The
 * detail holds words and counts, never anybody's name, address or writing.
 */
export async function audit(
  trx: Transaction,
  act: string,
  detail: Detail = {},
  partnership?: string,
): Promise<void> {
  await trx.db
    .insertInto('people.audit')
    .values({
      id: newId(trx.at),
      at: trx.at,
      person_id: trx.actor.kind === 'person' ? trx.actor.person : null,
      partnership_id: partnership ?? null,
      act,
      detail: JSON.stringify(detail),
    })
    .execute()
}

/** What is written down about one person, newest first. Read as that person: others see nothing. */
export async function auditOf(db: Database, person: string, limit?: number) {
  let query = db
    .selectFrom('people.audit')
    .select(['at', 'act', 'detail', 'partnership_id as partnership'])
    .where('person_id', '=', person)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
  if (limit !== undefined) query = query.limit(limit)
  return query.execute()
}
