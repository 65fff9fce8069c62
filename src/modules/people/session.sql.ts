import type { Database } from '../../platform/database/index.ts'
import type { SignedIn } from './session.ts'

/** The person whose live session has this token hash: one look-up by a unique index. */
export async function personOfSession(
  db: Database,
  tokenHash: string,
  now: Date,
): Promise<SignedIn | undefined> {
  const row = await db
    .selectFrom('people.session as session')
    .innerJoin('people.person as person', 'person.id', 'session.person_id')
    .select(['person.id', 'person.name', 'person.language', 'person.theme', 'person.operator'])
    .select('person.text_size as textSize')
    .where('session.token', '=', tokenHash)
    .where('session.expires_at', '>', now)
    .where('person.erased_at', 'is', null)
    .executeTakeFirst()
  return row as SignedIn | undefined
}
