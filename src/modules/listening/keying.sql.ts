import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { AboutAnswer } from './about-answer.ts'
import type { Pass } from './batch.ts'
import type { KeyedSheet, Mark, SetAside } from './keying.ts'
import type { Value } from './response.ts'

/** How many sheets each pass holds. */
export async function sheetCounts(
  db: Database,
  batches: readonly string[],
): Promise<Map<string, Record<Pass, number>>> {
  const { rows } = await sql<{ batch_id: string; pass: Pass; many: number }>`
    SELECT batch_id, pass, count(*)::int AS many FROM listening.keyed_sheet
    WHERE batch_id = ANY (${batches}::uuid[]) AND pass IN (1, 2) GROUP BY batch_id, pass`.execute(
    db,
  )
  const counts = new Map<string, Record<Pass, number>>(batches.map((id) => [id, { 1: 0, 2: 0 }]))
  for (const row of rows) counts.get(row.batch_id)![row.pass] = row.many
  return counts
}

export type KeyedBefore = Pick<
  KeyedSheet,
  'place' | 'language' | 'ownStatement' | 'ownWords' | 'mayPublish'
>

/** What this batch already holds of a person in a pass; never their marks. */
export async function keyedBefore(
  db: Database,
  batch: string,
  pass: Pass,
  participants: readonly string[],
): Promise<Map<string, KeyedBefore>> {
  const { rows } = await sql<KeyedBefore & { participant: string }>`
    SELECT participant_id AS participant, place, language, own_statement AS "ownStatement", own_words AS "ownWords", may_publish AS "mayPublish"
    FROM listening.keyed_sheet
    WHERE batch_id = ${batch} AND pass = ${pass} AND participant_id = ANY (${participants}::uuid[])`.execute(
    db,
  )
  return new Map(rows.map(({ participant, ...row }) => [participant, row]))
}

export async function nextPlace(db: Database, batch: string, pass: Pass): Promise<number> {
  const { rows } = await sql<{ place: number }>`
    SELECT coalesce(max(place), 0) + 1 AS place FROM listening.keyed_sheet WHERE batch_id = ${batch} AND pass = ${pass}`.execute(
    db,
  )
  return rows[0]!.place
}

export async function insertKeyedSheets(
  db: Database,
  batch: string,
  pass: Pass,
  sheets: readonly KeyedSheet[],
  by: string,
  at: Date,
): Promise<void> {
  const column = <T>(pick: (sheet: KeyedSheet) => T) => sheets.map(pick)
  await sql`
    INSERT INTO listening.keyed_sheet (participant_id, batch_id, pass, place, language, own_statement, own_words, may_publish, uploaded, keyed_by, keyed_at)
    SELECT participant_id, ${batch}, ${pass}, place, language, own_statement, own_words, may_publish, uploaded, ${by}, ${at}
    FROM unnest(${column((each) => each.participant)}::uuid[], ${column((each) => each.place)}::int[], ${column((each) => each.language)}::text[],
      ${column((each) => each.ownStatement)}::text[], ${column((each) => each.ownWords)}::text[], ${column((each) => each.mayPublish)}::boolean[],
      ${column((each) => each.uploaded)}::boolean[])
      AS given (participant_id, place, language, own_statement, own_words, may_publish, uploaded)`.execute(
    db,
  )
  await insertMarks(db, batch, pass, sheets, by, at)
  const about = sheets.flatMap((sheet) =>
    [...sheet.about.values()].map((answer) => ({ sheet, answer })),
  )
  for (const { sheet, answer } of about)
    await sql`
      INSERT INTO listening.keyed_about (participant_id, batch_id, pass, question_id, options, words, keyed_by)
      VALUES (${sheet.participant}, ${batch}, ${pass}, ${answer.question}, ${answer.options}::smallint[], ${answer.words}, ${by})`.execute(
      db,
    )
}

/** Pass 3 holds what was settled where the two differed. */
export async function insertMarks(
  db: Database,
  batch: string,
  pass: Pass | 3,
  sheets: readonly { participant: string; marks: ReadonlyMap<string, Mark> }[],
  by: string,
  at: Date,
): Promise<void> {
  const rows = sheets.flatMap(({ participant, marks }) =>
    [...marks].map(([statement, mark]) => ({ participant, statement, ...mark })),
  )
  const column = <T>(pick: (row: (typeof rows)[number]) => T) => rows.map(pick)
  await sql`
    INSERT INTO listening.keying (participant_id, batch_id, pass, statement_id, value, important, set_aside, keyed_by, keyed_at)
    SELECT participant_id, ${batch}, ${pass}, statement_id, value, important, set_aside, ${by}, ${at}
    FROM unnest(${column((each) => each.participant)}::uuid[], ${column((each) => each.statement)}::uuid[], ${column((each) => each.value)}::smallint[],
      ${column((each) => each.important)}::boolean[], ${column((each) => each.setAside)}::text[])
      AS given (participant_id, statement_id, value, important, set_aside)`.execute(db)
}

/** Takes a sheet, or without one the whole pass, out of a keying. */
export async function deleteKeyed(
  db: Database,
  batch: string,
  pass: Pass,
  participant?: string,
): Promise<void> {
  const which = sql`batch_id = ${batch} AND pass = ${pass}${participant === undefined ? sql`` : sql` AND participant_id = ${participant}`}`
  await sql`DELETE FROM listening.keying WHERE ${which}`.execute(db)
  await sql`DELETE FROM listening.keyed_about WHERE ${which}`.execute(db)
  await sql`DELETE FROM listening.keyed_sheet WHERE ${which}`.execute(db)
}

/** A whole pass, in the order of keying. Seen by others than its keyer once both are done. */
export async function keyedSheets(db: Database, batch: string, pass: Pass): Promise<KeyedSheet[]> {
  const sheets = await sql<Omit<KeyedSheet, 'marks' | 'about'>>`
    SELECT participant_id AS participant, place, language, own_statement AS "ownStatement", own_words AS "ownWords",
      may_publish AS "mayPublish", uploaded
    FROM listening.keyed_sheet WHERE batch_id = ${batch} AND pass = ${pass} ORDER BY place`.execute(
    db,
  )
  const marks = await sql<{
    participant: string
    statement: string
    value: Value | null
    important: boolean
    setAside: SetAside | null
  }>`
    SELECT participant_id AS participant, statement_id AS statement, value, important, set_aside AS "setAside"
    FROM listening.keying JOIN listening.statement ON statement.id = statement_id
    WHERE batch_id = ${batch} AND pass = ${pass} ORDER BY statement.number`.execute(db)
  const about = await sql<AboutAnswer & { participant: string }>`
    SELECT participant_id AS participant, question_id AS question, options, words
    FROM listening.keyed_about WHERE batch_id = ${batch} AND pass = ${pass}`.execute(db)
  const all = new Map<string, KeyedSheet>(
    sheets.rows.map((sheet) => [
      sheet.participant,
      { ...sheet, marks: new Map(), about: new Map() },
    ]),
  )
  for (const { participant, statement, ...mark } of marks.rows)
    all.get(participant)?.marks.set(statement, mark)
  for (const { participant, ...answer } of about.rows)
    all.get(participant)?.about.set(answer.question, answer)
  return [...all.values()]
}
