import type { Transaction } from '../../platform/database/index.ts'

/** Messages to an address, sent or waiting. Row-level security lets only background work do this. */
export async function deleteMessagesTo(trx: Transaction, recipient: string): Promise<void> {
  await trx.db.deleteFrom('platform.message').where('recipient', '=', recipient).execute()
}
