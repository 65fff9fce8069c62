import type { Database, Transaction } from '../../platform/database/index.ts'

/** Another module's part of a person's own data, under a name of its own. */
export type Exporter = (db: Database, person: string) => Promise<Record<string, unknown>>

/** Another module's part of erasing a person, in the same transaction. */
export type Eraser = (trx: Transaction, person: string) => Promise<void>

/** What the modules to the right keep about people; app hands it over, so that this one need not know them. */
export type Wiring = { exporters?: readonly Exporter[]; erasers?: readonly Eraser[] }

/** Messages to an address, sent or waiting. Row-level security lets only background work do this. */
export async function deleteMessagesTo(trx: Transaction, recipient: string): Promise<void> {
  await trx.db.deleteFrom('platform.message').where('recipient', '=', recipient).execute()
}
