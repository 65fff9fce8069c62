import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { aboutQuestionsOf } from './about-question.sql.ts'
import type { Readiness } from './opening.ts'

/** What opening looks at, besides the round itself. */
export async function readinessOf(db: Database, round: string): Promise<Readiness> {
  const { rows } = await sql<{ statements: number; readings: number }>`
    SELECT (SELECT count(*)::int FROM listening.statement WHERE round_id = ${round} AND status = 'published') AS statements,
      (SELECT count(*)::int FROM listening.prior_reading WHERE round_id = ${round}) AS readings`.execute(
    db,
  )
  return {
    statements: rows[0]!.statements,
    priorReadings: rows[0]!.readings,
    aboutQuestions: await aboutQuestionsOf(db, round),
  }
}

export async function insertOpening(
  db: Database,
  row: { round: string; by: string | null; at: Date },
): Promise<void> {
  await db
    .insertInto('listening.opening')
    .values({ round_id: row.round, opened_by: row.by, opened_at: row.at })
    .execute()
}
