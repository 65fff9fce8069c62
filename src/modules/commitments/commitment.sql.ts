import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { isId } from '../../platform/ids.ts'
import type { Commitment, History, Outcome } from './commitment.ts'

const columns = sql`
  commitment.id, commitment.partnership_id AS partnership, commitment.organisation_id AS organisation, commitment.what, commitment.language,
  commitment.due_on AS "dueOn", commitment.review_on AS "reviewOn", commitment.priority_id AS priority, commitment.expectation_id AS expectation,
  commitment.intent_id AS intent, commitment.made_by AS "madeBy", commitment.made_at AS "madeAt"`

export async function commitmentById(db: Database, id: string): Promise<Commitment | undefined> {
  if (!isId(id)) return undefined
  return (await commitmentsAmong(db, [id]))[0]
}

export async function commitmentsAmong(
  db: Database,
  ids: readonly string[],
): Promise<Commitment[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Commitment>`
    SELECT ${columns} FROM commitments.commitment WHERE id = ANY (${ids}::uuid[]) ORDER BY made_at, id`.execute(
    db,
  )
  return rows
}

/** What was promised in a partnership, by an organisation or under a statement of intent; newest first. */
export async function commitmentsOf(
  db: Database,
  of: { partnership?: string; organisation?: string; intent?: string; priority?: string },
): Promise<Commitment[]> {
  const { rows } = await sql<Commitment>`
    SELECT ${columns} FROM commitments.commitment
    WHERE (${of.partnership ?? null}::uuid IS NULL OR partnership_id = ${of.partnership ?? null})
      AND (${of.organisation ?? null}::uuid IS NULL OR organisation_id = ${of.organisation ?? null})
      AND (${of.intent ?? null}::uuid IS NULL OR intent_id = ${of.intent ?? null})
      AND (${of.priority ?? null}::uuid IS NULL OR priority_id = ${of.priority ?? null})
    ORDER BY made_at DESC, id DESC LIMIT 5000`.execute(db)
  return rows
}

export async function commitmentOfExpectation(
  db: Database,
  expectation: string,
): Promise<Commitment | undefined> {
  const { rows } = await sql<Commitment>`
    SELECT ${columns} FROM commitments.commitment WHERE expectation_id = ${expectation}`.execute(db)
  return rows[0]
}

/** What has happened to each, as far as its state depends on it. */
export async function historiesOf(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, History>> {
  if (ids.length === 0) return new Map()
  const [made, updates, asked] = await Promise.all([
    commitmentsAmong(db, ids),
    sql<{ commitment: string; at: Date; saysDone: boolean; nextReviewOn: string | null }>`
      SELECT commitment_id AS commitment, posted_at AS at, says_done AS "saysDone", next_review_on AS "nextReviewOn"
      FROM commitments.commitment_update WHERE commitment_id = ANY (${ids}::uuid[]) ORDER BY posted_at, id`.execute(
      db,
    ),
    sql<{
      commitment: string
      openedAt: Date
      closesOn: string
      closedAt: Date | null
      outcome: Outcome | null
      nextReviewOn: string | null
    }>`
      SELECT asked.commitment_id AS commitment, asked.opened_at AS "openedAt", asked.closes_on AS "closesOn",
        closed.closed_at AS "closedAt", closed.verdict AS outcome, closed.next_review_on AS "nextReviewOn"
      FROM commitments.check_back asked LEFT JOIN commitments.check_back_result closed ON closed.check_back_id = asked.id
      WHERE asked.commitment_id = ANY (${ids}::uuid[]) ORDER BY asked.opened_at, asked.id`.execute(
      db,
    ),
  ])
  const updatesOf = Map.groupBy(updates.rows, ({ commitment }) => commitment)
  const askedOf = Map.groupBy(asked.rows, ({ commitment }) => commitment)
  return new Map(
    made.map(({ id, madeAt, dueOn, reviewOn }) => [
      id,
      {
        madeAt,
        dueOn,
        reviewOn,
        updates: updatesOf.get(id) ?? [],
        checkBacks: (askedOf.get(id) ?? []).map(
          ({ openedAt, closesOn, closedAt, outcome, nextReviewOn }) => ({
            openedAt,
            closesOn,
            closed: closedAt && outcome ? { at: closedAt, outcome, nextReviewOn } : null,
          }),
        ),
      },
    ]),
  )
}

/** Makes everything that changes where one promise stands wait for each other. */
export async function lockCommitment(db: Database, commitment: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`commitment:${commitment}`}, 0))`.execute(
    db,
  )
}

export async function insertCommitment(db: Database, row: Commitment): Promise<void> {
  await db
    .insertInto('commitments.commitment')
    .values({
      id: row.id,
      partnership_id: row.partnership,
      organisation_id: row.organisation,
      what: row.what,
      language: row.language,
      due_on: row.dueOn,
      review_on: row.reviewOn,
      priority_id: row.priority,
      expectation_id: row.expectation,
      intent_id: row.intent,
      made_by: row.madeBy,
      made_at: row.madeAt,
    })
    .execute()
}

/** The organisations that somebody speaks for in a partnership. */
export async function organisationsSpokenFor(
  db: Database,
  person: string,
  partnership: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT organisation_id AS id FROM partnerships.member
      WHERE person_id = ${person} AND partnership_id = ${partnership} AND left_at IS NULL AND organisation_id IS NOT NULL
    UNION
    SELECT organisation_id FROM partnerships.representative
      WHERE person_id = ${person} AND ended_at IS NULL AND (partnership_id IS NULL OR partnership_id = ${partnership})`.execute(
    db,
  )
  return rows.map((row) => row.id)
}
