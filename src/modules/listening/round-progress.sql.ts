import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

/** How far a round has come, in counts. Those a reader may not see are not counted for them. */
export type RoundProgress = {
  starting: number
  untranslated: number
  waiting: number
  appeals: number
  aboutQuestions: number
  priorReadings: number
  printings: number
  batches: number
  unsettled: number
  answers: number
}

export async function progressOf(
  db: Database,
  round: string,
  languages: readonly string[],
): Promise<RoundProgress> {
  const { rows } = await sql<RoundProgress>`
    SELECT
      (SELECT count(*)::int FROM listening.statement WHERE round_id = ${round} AND source <> 'participant') AS starting,
      (SELECT count(*)::int FROM listening.statement, unnest(${languages}::text[]) AS needed
        WHERE round_id = ${round} AND status = 'published' AND needed <> statement.language
          AND NOT EXISTS (SELECT FROM listening.statement_translation translation
            WHERE translation.statement_id = statement.id AND translation.language = needed)) AS untranslated,
      (SELECT count(*)::int FROM listening.statement WHERE round_id = ${round} AND status IN ('waiting', 'held'))
        + (SELECT count(*)::int FROM listening.testimony WHERE round_id = ${round} AND status IN ('waiting', 'held')) AS waiting,
      (SELECT count(*)::int FROM listening.appeal WHERE round_id = ${round} AND answered_at IS NULL) AS appeals,
      (SELECT count(*)::int FROM listening.about_question WHERE round_id = ${round}) AS "aboutQuestions",
      (SELECT count(*)::int FROM listening.prior_reading WHERE round_id = ${round}) AS "priorReadings",
      (SELECT count(*)::int FROM listening.printing WHERE round_id = ${round}) AS printings,
      (SELECT count(*)::int FROM listening.batch WHERE round_id = ${round}) AS batches,
      (SELECT count(*)::int FROM listening.batch WHERE round_id = ${round} AND settled_at IS NULL) AS unsettled,
      (SELECT count(*)::int FROM listening.answer WHERE round_id = ${round}) AS answers`.execute(db)
  return rows[0]!
}
