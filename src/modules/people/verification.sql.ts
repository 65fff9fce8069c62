import type { Transaction } from '../../platform/database/index.ts'

/** Codes, links and challenges whose time has passed. */
export async function clearExpired(trx: Transaction): Promise<void> {
  await trx.db.deleteFrom('people.verification').where('expires_at', '<', trx.at).execute()
}
