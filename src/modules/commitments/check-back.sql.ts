import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { CheckBack, CheckBackWord, RecordedChannel } from './check-back.ts'
import type { Verdict } from './commitment.ts'

const source = sql`
  SELECT asked.id, asked.commitment_id AS commitment, asked.update_id AS update, asked.opened_at AS "openedAt", asked.closes_on AS "closesOn",
    CASE WHEN closed.check_back_id IS NOT NULL THEN json_build_object('outcome', closed.verdict, 'counts', closed.counts, 'words', closed.words,
      'nextReviewOn', closed.next_review_on, 'byClock', closed.closed_by IS NULL) END AS result, closed.closed_at AS "closedAt"
  FROM commitments.check_back asked LEFT JOIN commitments.check_back_result closed ON closed.check_back_id = asked.id`

type Row = Omit<CheckBack, 'result'> & {
  result: Omit<NonNullable<CheckBack['result']>, 'closedAt'> | null
  closedAt: Date | null
}

const asCheckBack = ({ closedAt, result, ...row }: Row): CheckBack => ({
  ...row,
  result: result && closedAt ? { ...result, closedAt } : null,
})

export async function checkBackById(db: Database, id: string): Promise<CheckBack | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Row>`${source} WHERE asked.id = ${id}`.execute(db)
  return rows.map(asCheckBack)[0]
}

/** Oldest first. */
export async function checkBacksOf(db: Database, commitment: string): Promise<CheckBack[]> {
  if (!isId(commitment)) return []
  const { rows } = await sql<Row>`
    ${source} WHERE asked.commitment_id = ${commitment} ORDER BY asked.opened_at, asked.id`.execute(
    db,
  )
  return rows.map(asCheckBack)
}

export async function checkBacksAmong(db: Database, ids: readonly string[]): Promise<CheckBack[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Row>`${source} WHERE asked.id = ANY (${ids}::uuid[])`.execute(db)
  return rows.map(asCheckBack)
}

/** Those whose last day has passed, and which nobody has closed. */
export async function overdueCheckBacks(db: Database, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT asked.id FROM commitments.check_back asked
    WHERE asked.closes_on < ${today} AND NOT EXISTS (SELECT FROM commitments.check_back_result closed WHERE closed.check_back_id = asked.id)
    ORDER BY asked.closes_on, asked.id LIMIT 1000`.execute(db)
  return rows.map((row) => row.id)
}

export async function insertCheckBack(db: Database, row: Omit<CheckBack, 'result'>): Promise<void> {
  await db
    .insertInto('commitments.check_back')
    .values({
      id: row.id,
      commitment_id: row.commitment,
      update_id: row.update,
      opened_at: row.openedAt,
      closes_on: row.closesOn,
    })
    .execute()
}

export async function insertWord(
  db: Database,
  row: Omit<CheckBackWord, never> & {
    checkBack: string
    member: string | null
    voiceHash: string | null
    channel: 'screen' | RecordedChannel
    saidAt: Date
    recordedBy: string | null
  },
): Promise<void> {
  // Nothing is read back: whoever says something by a code may read no row of this table.
  await sql`
    INSERT INTO commitments.check_back_word (id, check_back_id, member_id, voice_hash, channel, verdict, words, language, said_at, recorded_by)
    VALUES (${row.id}, ${row.checkBack}, ${row.member}, ${row.voiceHash}, ${row.channel}, ${row.verdict}, ${row.words}, ${row.language},
      ${row.saidAt}, ${row.recordedBy})`.execute(db)
}

/** What people said, once it is closed; nothing before. */
export async function wordsOf(db: Database, checkBack: string): Promise<CheckBackWord[]> {
  const { rows } = await sql<CheckBackWord>`
    SELECT id, verdict, words, language FROM commitments.words_of_check_back(${checkBack})`.execute(
    db,
  )
  return rows
}

/** How many have said something. */
export async function voicesOf(db: Database, checkBack: string): Promise<number> {
  const { rows } = await sql<{ voices: number }>`
    SELECT commitments.voices_of_check_back(${checkBack}) AS voices`.execute(db)
  return rows[0]?.voices ?? 0
}

/** Whether this member, or whoever holds the code of this hash, is one of those it was promised to. */
export async function mayCheck(
  db: Database,
  checkBack: string,
  voice: { member: string | null; hash: string | null },
): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    SELECT commitments.may_check(${checkBack}, ${voice.member}, ${voice.hash}) AS may`.execute(db)
  return rows[0]?.may ?? false
}

/** What a member said last, as that member. */
export async function ownWord(
  db: Database,
  checkBack: string,
  member: string,
): Promise<{ verdict: Verdict; words: string } | undefined> {
  const { rows } = await sql<{ verdict: Verdict; words: string }>`
    SELECT verdict, words FROM commitments.check_back_word WHERE check_back_id = ${checkBack} AND member_id = ${member}
    ORDER BY number DESC LIMIT 1`.execute(db)
  return rows[0]
}

export async function insertCodes(
  db: Database,
  checkBack: string,
  hashes: readonly string[],
  at: Date,
): Promise<void> {
  if (hashes.length === 0) return
  await sql`
    INSERT INTO commitments.check_back_code (code_hash, check_back_id, made_at)
    SELECT hash, ${checkBack}, ${at} FROM unnest(${hashes}::text[]) AS hash`.execute(db)
}

/** Which check-back a code is for: for background reading alone. */
export async function checkBackOfCode(db: Database, hash: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('commitments.check_back_code')
    .select('check_back_id')
    .where('code_hash', '=', hash)
    .executeTakeFirst()
  return row?.check_back_id
}

export async function insertResult(
  db: Database,
  row: {
    checkBack: string
    words: string
    nextReviewOn: string
    closedBy: string | null
    closedAt: Date
  },
): Promise<void> {
  // The verdict and the counts are the database's own: whatever is given here is replaced by them.
  await sql`
    INSERT INTO commitments.check_back_result (check_back_id, verdict, counts, words, next_review_on, closed_by, closed_at)
    VALUES (${row.checkBack}, 'nobody-said', '{}', ${row.words}, ${row.nextReviewOn}, ${row.closedBy}, ${row.closedAt})`.execute(
    db,
  )
}

export async function wasAsked(db: Database, checkBack: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('commitments.check_back_asking')
    .select('people')
    .where('check_back_id', '=', checkBack)
    .executeTakeFirst()
  return row?.people
}

export async function insertAsking(
  db: Database,
  checkBack: string,
  people: number,
  at: Date,
): Promise<void> {
  await db
    .insertInto('commitments.check_back_asking')
    .values({ check_back_id: checkBack, people, asked_at: at })
    .execute()
}
