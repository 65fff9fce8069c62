import { sql, type RawBuilder } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import {
  boardChangeActs,
  type BoardFilter,
  type BoardOf,
  type BoardPlace,
  type BoardRow,
} from './board.ts'
import { commitmentsAmong, historiesOf } from './commitment.sql.ts'
import { stateOf } from './commitment.ts'
import { answersTo, expectationsAmong } from './expectation.sql.ts'
import { standingOf } from './expectation.ts'

/** Everything in public that a board may show. */
const entries = sql`(
  SELECT id, 'expectation' AS kind, sent_at AS at, organisation_id, partnership_id, priority_id, NULL::uuid AS intent_id
    FROM commitments.expectation WHERE sent_at IS NOT NULL
  UNION ALL
  SELECT id, 'commitment', made_at, organisation_id, partnership_id, priority_id, intent_id FROM commitments.commitment
) AS entry`

const onBoard = ({ kind, id }: BoardOf): RawBuilder<unknown> =>
  kind === 'partnership'
    ? sql`entry.partnership_id = ${id}`
    : kind === 'organisation'
      ? sql`entry.organisation_id = ${id}`
      : sql`entry.intent_id = ${id}`

const within = (of: BoardOf, filter: BoardFilter): RawBuilder<unknown> => sql`${onBoard(of)}
  AND (${filter.organisation}::uuid IS NULL OR entry.organisation_id = ${filter.organisation})
  AND (${filter.partnership}::uuid IS NULL OR entry.partnership_id = ${filter.partnership})
  AND (${filter.priority}::uuid IS NULL OR entry.priority_id = ${filter.priority})`

const batch = 200

/**
 * The rows of a board from a place on, newest first, and whether there are more. Where a thing stands
 * is worked out by the one rule that every page uses, so rows are read in batches until there are
 * enough of the state that was asked for.
 */
export async function boardRows(
  db: Database,
  of: BoardOf,
  filter: BoardFilter,
  page: { today: string; before?: BoardPlace | undefined; limit: number },
): Promise<{ rows: BoardRow[]; next: BoardPlace | undefined }> {
  const rows: BoardRow[] = []
  let before = page.before
  for (;;) {
    const found = await sql<{ id: string; kind: 'expectation' | 'commitment'; at: Date }>`
      SELECT entry.id, entry.kind, entry.at FROM ${entries}
      WHERE ${within(of, filter)}
        AND (${before?.at ?? null}::timestamptz IS NULL OR (entry.at, entry.id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))
      ORDER BY entry.at DESC, entry.id DESC LIMIT ${batch}`.execute(db)
    for (const row of await standing(db, found.rows, page.today)) {
      if (filter.state !== null && row.state.kind !== filter.state) continue
      const last = rows.at(-1)
      if (last && rows.length === page.limit)
        return { rows, next: { at: last.at, id: last.noun.id } }
      rows.push(row)
    }
    const last = found.rows.at(-1)
    if (!last || found.rows.length < batch) return { rows, next: undefined }
    before = { at: last.at, id: last.id }
  }
}

async function standing(
  db: Database,
  found: readonly { id: string; kind: 'expectation' | 'commitment'; at: Date }[],
  today: string,
): Promise<BoardRow[]> {
  const ids = (kind: string) => found.filter((each) => each.kind === kind).map(({ id }) => id)
  const [expectations, answers, commitments, histories] = await Promise.all([
    expectationsAmong(db, ids('expectation')),
    answersTo(db, ids('expectation')),
    commitmentsAmong(db, ids('commitment')),
    historiesOf(db, ids('commitment')),
  ])
  const expected = new Map(expectations.map((each) => [each.id, each]))
  const promised = new Map(commitments.map((each) => [each.id, each]))
  return found.flatMap(({ id, at }): BoardRow[] => {
    const expectation = expected.get(id)
    if (expectation)
      return [
        {
          kind: 'expectation',
          at,
          noun: expectation,
          state: standingOf(expectation, answers.get(id) ?? [], today),
        },
      ]
    const commitment = promised.get(id)
    const history = histories.get(id)
    if (!commitment || !history) return []
    return [{ kind: 'commitment', at, noun: commitment, state: stateOf(history, today) }]
  })
}

