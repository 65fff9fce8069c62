import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Minutes } from './minutes.ts'

/** Every version that the reader may see, the newest first. */
export async function minutesOf(db: Database, meeting: string): Promise<Minutes[]> {
  const rows = await db
    .selectFrom('partnerships.minutes')
    .select(['id', 'meeting_id as meeting', 'version', 'text', 'language'])
    .select(['written_at as writtenAt', 'published_at as publishedAt'])
    .where('meeting_id', '=', meeting)
    .orderBy('version', 'desc')
    .execute()
  return rows
}

export async function insertMinutes(
  db: Database,
  row: Omit<Minutes, 'publishedAt'> & { by: string | null },
): Promise<void> {
  await db
    .insertInto('partnerships.minutes')
    .values({
      id: row.id,
      meeting_id: row.meeting,
      version: row.version,
      text: row.text,
      language: row.language,
      written_by: row.by,
      written_at: row.writtenAt,
    })
    .execute()
}

/** Whether a version that waited was published. */
export async function markPublished(db: Database, id: string, at: Date): Promise<boolean> {
  const done = await db
    .updateTable('partnerships.minutes')
    .set({ published_at: at })
    .where('id', '=', id)
    .where('published_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export type Decided = {
  id: string
  question: string
  outcome: string | null
  chosen: string | null
  count: {
    takingPart: number
    residentsTakingPart: number
    quorum: number
    residentQuorum: number
    abstained: number
    excluded: Record<string, number>
    options: { option: string; votes: number; residents: number }[]
  } | null
  options: { id: string; text: string }[]
  dissent: { text: string }[]
  /** How many declared an interest in this one question. */
  interests: number
}

/** What a meeting was asked, and what came of it. */
export async function decidedAt(db: Database, meeting: string): Promise<Decided[]> {
  const { rows } = await sql<Decided>`
    SELECT asked.id, asked.question, result.outcome, chosen.text AS chosen, result.count,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', option.id, 'text', option.text) ORDER BY option.position), '[]')
        FROM partnerships.decision_option option WHERE option.decision_id = asked.id) AS options,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('text', dissent.text) ORDER BY dissent.id), '[]')
        FROM partnerships.dissent WHERE dissent.decision_id = asked.id AND result.outcome IS NOT NULL) AS dissent,
      (SELECT count(*)::int FROM partnerships.decision_interest interest WHERE interest.decision_id = asked.id) AS interests
    FROM partnerships.decision asked
    LEFT JOIN partnerships.decision_result result ON result.decision_id = asked.id
    LEFT JOIN partnerships.decision_option chosen ON chosen.id = result.option_id
    WHERE asked.meeting_id = ${meeting} ORDER BY asked.put_at, asked.id`.execute(db)
  return rows
}
