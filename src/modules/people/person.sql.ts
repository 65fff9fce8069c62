import { sql } from 'kysely'
import type { Database, Transaction } from '../../platform/database/index.ts'
import { erasedEmail, type Profile } from './person.ts'

/** Everything kept about a person themselves. Read as them, or as background work. */
export async function personById(db: Database, id: string) {
  const row = await db
    .selectFrom('people.person')
    .select(['id', 'name', 'email', 'email_verified as emailVerified', 'language', 'theme'])
    .select(['text_size as textSize', 'operator', 'created_at as since'])
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  return row as (typeof row & Pick<Profile, 'theme' | 'textSize'>) | undefined
}

/** Names by id, for pages that show who did something; an erased person has none. */
export async function namesOf(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT id, name FROM people.names_of(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Where to write to people, for background work that tells them something waits; an erased person has no address. */
export async function contactsOf(
  db: Database,
  ids: readonly string[],
): Promise<{ id: string; email: string; language: string | null }[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('people.person')
    .select(['id', 'email', 'language'])
    .where('id', 'in', [...ids])
    .where('erased_at', 'is', null)
    .execute()
}

export async function changePerson(
  trx: Transaction,
  id: string,
  change: Partial<Profile>,
): Promise<void> {
  const { textSize, ...rest } = change
  await trx.db
    .updateTable('people.person')
    .set({ ...rest, ...(textSize ? { text_size: textSize } : {}), updated_at: trx.at })
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .execute()
}

/** Leaves the id, which the ledger names, and nothing else. */
export async function erasePerson(trx: Transaction, id: string): Promise<void> {
  for (const table of ['people.session', 'people.account', 'people.passkey'] as const)
    await trx.db.deleteFrom(table).where('person_id', '=', id).execute()
  await trx.db
    .updateTable('people.person')
    .set({
      name: '',
      email: erasedEmail(id),
      email_verified: false,
      language: null,
      theme: 'system',
      text_size: 'ordinary',
      operator: false,
      updated_at: trx.at,
      erased_at: trx.at,
    })
    .where('id', '=', id)
    .execute()
}

/** The work accounts a person signs in with. */
export async function accountsOf(db: Database, person: string) {
  return db
    .selectFrom('people.account')
    .select(['provider_id as provider', 'account_id as account', 'created_at as since'])
    .where('person_id', '=', person)
    .orderBy('created_at')
    .execute()
}
