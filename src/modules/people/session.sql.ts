import { sql } from 'kysely'
import type { Database, Transaction } from '../../platform/database/index.ts'
import type { SignedIn } from './session.ts'

/** The person whose live session has this token hash: one look-up by a unique index, by whoever holds the token. */
export async function personOfSession(
  db: Database,
  tokenHash: string,
  now: Date,
): Promise<SignedIn | undefined> {
  const { rows } = await sql<SignedIn>`
    SELECT id, name, language, theme, text_size AS "textSize", operator FROM people.person_of_session(${tokenHash}, ${now})`.execute(
    db,
  )
  return rows[0]
}

/** A person's sessions that still work, newest first. */
export async function sessionsOf(db: Database, person: string, now: Date) {
  return db
    .selectFrom('people.session')
    .select(['id', 'token', 'user_agent as browser', 'created_at as since', 'expires_at as until'])
    .where('person_id', '=', person)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** When a session began: some changes are only for those who signed in lately. */
export async function sessionStart(db: Database, tokenHash: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('people.session')
    .select('created_at')
    .where('token', '=', tokenHash)
    .executeTakeFirst()
  return row?.created_at
}

/** Ends one session, and says whose it was. */
export async function endSession(trx: Transaction, tokenHash: string): Promise<string | undefined> {
  const ended = await trx.db
    .deleteFrom('people.session')
    .where('token', '=', tokenHash)
    .returning('person_id')
    .executeTakeFirst()
  return ended?.person_id
}

/** Ends every session of a person, and says how many there were. */
export async function endSessions(trx: Transaction, person: string): Promise<number> {
  const { numDeletedRows } = await trx.db
    .deleteFrom('people.session')
    .where('person_id', '=', person)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
