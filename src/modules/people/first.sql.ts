import type { Transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { operatorEmail } from './first.ts'

const identifier = 'first-sign-in'

/** The operator's id, whatever address they have by now; made the first time they are needed. */
export async function operator(trx: Transaction): Promise<string> {
  const known = () =>
    trx.db
      .selectFrom('people.person')
      .select('id')
      .where('operator', '=', true)
      .where('erased_at', 'is', null)
      .orderBy('created_at')
      .limit(1)
  const found = await known().executeTakeFirst()
  if (found) return found.id
  await trx.db
    .insertInto('people.person')
    .values({
      id: newId(trx.at),
      name: '',
      email: operatorEmail,
      email_verified: true,
      operator: true,
      created_at: trx.at,
      updated_at: trx.at,
    })
    // Two programs may start at once.
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute()
  return (await known().executeTakeFirstOrThrow()).id
}

/** Keeps the newest link's hash; links printed before it stop working. */
export async function keepFirstLink(trx: Transaction, hash: string, until: Date): Promise<void> {
  await trx.db.deleteFrom('people.verification').where('identifier', '=', identifier).execute()
  await trx.db
    .insertInto('people.verification')
    .values({
      id: newId(trx.at),
      identifier,
      value: hash,
      expires_at: until,
      created_at: trx.at,
      updated_at: trx.at,
    })
    .execute()
}

/** Uses the link up: true for exactly one caller, and only in time. */
export async function useFirstLink(trx: Transaction, hash: string): Promise<boolean> {
  const used = await trx.db
    .deleteFrom('people.verification')
    .where('identifier', '=', identifier)
    .where('value', '=', hash)
    .where('expires_at', '>', trx.at)
    .returning('id')
    .executeTakeFirst()
  return used !== undefined
}
