import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { Standing } from './receipt.ts'

/** One person's responses as they stand: whichever channel they used, the later one for each statement. */
export type PersonStanding = { participant: string; responses: Standing[] }

type Row = {
  participant: string
  statements: string[]
  values: (-1 | 0 | 1)[]
  important: boolean[]
}

const people = 1000

/**
 * Everybody's standing responses in a round, some people at a time, in order of their id. People who
 * were found to be one (`same_as_id`) are counted as one; people banned are not counted. Responses that
 * arrived after `until` are not seen. Reads what only background work may read.
 */
export async function* standingOf(
  db: Database,
  round: string,
  options: { until?: Date | undefined; only?: readonly string[] | undefined } = {},
): AsyncGenerator<PersonStanding[]> {
  const { rows: statements } = await sql<{ id: string; number: number }>`
    SELECT id, number FROM listening.statement WHERE round_id = ${round}`.execute(db)
  const numbers = new Map(statements.map((each) => [each.id, each.number]))
  const until = options.until ?? null
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows: page } = await sql<{ id: string }>`
      SELECT id FROM listening.participant
      WHERE round_id = ${round} AND same_as_id IS NULL AND id > ${after}
        AND (banned_at IS NULL OR banned_at > ${until}::timestamptz) AND (withdrawn_at IS NULL OR withdrawn_at > ${until}::timestamptz)
        ${options.only ? sql`AND id = ANY (${options.only}::uuid[])` : sql``}
      ORDER BY id LIMIT ${people}`.execute(db)
    const last = page.at(-1)
    if (!last) return
    const ids = page.map((each) => each.id)
    // Written so that no plan is bad while the planner knows nothing of a table that has just been
    // filled: one walk along the key for each person (with the round's id as well it would walk the whole
    // round for each), and statements are looked up here.
    const { rows } = await sql<Row>`
      WITH alias AS (
        SELECT id, id AS person FROM unnest(${ids}::uuid[]) AS person (id)
        UNION ALL
        SELECT id, same_as_id FROM listening.participant WHERE same_as_id = ANY (${ids}::uuid[])
      ), stands AS (
        SELECT DISTINCT ON (alias.person, response.statement_id) alias.person, response.statement_id, response.value, response.important
        FROM alias CROSS JOIN LATERAL (
          SELECT statement_id, value, important, given_at, received_at, id FROM listening.response
          WHERE participant_id = alias.id ${until ? sql`AND received_at <= ${until}` : sql``}
          OFFSET 0) AS response
        ORDER BY alias.person, response.statement_id, response.given_at DESC, response.received_at DESC, response.id DESC
      )
      SELECT person AS participant, array_agg(statement_id) AS statements, array_agg(value::integer) AS values, array_agg(important) AS important
      FROM stands GROUP BY person ORDER BY person`.execute(db)
    if (rows.length > 0) yield rows.map((row) => asStanding(row, numbers))
    if (page.length < people) return
    after = last.id
  }
}

function asStanding(row: Row, numbers: ReadonlyMap<string, number>): PersonStanding {
  return {
    participant: row.participant,
    responses: row.statements
      .map((id, index) => ({
        statement: numbers.get(id)!,
        value: row.values[index]!,
        important: row.important[index]!,
      }))
      .toSorted((a, b) => a.statement - b.statement),
  }
}

/**
 * People's ids as they count: of two that are one person, the one that stands. For finding who is
 * touched by responses that arrived.
 */
export async function touchedSince(
  db: Database,
  round: string,
  since: Date,
  until?: Date,
): Promise<{ people: string[]; newest: Date | null }> {
  const { rows } = await sql<{ person: string; newest: Date }>`
    SELECT coalesce(participant.same_as_id, participant.id) AS person, max(response.received_at) AS newest
    FROM listening.response JOIN listening.participant ON participant.id = response.participant_id
    WHERE response.round_id = ${round} AND response.received_at >= ${since} ${until ? sql`AND response.received_at <= ${until}` : sql``}
    GROUP BY 1`.execute(db)
  return {
    people: rows.map((row) => row.person),
    newest: rows.reduce<Date | null>(
      (newest, row) => (newest === null || row.newest > newest ? row.newest : newest),
      null,
    ),
  }
}
