import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql, type RawBuilder } from 'kysely'
import { actorOf, foundBoard, type BoardMember } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'

// Whoever runs one partnership uses its own rows to reach into another's, in SQL, past every page.

const system = await testSystem()
const ours = await foundBoard(system)
const theirs = await foundBoard(system)
const now = () => system.clock.now()
const id = () => newId(now())

/** A question that only the members of the other partnership know of. */
const draft = id()
await system.owner.query(
  `INSERT INTO partnerships.decision (id, partnership_id, kind, question, language, put_at) VALUES ($1, $2, 'ordinary', 'Theirs alone', 'en', now())`,
  [draft, theirs.id],
)
const meeting = id()
await system.owner.query(
  `INSERT INTO partnerships.meeting (id, partnership_id, title, starts_at, ends_at, place, called_at)
   VALUES ($1, $2, 'Ours', '2026-04-01T18:00Z', '2026-04-01T20:00Z', 'Hall', now())`,
  [meeting, ours.id],
)
const priority = async (partnership: string, published: boolean) => {
  const one = id()
  await system.owner.query(
    `INSERT INTO priorities.priority (id, partnership_id, title, language, proposed_at, published_at) VALUES ($1, $2, 'Buses', 'en', now(), $3)`,
    [one, partnership, published ? now() : null],
  )
  return one
}
const figure = async (partnership: string) => {
  const one = id()
  await system.owner.query(
    `INSERT INTO evidence.figure (id, partnership_id, title, language, value, unit, place, period, source, vintage, added_at)
     VALUES ($1, $2, 'Buses a day', 'en', 4, '', 'Here', '2025', 'The timetable', '2025-01-01', now())`,
    [one, partnership],
  )
  return one
}

const as = async (who: BoardMember, statement: RawBuilder<unknown>) =>
  transaction(system.db, await actorOf(system, who.person), now(), (trx) =>
    statement.execute(trx.db),
  )
const refused = (who: BoardMember, statement: RawBuilder<unknown>) =>
  assert.rejects(as(who, statement), /row-level security|foreign key/)

describe('one partnership reaches into another', () => {
  test('a draft of theirs on an agenda of ours stays theirs', async () => {
    await refused(
      ours.chair,
      sql`INSERT INTO partnerships.agenda_item (id, meeting_id, position, title, decision_id) VALUES (${id()}, ${meeting}, 1, 'Mine now', ${draft})`,
    )
    await as(
      ours.chair,
      sql`INSERT INTO partnerships.agenda_item (id, meeting_id, position, title) VALUES (${id()}, ${meeting}, 1, 'Ours')`,
    )
    await as(
      ours.chair,
      sql`INSERT INTO partnerships.meeting_notice (meeting_id, sent_at, clear_days, asked_days) VALUES (${meeting}, ${now()}, 9, 5)`,
    )
    const seen = await reading(system.db, ours.chair.actor, (db) =>
      sql`SELECT FROM partnerships.decision WHERE id = ${draft}`.execute(db),
    )
    assert.equal(seen.rows.length, 0)
  })

  test('nothing is promised or expected for their priorities, nor for a draft, nor shown by their figures', async () => {
    const officer = ours.officers[0]!
    const [own, hidden, foreign] = [
      await priority(ours.id, true),
      await priority(ours.id, false),
      await priority(theirs.id, true),
    ]
    const promise = (one: string, on: string) =>
      sql`INSERT INTO commitments.commitment (id, partnership_id, organisation_id, what, language, due_on, review_on, priority_id, made_by, made_at)
        VALUES (${one}, ${ours.id}, ${officer.organisation}, 'More buses', 'en', '2026-12-01', '2026-06-01', ${on}, ${officer.person}, ${now()})`
    await refused(officer, promise(id(), foreign))
    await refused(officer, promise(id(), hidden))
    const [first, second] = [id(), id()]
    await as(officer, promise(first, own))
    await as(officer, promise(second, own))
    const expectation = (on: string) =>
      sql`INSERT INTO commitments.expectation (id, partnership_id, organisation_id, what, why, language, answer_by, priority_id, drafted_at)
        VALUES (${id()}, ${ours.id}, ${officer.organisation}, 'Buses', '', 'en', '2026-12-01', ${on}, ${now()})`
    await refused(ours.chair, expectation(foreign))
    await as(ours.chair, expectation(own))

    const update = (one: string, of: string, by: string) =>
      sql`INSERT INTO commitments.commitment_update (id, commitment_id, text, language, figure_id, says_done, posted_by, posted_at)
        VALUES (${one}, ${of}, 'Done', 'en', ${by}, true, ${officer.person}, ${now()})`
    await refused(officer, update(id(), first, await figure(theirs.id)))
    const done = id()
    await as(officer, update(done, first, await figure(ours.id)))
    // Nor are people asked about one promise by what was said of another.
    const asked = (of: string) =>
      sql`INSERT INTO commitments.check_back (id, commitment_id, update_id, opened_at, closes_on) VALUES (${id()}, ${of}, ${done}, ${now()}, '2026-05-01')`
    await refused(officer, asked(second))
    await as(officer, asked(first))
  })

  test('their dissent, interests, attendance, closeness and contacts are not there to be read', async () => {
    const member = theirs.members[0]!
    await system.owner.query(
      `INSERT INTO partnerships.interest (id, partnership_id, member_id, about, declared_at, declared_by) VALUES ($1, $2, $3, 'My café', now(), $4)`,
      [id(), theirs.id, member.id, member.person],
    )
    await system.owner.query(
      `INSERT INTO partnerships.closeness VALUES ($1, $2, 'partnership', 3, now(), $3)`,
      [theirs.id, theirs.organisations[0]!.id, member.person],
    )
    const dissent = id()
    await system.owner.query(`INSERT INTO partnerships.dissenter VALUES ($1, $2, $3, false, $4)`, [
      dissent,
      draft,
      member.id,
      member.person,
    ])
    for (const who of [ours.chair, ours.officers[0]!, theirs.outsider])
      for (const table of ['interest', 'closeness', 'dissenter', 'dissent', 'vote', 'attendance'])
        assert.deepEqual(
          (
            await reading(system.db, await actorOf(system, who.person), (db) =>
              sql`SELECT * FROM ${sql.table(`partnerships.${table}`)}`.execute(db),
            )
          ).rows,
          [],
          `${who.name} reads ${table}`,
        )
    // The chair of their own board does not find out who dissented either.
    const own = await reading(system.db, theirs.residents[1]!.actor, (db) =>
      sql`SELECT * FROM partnerships.dissenter`.execute(db),
    )
    assert.deepEqual(own.rows, [])
  })
})
