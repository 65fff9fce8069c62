import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actorOf, foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { closenessBetween, tasks } from './index.ts'

const system = await testSystem()
const board = await foundBoard(system, { residents: 4, organisations: 2, name: 'Near' })
const organisation = board.organisations[0]!
const page = `/in/${board.slug}/closeness/${organisation.id}`
const between = async (person: string) =>
  reading(system.db, await actorOf(system, person), (db) =>
    closenessBetween(db, board.id, organisation.id),
  )
const stored = async () =>
  (
    await system.owner.query(
      'SELECT side, level FROM partnerships.closeness WHERE partnership_id = $1 ORDER BY side',
      [board.id],
    )
  ).rows

test('each side chooses, and the lower of the two holds', async () => {
  const chair = await board.chair.browser()
  const officer = await board.officers[0]!.browser()
  assert.equal(await between(board.chair.person), 1, 'what nobody chose is arm’s length')
  const chosen = await chair.post(page, { side: 'partnership', level: '4' })
  assert.equal(chosen.status, 303, await chosen.text())
  assert.equal(await between(board.chair.person), 1)
  assert.equal((await officer.post(page, { side: 'organisation', level: '3' })).status, 303)
  assert.equal(await between(board.chair.person), 3)
  assert.equal(await between(board.officers[0]!.person), 3)
  const seen = await officer.page(page)
  assert.match(seen, /What holds now: <b>working together<\/b>/)
  assert.match(seen, /Whom to call/)
  assert.match(seen, /Resident 1/, 'in touch or nearer, each sees whom to call')
  assert.match(seen, /Never shared, at any level/)
})

test('stepping back is one press, holds at once and leaves no trace', async () => {
  const officer = await board.officers[0]!.browser()
  assert.match(await officer.page(page), /Step back to: at arm’s length/)
  assert.equal((await officer.post(page, { side: 'organisation', level: '1' })).status, 303)
  assert.equal(await between(board.chair.person), 1)
  assert.deepEqual(await stored(), [
    { side: 'organisation', level: 1 },
    { side: 'partnership', level: 4 },
  ])
  const { rows } = await system.owner.query(
    `SELECT count(*)::int AS n FROM platform.ledger_event WHERE partnership_id = $1 AND act LIKE '%closeness%'`,
    [board.id],
  )
  assert.equal(rows[0].n, 0, 'nothing stands in the public record')
  const chair = await board.chair.browser()
  assert.doesNotMatch(await chair.page(page), /working together<\/b>|Whom to call/)
})

test('the other side is told plainly what holds, once', async () => {
  await system.owner.query('DELETE FROM platform.message')
  await tasks['tell-of-closeness']!(system, {
    partnership: board.id,
    organisation: organisation.id,
    side: 'organisation',
  })
  const { rows } = await system.owner.query(
    'SELECT recipient, body FROM platform.message ORDER BY recipient',
  )
  assert.deepEqual(
    rows.map((row) => row.recipient),
    [board.chair.email],
  )
  assert.match(rows[0].body, /What holds between you from now on: at arm’s length\./)
  assert.doesNotMatch(rows[0].body, /working together|integrated/)
})

test('nobody else sees it or chooses it, at the front door or in SQL', async () => {
  const member = await board.residents[3]!.browser()
  assert.equal((await member.post(page, { side: 'partnership', level: '2' })).status, 403)
  assert.equal((await member.post(page, { side: 'organisation', level: '2' })).status, 403)
  const rival = await board.officers[1]!.browser()
  assert.equal((await rival.post(page, { side: 'organisation', level: '4' })).status, 403)
  const outsider = await board.outsider.browser()
  assert.equal((await outsider.get(page)).status, 403)
  assert.equal(
    (await visitor(board.web).get(page)).headers.get('location')?.slice(0, 8),
    '/sign-in',
  )
  const before = await stored()
  for (const [who, side] of [
    [board.outsider, 'partnership'],
    [board.outsider, 'organisation'],
    [board.residents[3]!, 'partnership'],
    [board.officers[1]!, 'organisation'],
    [board.chair, 'organisation'],
  ] as const) {
    const attempt = transaction(
      system.db,
      await actorOf(system, who.person),
      system.clock.now(),
      async ({ db }) => {
        const done = await db
          .updateTable('partnerships.closeness')
          .set({ level: 4, set_by: who.person })
          .where('organisation_id', '=', organisation.id)
          .where('side', '=', side)
          .executeTakeFirst()
        if (done.numUpdatedRows === 0n)
          await db
            .insertInto('partnerships.closeness')
            .values({
              partnership_id: board.id,
              organisation_id: board.organisations[1]!.id,
              side: side === 'organisation' && who === board.officers[1] ? 'partnership' : side,
              level: 4,
              set_at: system.clock.now(),
              set_by: who.person,
            })
            .execute()
      },
    )
    await assert.rejects(attempt, /row-level security/)
  }
  assert.deepEqual(await stored(), before)
  const hidden = await reading(system.db, await actorOf(system, board.outsider.person), (db) =>
    db.selectFrom('partnerships.closeness').selectAll().execute(),
  )
  assert.deepEqual(hidden, [])
})
