import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Answer, Answerable, AnswerSubject } from './answer.ts'

const columns = sql`
  answer.id, answer.round_id AS round, answer.subject_kind AS about, answer.subject_id AS subject, answer.kind, answer.text, answer.answered_at AS at,
  CASE WHEN organisation.id IS NULL THEN NULL
    ELSE json_build_object('id', organisation.id, 'name', organisation.name, 'translations', organisation.name_translations) END AS organisation`
const source = sql`listening.answer LEFT JOIN places.organisation ON organisation.id = answer.organisation_id`

/** Everything that was answered to these statements and themes, by subject, newest first. Public. */
export async function answersFor(
  db: Database,
  subjects: readonly string[],
): Promise<Map<string, Answer[]>> {
  const found = new Map<string, Answer[]>()
  if (subjects.length === 0) return found
  const { rows } = await sql<Answer>`
    SELECT ${columns} FROM ${source} WHERE answer.subject_id = ANY (${subjects}::uuid[]) ORDER BY answer.answered_at DESC, answer.id DESC`.execute(
    db,
  )
  for (const row of rows) found.set(row.subject, [...(found.get(row.subject) ?? []), row])
  return found
}

export async function answerById(db: Database, id: string): Promise<Answer | undefined> {
  if (!isId(id)) return undefined
  const { rows } =
    await sql<Answer>`SELECT ${columns} FROM ${source} WHERE answer.id = ${id}`.execute(db)
  return rows[0]
}

/** Themes first, then published statements in their order. */
export async function answerables(db: Database, round: string): Promise<Answerable[]> {
  const { rows } = await sql<Answerable>`
    SELECT about, id, number, title, language FROM (
      SELECT 'theme' AS about, id, NULL::integer AS number, title, '' AS language, 0 AS part, position::integer AS place FROM listening.theme WHERE round_id = ${round}
      UNION ALL
      SELECT 'statement', id, number, text, language, 1, number FROM listening.statement WHERE round_id = ${round} AND status = 'published'
    ) AS subject ORDER BY part, place, id`.execute(db)
  return rows
}

export async function answerable(
  db: Database,
  round: string,
  about: AnswerSubject,
  id: string,
): Promise<Answerable | undefined> {
  if (!isId(id)) return undefined
  return (await answerables(db, round)).find((each) => each.about === about && each.id === id)
}

/** The statements that an answer is to: the one itself, or those of the theme. */
export async function statementsUnder(
  db: Database,
  about: AnswerSubject,
  id: string,
): Promise<string[]> {
  if (about === 'statement') return [id]
  const { rows } = await sql<{ id: string }>`
    SELECT item_id AS id FROM listening.theme_item WHERE theme_id = ${id} AND kind = 'statement' ORDER BY item_id`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

export async function insertAnswer(
  db: Database,
  row: {
    id: string
    round: string
    about: AnswerSubject
    subject: string
    kind: string
    text: string
    organisation: string | null
    by: string | null
    at: Date
  },
): Promise<void> {
  await sql`
    INSERT INTO listening.answer (id, round_id, subject_kind, subject_id, kind, text, organisation_id, answered_by, answered_at)
    VALUES (${row.id}, ${row.round}, ${row.about}, ${row.subject}, ${row.kind}, ${row.text}, ${row.organisation}, ${row.by}, ${row.at})`.execute(
    db,
  )
}

export type ToTell = {
  person: string
  follower: string
  channel: 'email' | 'text' | 'code'
  address: string | null
  language: string
}

/**
 * Those who are to be told of an answer and have not been: everyone who wrote or responded to what
 * it answers and asked to hear. A person who came by several routes is one and is told once, by
 * e-mail if they gave an address, else by text message, else on the page behind their code. Read as
 * background work.
 */
export async function toTell(db: Database, answer: Answer, limit: number): Promise<ToTell[]> {
  const { rows } = await sql<ToTell>`
    WITH subject AS (
      SELECT ${answer.about} AS kind, ${answer.subject}::uuid AS id WHERE ${answer.about} = 'statement'
      UNION ALL SELECT kind, item_id FROM listening.theme_item WHERE theme_id = ${answer.subject}::uuid AND ${answer.about} = 'theme'
    ), contributed AS (
      SELECT statement.author_participant_id AS id FROM listening.statement JOIN subject ON subject.kind = 'statement' AND subject.id = statement.id
        WHERE statement.author_participant_id IS NOT NULL
      UNION SELECT response.participant_id FROM listening.response JOIN subject ON subject.kind = 'statement' AND subject.id = response.statement_id
        WHERE response.round_id = ${answer.round}
      UNION SELECT testimony.participant_id FROM listening.testimony JOIN subject ON subject.kind = 'testimony' AND subject.id = testimony.id
        WHERE testimony.round_id = ${answer.round}
    ), person AS (
      SELECT DISTINCT coalesce(participant.same_as_id, participant.id) AS id FROM contributed JOIN listening.participant ON participant.id = contributed.id
      WHERE participant.banned_at IS NULL AND participant.withdrawn_at IS NULL
    )
    SELECT DISTINCT ON (person.id) person.id AS person, follower.participant_id AS follower, follower.channel, follower.address, follower.language
    FROM person
    JOIN listening.participant route ON route.id = person.id OR route.same_as_id = person.id
    JOIN listening.follower ON follower.participant_id = route.id AND follower.stopped_at IS NULL
    WHERE NOT EXISTS (SELECT FROM listening.told WHERE told.participant_id = person.id AND told.answer_id = ${answer.id})
    ORDER BY person.id, follower.channel = 'code', follower.channel = 'text', follower.follows_at LIMIT ${limit}`.execute(
    db,
  )
  return rows
}

/** Writes down that somebody is told; false if they already were, by this job or another beside it. */
export async function markTold(
  db: Database,
  row: { person: string; answer: string; channel: string; at: Date },
): Promise<boolean> {
  const result = await sql`
    INSERT INTO listening.told (participant_id, answer_id, channel, told_at) VALUES (${row.person}, ${row.answer}, ${row.channel}, ${row.at})
    ON CONFLICT DO NOTHING`.execute(db)
  return (result.numAffectedRows ?? 0n) > 0n
}
