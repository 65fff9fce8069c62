import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Expectation, ExpectationAnswer } from './expectation.ts'

const columns = sql`
  id, partnership_id AS partnership, organisation_id AS organisation, what, why, language, answer_by AS "answerBy", priority_id AS priority,
  drafted_at AS "draftedAt", sent_at AS "sentAt", withdrawn_at AS "withdrawnAt", withdrawal`

/** Drafts are seen by members only: row-level security. */
export async function expectationById(db: Database, id: string): Promise<Expectation | undefined> {
  if (!isId(id)) return undefined
  return (await expectationsAmong(db, [id]))[0]
}

export async function expectationsAmong(
  db: Database,
  ids: readonly string[],
): Promise<Expectation[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Expectation>`
    SELECT ${columns} FROM commitments.expectation WHERE id = ANY (${ids}::uuid[]) ORDER BY drafted_at, id`.execute(
    db,
  )
  return rows
}

/** Newest first. */
export async function expectationsOf(
  db: Database,
  of: { partnership?: string; organisation?: string },
): Promise<Expectation[]> {
  const { rows } = await sql<Expectation>`
    SELECT ${columns} FROM commitments.expectation
    WHERE (${of.partnership ?? null}::uuid IS NULL OR partnership_id = ${of.partnership ?? null})
      AND (${of.organisation ?? null}::uuid IS NULL OR organisation_id = ${of.organisation ?? null})
    ORDER BY coalesce(sent_at, drafted_at) DESC, id DESC LIMIT 1000`.execute(db)
  return rows
}

/** Every answer to these, oldest first. */
export async function answersTo(
  db: Database,
  expectations: readonly string[],
): Promise<Map<string, ExpectationAnswer[]>> {
  if (expectations.length === 0) return new Map()
  const { rows } = await sql<
    ExpectationAnswer & { at: Date | null; agreed: boolean; said: string }
  >`
    SELECT given.id, given.expectation_id AS expectation, given.kind, given.text, given.language, given.answered_at AS "answeredAt",
      CASE WHEN form.answer_id IS NOT NULL THEN json_build_object('agreed', form.agreed, 'text', form.text) END AS form, form.at
    FROM commitments.expectation_answer given LEFT JOIN commitments.form_answer form ON form.answer_id = given.id
    WHERE given.expectation_id = ANY (${expectations}::uuid[]) ORDER BY given.answered_at, given.id`.execute(
    db,
  )
  return Map.groupBy(
    rows.map(({ at, form, ...row }) => ({ ...row, form: form && at ? { ...form, at } : null })),
    ({ expectation }) => expectation,
  )
}

/** Makes everything that is said to one expectation wait for each other. */
export async function lockExpectation(db: Database, expectation: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`expectation:${expectation}`}, 0))`.execute(
    db,
  )
}

export async function insertExpectation(
  db: Database,
  row: Omit<Expectation, 'sentAt' | 'withdrawnAt' | 'withdrawal'> & { draftedBy: string | null },
): Promise<void> {
  await db
    .insertInto('commitments.expectation')
    .values({
      id: row.id,
      partnership_id: row.partnership,
      organisation_id: row.organisation,
      what: row.what,
      why: row.why,
      language: row.language,
      answer_by: row.answerBy,
      priority_id: row.priority,
      drafted_by: row.draftedBy,
      drafted_at: row.draftedAt,
    })
    .execute()
}

export async function updateDraft(
  db: Database,
  id: string,
  row: Pick<Expectation, 'organisation' | 'what' | 'why' | 'language' | 'answerBy' | 'priority'>,
): Promise<void> {
  await db
    .updateTable('commitments.expectation')
    .set({
      organisation_id: row.organisation,
      what: row.what,
      why: row.why,
      language: row.language,
      answer_by: row.answerBy,
      priority_id: row.priority,
    })
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .execute()
}

export async function setSent(
  db: Database,
  id: string,
  by: string | null,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('commitments.expectation')
    .set({ sent_at: at, sent_by: by })
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function setWithdrawn(
  db: Database,
  id: string,
  reason: string,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('commitments.expectation')
    .set({ withdrawn_at: at, withdrawal: reason })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function setContact(
  db: Database,
  expectation: string,
  contact: { address: string; language: string } | null,
): Promise<void> {
  await db
    .deleteFrom('commitments.expectation_contact')
    .where('expectation_id', '=', expectation)
    .execute()
  if (contact)
    await db
      .insertInto('commitments.expectation_contact')
      .values({ expectation_id: expectation, ...contact })
      .execute()
}

/** Where notice of it goes: to organisers of the partnership and nobody else. */
export async function contactOf(
  db: Database,
  expectation: string,
): Promise<{ address: string; language: string } | undefined> {
  return db
    .selectFrom('commitments.expectation_contact')
    .select(['address', 'language'])
    .where('expectation_id', '=', expectation)
    .executeTakeFirst()
}

export async function insertAnswer(
  db: Database,
  row: Omit<ExpectationAnswer, 'form'> & { answeredBy: string },
): Promise<void> {
  await db
    .insertInto('commitments.expectation_answer')
    .values({
      id: row.id,
      expectation_id: row.expectation,
      kind: row.kind,
      text: row.text,
      language: row.language,
      answered_by: row.answeredBy,
      answered_at: row.answeredAt,
    })
    .execute()
}

export async function insertFormAnswer(
  db: Database,
  row: { answer: string; agreed: boolean; text: string; by: string | null; at: Date },
): Promise<void> {
  await db
    .insertInto('commitments.form_answer')
    .values({
      answer_id: row.answer,
      agreed: row.agreed,
      text: row.text,
      by_person_id: row.by,
      at: row.at,
    })
    .execute()
}

export async function answersAmong(
  db: Database,
  ids: readonly string[],
): Promise<Omit<ExpectationAnswer, 'form'>[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Omit<ExpectationAnswer, 'form'>>`
    SELECT id, expectation_id AS expectation, kind, text, language, answered_at AS "answeredAt"
    FROM commitments.expectation_answer WHERE id = ANY (${ids}::uuid[])`.execute(db)
  return rows
}
