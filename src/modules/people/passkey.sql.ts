import type { Database, Transaction } from '../../platform/database/index.ts'

export async function passkeysOf(db: Database, person: string) {
  return db
    .selectFrom('people.passkey')
    .select(['id', 'name', 'backed_up as synced', 'created_at as since'])
    .where('person_id', '=', person)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** Removes a person's own passkey; false when it is not theirs or already gone. */
export async function deletePasskey(
  trx: Transaction,
  person: string,
  passkey: string,
): Promise<boolean> {
  const gone = await trx.db
    .deleteFrom('people.passkey')
    .where('id', '=', passkey)
    .where('person_id', '=', person)
    .returning('id')
    .executeTakeFirst()
  return gone !== undefined
}
