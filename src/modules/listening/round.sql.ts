import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Round, RoundText } from './round.ts'

type Row = {
  id: string
  partnership_id: string
  code: string
  languages: string[]
  moderation: 'before' | 'after'
  opens_at: Date | null
  closes_at: Date | null
  opened_at: Date | null
  closed_at: Date | null
  source: string | null
  licence: string | null
  moved_key: string | null
  created_at: Date
  texts: RoundText[] | null
}

const columns = sql`
  round.id, round.partnership_id, round.code, round.languages, round.moderation, round.opens_at, round.closes_at,
  round.source, round.licence, round.moved_key, round.created_at,
  (SELECT opened_at FROM listening.opening WHERE opening.round_id = round.id) AS opened_at,
  (SELECT closed_at FROM listening.closure WHERE closure.round_id = round.id) AS closed_at,
  (SELECT json_agg(json_build_object('language', language, 'question', question, 'reason', reason, 'use', use, 'invited', invited) ORDER BY array_position(round.languages, language))
    FROM listening.round_text WHERE round_text.round_id = round.id) AS texts`

function asRound(row: Row): Round {
  return {
    id: row.id,
    partnership: row.partnership_id,
    code: row.code,
    languages: row.languages,
    moderation: row.moderation,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    source: row.source,
    licence: row.licence,
    movedKey: row.moved_key,
    createdAt: row.created_at,
    texts: row.texts ?? [],
  }
}

/** Drafts are seen only through `reading(db, actor, …)` by members of their partnership: row-level security. */
export async function roundById(db: Database, id: string): Promise<Round | undefined> {
  if (!isId(id)) return undefined
  const { rows } =
    await sql<Row>`SELECT ${columns} FROM listening.round WHERE round.id = ${id}`.execute(db)
  return rows[0] && asRound(rows[0])
}

/** By the code on posters and links. */
export async function roundByCode(db: Database, code: string): Promise<Round | undefined> {
  const { rows } =
    await sql<Row>`SELECT ${columns} FROM listening.round WHERE round.code = ${code}`.execute(db)
  return rows[0] && asRound(rows[0])
}

/** Newest first. */
export async function roundsOf(db: Database, partnership: string): Promise<Round[]> {
  const { rows } =
    await sql<Row>`SELECT ${columns} FROM listening.round WHERE round.partnership_id = ${partnership} ORDER BY round.created_at DESC, round.id`.execute(
      db,
    )
  return rows.map(asRound)
}

export type OpenRound = {
  id: string
  code: string
  question: string
  language: string
  place: string
  slug: string
  closesAt: Date | null
}

/** Rounds that anyone may take part in now, the ones that close soonest first, in the reader's language where they speak it. */
export async function openRounds(
  db: Database,
  now: Date,
  limit: number,
  language: string,
): Promise<OpenRound[]> {
  const { rows } = await sql<OpenRound>`
    SELECT round.id, round.code, words.question, words.language, coalesce(neighbourhood.name_translations ->> ${language}, neighbourhood.name, partnership.name) AS place, partnership.slug, round.closes_at AS "closesAt"
    FROM listening.round
    JOIN listening.opening ON opening.round_id = round.id
    JOIN partnerships.partnership ON partnership.id = round.partnership_id
    LEFT JOIN places.neighbourhood ON neighbourhood.id = partnership.neighbourhood_id
    JOIN LATERAL (
      SELECT question, language FROM listening.round_text WHERE round_id = round.id
      ORDER BY language = ${language} DESC, array_position(round.languages, language) LIMIT 1
    ) AS words ON true
    WHERE NOT EXISTS (SELECT FROM listening.closure WHERE closure.round_id = round.id)
      AND (round.opens_at IS NULL OR round.opens_at <= ${now}) AND (round.closes_at IS NULL OR round.closes_at > ${now})
    ORDER BY round.closes_at NULLS LAST, opening.opened_at DESC LIMIT ${limit}`.execute(db)
  return rows
}

/** Makes changes of one round wait for each other, and for its opening. */
export async function lockRound(db: Database, id: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`draft:${id}`}, 0))`.execute(db)
}

export async function insertRound(
  db: Database,
  row: Pick<
    Round,
    | 'id'
    | 'partnership'
    | 'code'
    | 'languages'
    | 'moderation'
    | 'opensAt'
    | 'closesAt'
    | 'createdAt'
  > & { createdBy: string | null },
): Promise<void> {
  await db
    .insertInto('listening.round')
    .values({
      id: row.id,
      partnership_id: row.partnership,
      code: row.code,
      languages: row.languages,
      moderation: row.moderation,
      opens_at: row.opensAt,
      closes_at: row.closesAt,
      created_by: row.createdBy,
      created_at: row.createdAt,
    })
    .execute()
}

/** Only what is given is touched: a trigger guards what stands once a round has opened. */
export async function updateRound(
  db: Database,
  id: string,
  change: {
    moderation: 'before' | 'after'
    closesAt: Date | null
    opensAt?: Date | null
    languages?: string[]
  },
): Promise<void> {
  await db
    .updateTable('listening.round')
    .set({
      moderation: change.moderation,
      closes_at: change.closesAt,
      ...(change.opensAt === undefined ? {} : { opens_at: change.opensAt }),
      ...(change.languages === undefined ? {} : { languages: change.languages }),
    })
    .where('id', '=', id)
    .execute()
}

export async function upsertText(db: Database, round: string, text: RoundText): Promise<void> {
  await sql`
    INSERT INTO listening.round_text (round_id, language, question, reason, use, invited)
    VALUES (${round}, ${text.language}, ${text.question}, ${text.reason}, ${text.use}, ${text.invited})
    ON CONFLICT (round_id, language) DO UPDATE
    SET question = excluded.question, reason = excluded.reason, use = excluded.use, invited = excluded.invited`.execute(
    db,
  )
}

export async function deleteTexts(
  db: Database,
  round: string,
  languages: readonly string[],
): Promise<void> {
  if (languages.length === 0) return
  await db
    .deleteFrom('listening.round_text')
    .where('round_id', '=', round)
    .where('language', 'in', languages)
    .execute()
}
