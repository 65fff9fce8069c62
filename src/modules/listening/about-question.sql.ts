import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { AboutKind, AboutQuestion, AboutWords } from './about-question.ts'

type Row = {
  id: string
  round_id: string
  position: number
  kind: AboutKind
  words: Record<string, AboutWords>
  dimension: string | null
  categories: string[] | null
}

const asQuestion = ({ round_id, ...row }: Row): AboutQuestion => ({ ...row, round: round_id })

/** In the order in which they are asked. */
export async function aboutQuestionsOf(db: Database, round: string): Promise<AboutQuestion[]> {
  const { rows } = await sql<Row>`
    SELECT id, round_id, position, kind, words, dimension, categories FROM listening.about_question
    WHERE round_id = ${round} ORDER BY position`.execute(db)
  return rows.map(asQuestion)
}

export async function aboutQuestionById(
  db: Database,
  id: string,
): Promise<AboutQuestion | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Row>`
    SELECT id, round_id, position, kind, words, dimension, categories FROM listening.about_question WHERE id = ${id}`.execute(
    db,
  )
  return rows[0] && asQuestion(rows[0])
}

/** Stores a question after the round's last one. */
export async function insertAboutQuestion(
  db: Database,
  row: Omit<AboutQuestion, 'position'>,
): Promise<void> {
  await sql`
    INSERT INTO listening.about_question (id, round_id, position, kind, words, dimension, categories)
    VALUES (${row.id}, ${row.round},
      coalesce((SELECT max(position) + 1 FROM listening.about_question WHERE round_id = ${row.round}), 0),
      ${row.kind}, ${JSON.stringify(row.words)}::jsonb, ${row.dimension}, ${row.categories}::text[])`.execute(
    db,
  )
}

export async function updateAboutQuestion(
  db: Database,
  id: string,
  row: Pick<AboutQuestion, 'kind' | 'words' | 'dimension' | 'categories'>,
): Promise<void> {
  await sql`
    UPDATE listening.about_question SET kind = ${row.kind}, words = ${JSON.stringify(row.words)}::jsonb,
      dimension = ${row.dimension}, categories = ${row.categories}::text[] WHERE id = ${id}`.execute(
    db,
  )
}

export async function deleteAboutQuestion(db: Database, id: string): Promise<void> {
  await db.deleteFrom('listening.about_question').where('id', '=', id).execute()
}
