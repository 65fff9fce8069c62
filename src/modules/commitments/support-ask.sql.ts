import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { AskWithCost, SupportAnswer, SupportAsk } from './support-ask.ts'

/** With what answering took so far, newest first. */
export async function asksOf(
  db: Database,
  of: { id?: string; partnership?: string; intent?: string },
): Promise<AskWithCost[]> {
  const { rows } = await sql<AskWithCost>`
    SELECT asked.id, asked.partnership_id AS partnership, asked.intent_id AS intent, asked.asked_by AS "askedBy", asked.asked_of AS "askedOf",
      asked.what, asked.language, asked.hours::float8 AS hours, asked.hours_paid::float8 AS "hoursPaid", asked.made_at AS "madeAt",
      count(given.id)::integer AS answers, coalesce(sum(given.hours), 0)::float8 AS spent
    FROM commitments.support_ask asked LEFT JOIN commitments.support_answer given ON given.ask_id = asked.id
    WHERE (${of.id ?? null}::uuid IS NULL OR asked.id = ${of.id ?? null})
      AND (${of.partnership ?? null}::uuid IS NULL OR asked.partnership_id = ${of.partnership ?? null})
      AND (${of.intent ?? null}::uuid IS NULL OR asked.intent_id = ${of.intent ?? null})
    GROUP BY asked.id ORDER BY asked.made_at DESC, asked.id DESC LIMIT 1000`.execute(db)
  return rows
}

export async function askById(db: Database, id: string): Promise<AskWithCost | undefined> {
  return isId(id) ? (await asksOf(db, { id }))[0] : undefined
}

/** Oldest first. */
export async function answersToAsk(db: Database, ask: string): Promise<SupportAnswer[]> {
  const { rows } = await sql<SupportAnswer>`
    SELECT id, ask_id AS ask, organisation_id AS organisation, text, language, hours::float8 AS hours, answered_at AS "answeredAt"
    FROM commitments.support_answer WHERE ask_id = ${ask} ORDER BY answered_at, id`.execute(db)
  return rows
}

export async function insertAsk(db: Database, row: SupportAsk & { madeBy: string }): Promise<void> {
  await db
    .insertInto('commitments.support_ask')
    .values({
      id: row.id,
      partnership_id: row.partnership,
      intent_id: row.intent,
      asked_by: row.askedBy,
      asked_of: row.askedOf,
      what: row.what,
      language: row.language,
      hours: row.hours,
      hours_paid: row.hoursPaid,
      made_by: row.madeBy,
      made_at: row.madeAt,
    })
    .execute()
}

export async function insertSupportAnswer(
  db: Database,
  row: SupportAnswer & { answeredBy: string },
): Promise<void> {
  await db
    .insertInto('commitments.support_answer')
    .values({
      id: row.id,
      ask_id: row.ask,
      organisation_id: row.organisation,
      text: row.text,
      language: row.language,
      hours: row.hours,
      answered_by: row.answeredBy,
      answered_at: row.answeredAt,
    })
    .execute()
}
