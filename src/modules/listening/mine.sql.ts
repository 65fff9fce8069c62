import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { StatementStatus } from './statement.ts'

/** A statement that somebody added, as they see it. */
export type OwnStatement = {
  id: string
  number: number
  text: string
  language: string
  status: StatementStatus
  submittedAt: Date
}

export async function statementsBy(
  db: Database,
  participants: readonly string[],
): Promise<OwnStatement[]> {
  const { rows } = await sql<OwnStatement>`
    SELECT statement.id, statement.number, coalesce(verbatim.text, statement.text) AS text, statement.language, statement.status,
      statement.submitted_at AS "submittedAt"
    FROM listening.statement LEFT JOIN listening.statement_verbatim verbatim ON verbatim.statement_id = statement.id
    WHERE statement.author_participant_id = ANY (${participants}::uuid[]) ORDER BY statement.number`.execute(
    db,
  )
  return rows
}

// What stands where words were: the row stays, because paper, exports and the record count on its number.
const gone = '–'

/** Takes a statement's words away for good, in every language. */
export async function blankStatements(db: Database, ids: readonly string[]): Promise<void> {
  await sql`DELETE FROM listening.statement_verbatim WHERE statement_id = ANY (${ids}::uuid[])`.execute(
    db,
  )
  await sql`DELETE FROM listening.statement_translation WHERE statement_id = ANY (${ids}::uuid[])`.execute(
    db,
  )
  await sql`UPDATE listening.statement SET text = ${gone}, status = 'removed', author_participant_id = NULL
    WHERE id = ANY (${ids}::uuid[])`.execute(db)
}

/** Cuts the line between a statement and whoever said it; what was held back of it goes too. */
export async function disownStatements(db: Database, ids: readonly string[]): Promise<void> {
  await sql`DELETE FROM listening.statement_verbatim WHERE statement_id = ANY (${ids}::uuid[])`.execute(
    db,
  )
  await sql`UPDATE listening.statement SET author_participant_id = NULL WHERE id = ANY (${ids}::uuid[])`.execute(
    db,
  )
}

/** Removes contact details, what was said about oneself, testimonies and the words of appeals. */
export async function erasePersonal(db: Database, participants: readonly string[]): Promise<void> {
  const whose = sql`participant_id = ANY (${participants}::uuid[])`
  await sql`DELETE FROM listening.follower WHERE ${whose}`.execute(db)
  await sql`DELETE FROM listening.about_answer WHERE ${whose}`.execute(db)
  await sql`DELETE FROM listening.testimony WHERE ${whose}`.execute(db)
}

/** As the participant: an appeal is seen by its author and those who moderate. */
export async function blankAppeals(db: Database, participant: string): Promise<void> {
  await sql`UPDATE listening.appeal SET text = ${gone} WHERE participant_id = ${participant}`.execute(
    db,
  )
}

export async function markWithdrawn(
  db: Database,
  participants: readonly string[],
  at: Date,
): Promise<void> {
  await sql`UPDATE listening.participant SET withdrawn_at = ${at}
    WHERE id = ANY (${participants}::uuid[]) AND withdrawn_at IS NULL`.execute(db)
}