/** What a board may be filtered by: whoever and whatever is on it. */
export async function boardChoices(
  db: Database,
  of: BoardOf,
): Promise<{ organisations: string[]; partnerships: string[]; priorities: string[] }> {
  const { rows } = await sql<{
    organisations: string[] | null
    partnerships: string[] | null
    priorities: string[] | null
  }>`
    SELECT array_agg(DISTINCT entry.organisation_id) AS organisations, array_agg(DISTINCT entry.partnership_id) AS partnerships,
      array_agg(DISTINCT entry.priority_id) FILTER (WHERE entry.priority_id IS NOT NULL) AS priorities
    FROM ${entries} WHERE ${onBoard(of)}`.execute(db)
  const [found] = rows
  return {
    organisations: found?.organisations ?? [],
    partnerships: found?.partnerships ?? [],
    priorities: found?.priorities ?? [],
  }
}

/** A change on a board, as the public record holds it. */
export type BoardChange = {
  partnership: string
  sequence: string
  at: Date
  act: string
  subjectKind: string
  subject: string
  body: Record<string, unknown>
  hash: string
}

/** The newest changes on a board; whatever state each thing is in now. */
export async function boardChanges(
  db: Database,
  of: BoardOf,
  filter: BoardFilter,
  limit: number,
): Promise<BoardChange[]> {
  const { rows } = await sql<Omit<BoardChange, 'body'> & { body: string }>`
    WITH shown AS (SELECT entry.id FROM ${entries} WHERE ${within(of, filter)})
    SELECT event.partnership_id AS partnership, event.sequence, event.at, event.act, event.subject_kind AS "subjectKind",
      event.subject_id AS subject, event.body, encode(event.hash, 'hex') AS hash
    FROM platform.ledger_event event
    WHERE event.act = ANY (${boardChangeActs}::text[])
      AND (${of.kind === 'partnership' ? of.id : null}::uuid IS NULL OR event.partnership_id = ${of.kind === 'partnership' ? of.id : null})
      AND (event.subject_id IN (SELECT id FROM shown)
        OR event.subject_id IN (SELECT asked.id FROM commitments.check_back asked JOIN shown ON shown.id = asked.commitment_id)
        OR (event.subject_kind = 'intent' AND ${of.kind === 'intent' ? of.id : null}::uuid = event.subject_id))
    ORDER BY event.at DESC, event.sequence DESC LIMIT ${limit}`.execute(db)
  return rows.map((row) => ({ ...row, body: JSON.parse(row.body) as Record<string, unknown> }))
}

/** The boards that something belongs to, by what an act was about. */
export async function boardsOf(
  db: Database,
  subject: { kind: string; id: string },
): Promise<BoardOf[]> {
  const { rows } = await sql<{
    partnership: string
    organisation: string | null
    intent: string | null
  }>`
    SELECT partnership_id AS partnership, organisation_id AS organisation, NULL::uuid AS intent
      FROM commitments.expectation WHERE id = ${subject.id} AND sent_at IS NOT NULL
    UNION ALL
    SELECT partnership_id, organisation_id, intent_id FROM commitments.commitment
      WHERE id = ${subject.id} OR id = (SELECT commitment_id FROM commitments.check_back WHERE id = ${subject.id})
    UNION ALL
    SELECT partnership_id, NULL, id FROM commitments.intent WHERE id = ${subject.id} AND published_at IS NOT NULL`.execute(
    db,
  )
  const [found] = rows
  if (!found) return []
  return [
    { kind: 'partnership', id: found.partnership },
    ...(found.organisation ? [{ kind: 'organisation' as const, id: found.organisation }] : []),
    ...(found.intent ? [{ kind: 'intent' as const, id: found.intent }] : []),
  ]
}
