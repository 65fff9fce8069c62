import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { activitiesOf, insertActivity, mapActivity } from './activity.sql.ts'
import { driversOf, insertDriver, setRemoved, updateDriver } from './driver.sql.ts'

const system = await testSystem()
const board = await foundBoard(system)
const neighbours = await foundBoard(system)
const now = system.clock.now()

async function priority(partnership: string, published: boolean): Promise<string> {
  const id = newId(now)
  await system.owner.query(
    `INSERT INTO priorities.priority (id, partnership_id, title, language, proposed_at, published_at) VALUES ($1, $2, 'Warm homes', 'en', $3, $4)`,
    [id, partnership, now, published ? now : null],
  )
  return id
}
async function driver(of: string, removed = false): Promise<string> {
  const id = newId(now)
  await system.owner.query(
    `INSERT INTO priorities.driver (id, priority_id, kind, text, position, added_at, removed_at) VALUES ($1, $2, 'primary', 'Cold houses', 1, $3, $4)`,
    [id, of, now, removed ? now : null],
  )
  return id
}
const open = await priority(board.id, true)
const draft = await priority(board.id, false)
const shown = await driver(open)
const gone = await driver(open, true)
await driver(draft)

test('at the front door only members draw', async () => {
  const at = `/priorities/${open}/drivers`
  const stranger = visitor(board.web)
  const outsider = await board.outsider.browser()
  const neighbour = await neighbours.chair.browser()
  const tries: [string, Record<string, string>][] = [
    [at, { text: 'no' }],
    [`${at}/${shown}`, { text: 'no', seen: 'Cold houses' }],
    [`${at}/${shown}/place`, { by: 'up' }],
    [`${at}/${shown}/removal`, {}],
    [`${at}/${gone}/return`, {}],
    [`/in/${board.slug}/activities/new`, { title: 'no', who: 'no' }],
  ]
  for (const [path, fields] of tries) {
    assert.equal((await stranger.post(path, fields)).status, 401, path)
    assert.equal((await outsider.post(path, fields)).status, 403, path)
    assert.equal((await neighbour.post(path, fields)).status, 403, path)
  }
  assert.equal((await neighbour.get(`/priorities/${draft}/drivers`)).status, 404)
  const { rows } = await system.owner.query(
    'SELECT id, text, removed_at FROM priorities.driver WHERE priority_id = $1 ORDER BY id',
    [open],
  )
  assert.deepEqual(
    rows.map((row) => [row.id, row.text, row.removed_at === null]),
    [
      [shown, 'Cold houses', true],
      [gone, 'Cold houses', false],
    ],
  )
})

test('in SQL: outsiders see what stands on public diagrams and change nothing', async () => {
  const { actor } = neighbours.chair
  const seen = await reading(system.db, actor, (db) => driversOf(db, open))
  assert.deepEqual(
    seen.map((each) => each.id),
    [shown],
  )
  assert.deepEqual(await reading(system.db, actor, (db) => driversOf(db, draft)), [])
  assert.equal(
    (await reading(system.db, board.members[5]!.actor, (db) => driversOf(db, open))).length,
    2,
  )
  await transaction(system.db, actor, now, async (trx) => {
    await updateDriver(trx.db, shown, { text: 'changed' })
    await setRemoved(trx.db, [shown], now)
  })
  const { rows } = await system.owner.query(
    'SELECT text, removed_at FROM priorities.driver WHERE id = $1',
    [shown],
  )
  assert.deepEqual(rows, [{ text: 'Cold houses', removed_at: null }])
  const row = {
    id: newId(now),
    priority: open,
    parent: null,
    kind: 'primary' as const,
    text: 'no',
    position: 1,
    addedAt: now,
    addedBy: null,
  }
  await assert.rejects(
    transaction(system.db, actor, now, (trx) => insertDriver(trx.db, row)),
    /row-level security/,
  )
})

test('in SQL: a driver hangs from one of its own diagram, and an activity is mapped within its partnership', async () => {
  const theirs = await driver(await priority(neighbours.id, true))
  const { actor } = board.members[5]!
  const row = {
    id: newId(now),
    priority: open,
    parent: theirs,
    kind: 'secondary' as const,
    text: 'no',
    position: 1,
    addedAt: now,
    addedBy: null,
  }
  await assert.rejects(
    transaction(system.db, actor, now, (trx) => insertDriver(trx.db, row)),
    /foreign key/,
  )
  const activity = newId(now)
  await transaction(system.db, actor, now, (trx) =>
    insertActivity(trx.db, {
      id: activity,
      partnership: board.id,
      title: 'Warm room',
      organisation: null,
      who: 'Us',
      what: '',
      language: 'en',
      addedAt: now,
      addedBy: null,
    }),
  )
  await assert.rejects(
    transaction(system.db, actor, now, (trx) =>
      mapActivity(trx.db, activity, { onto: [theirs], off: [] }),
    ),
    /row-level security/,
  )
  await transaction(system.db, actor, now, (trx) =>
    mapActivity(trx.db, activity, { onto: [shown], off: [] }),
  )
  await transaction(system.db, neighbours.chair.actor, now, (trx) =>
    mapActivity(trx.db, activity, { onto: [], off: [shown] }),
  )
  assert.deepEqual((await activitiesOf(system.db, board.id))[0]!.drivers, [shown])
})
