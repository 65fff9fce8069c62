import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { AboutAnswer } from './about-answer.ts'

export async function aboutAnswersBy(db: Database, participant: string): Promise<AboutAnswer[]> {
  const { rows } = await sql<AboutAnswer>`
    SELECT question_id AS question, options, words FROM listening.about_answer WHERE participant_id = ${participant}`.execute(
    db,
  )
  return rows
}

/** Stores an answer in place of an earlier one. */
export async function upsertAboutAnswer(
  db: Database,
  participant: string,
  answer: AboutAnswer,
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO listening.about_answer (participant_id, question_id, options, words, answered_at)
    VALUES (${participant}, ${answer.question}, ${answer.options}::smallint[], ${answer.words}, ${at})
    ON CONFLICT (participant_id, question_id)
    DO UPDATE SET options = excluded.options, words = excluded.words, answered_at = excluded.answered_at`.execute(
    db,
  )
}

export async function deleteAboutAnswers(
  db: Database,
  participant: string,
  questions: readonly string[],
): Promise<void> {
  await sql`DELETE FROM listening.about_answer
    WHERE participant_id = ${participant} AND question_id = ANY (${questions}::uuid[])`.execute(db)
}
