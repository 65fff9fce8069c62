import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { promise, promiseFields } from '../../../test/promise.ts'
import { visitor } from '../../../test/visitor.ts'
import { runListeners } from '../../app/listeners.ts'
import { anonymous } from '../../platform/actor.ts'
import { reading } from '../../platform/database/index.ts'
import { sql } from 'kysely'
import { forgetUnconfirmedFollowers } from './board-follower.actions.ts'

const system = await testSystem()
const board = await foundBoard(system, { residents: 4, organisations: 1 })
const anyone = visitor(board.web)
const at = `/in/${board.slug}/promises`
const following = `/boards/partnership/${board.id}/following`
const atOrganisation = `/boards/organisation/${board.organisations[0]!.id}/following`

const mailTo = async (
  address: string,
): Promise<{ subject: string; body: string; language: string }[]> =>
  (
    await system.owner.query(
      'SELECT subject, body, language FROM platform.message WHERE recipient = $1 ORDER BY created_at, id',
      [address],
    )
  ).rows
const pathIn = (body: string, pattern = /http\S+(\/boards\/following\/\S+)/) =>
  pattern.exec(body)![1]!
const followers = async () =>
  (
    await system.owner.query(
      'SELECT address, confirmed_at FROM commitments.board_follower ORDER BY address',
    )
  ).rows

test('nothing is sent to an address until whoever reads its mail has said yes with a button', async () => {
  assert.equal((await anyone.post(following, { address: '' })).status, 422)
  assert.equal((await anyone.post(following, { address: 'nowhere' })).status, 422)
  assert.equal(
    (await anyone.post('/boards/partnership/nobody/following', { address: 'a@example.org' }))
      .status,
    404,
  )
  assert.deepEqual(await followers(), [])
  assert.equal(
    (await anyone.post(following, { address: 'bron@example.org' })).headers.get('location'),
    `${at}?done=asked`,
  )
  const [asked] = await mailTo('bron@example.org')
  const confirm = pathIn(asked!.body)
  await promise(board)
  await runListeners(system, { partnership: board.id })
  assert.equal((await mailTo('bron@example.org')).length, 1, 'not before a yes')

  assert.match(await anyone.page(confirm), /<form method="post"/)
  assert.equal(
    (await followers())[0].confirmed_at,
    null,
    'opening the link is no yes: programs do that',
  )
  system.clock.advance(60_000)
  assert.equal((await anyone.post(confirm)).headers.get('location'), `${at}?done=follows`)
  assert.deepEqual((await followers())[0].confirmed_at, system.clock.now())
  await runListeners(system, { partnership: board.id })
  assert.equal((await mailTo('bron@example.org')).length, 1, 'what was before is not sent again')
})

test('every follower hears of a change once, however often it is looked for and by how many', async () => {
  await anyone.post(atOrganisation, { address: 'Bron@example.org' })
  await anyone.post(pathIn((await mailTo('Bron@example.org'))[0]!.body))
  system.clock.advance(60_000)
  await promise(board, promiseFields({ promise: 'Mend the lights.' }))
  await Promise.all([1, 2, 3].map(() => runListeners(system, { partnership: board.id })))
  await runListeners(system, { partnership: board.id })
  const heard = [
    ...(await mailTo('bron@example.org')),
    ...(await mailTo('Bron@example.org')),
  ].filter(({ subject }) => subject.startsWith('News'))
  assert.equal(heard.length, 1, 'an address that follows two boards hears once')
  assert.match(heard[0]!.body, /promised: Mend the lights/)
  assert.match(heard[0]!.body, /\/commitments\/[0-9a-f-]{36}/)
})

test('what failed half-way is done once when it is tried again', async () => {
  system.clock.advance(60_000)
  await promise(board, promiseFields({ promise: 'Plant trees.' }))
  const before =
    (await mailTo('bron@example.org')).length + (await mailTo('Bron@example.org')).length
  await system.owner.query(
    `CREATE FUNCTION platform.break() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the power went'; END $$;
     CREATE TRIGGER breaks BEFORE UPDATE ON platform.listener FOR EACH ROW WHEN (OLD.name = 'boards') EXECUTE FUNCTION platform.break()`,
  )
  await assert.rejects(runListeners(system, { partnership: board.id }), /the power went/)
  await system.owner.query('DROP TRIGGER breaks ON platform.listener')
  await runListeners(system, { partnership: board.id })
  const after =
    (await mailTo('bron@example.org')).length + (await mailTo('Bron@example.org')).length
  assert.equal(after, before + 1)
})

test('a link in every message ends it, with a button; no address is ever public', async () => {
  const all = [...(await mailTo('bron@example.org')), ...(await mailTo('Bron@example.org'))]
  const end = pathIn(all.find(({ subject }) => subject.startsWith('News'))!.body)
  assert.match(end, /\/end$/)
  assert.equal((await followers()).length, 2)
  await anyone.page(end)
  assert.equal((await followers()).length, 2, 'opening the link ends nothing')
  assert.match((await anyone.post(end)).headers.get('location')!, /done=ended/)
  assert.equal((await followers()).length, 1)
  assert.match(await anyone.page(end), /This link is over/)
  const forged = end.replace(/\.[^./]+/, '.AAAA')
  assert.equal((await anyone.get(forged)).status, 404)
  for (const path of [at, `${at}.json`, `${at}.csv`, `${at}.atom`, `/in/${board.slug}/record.json`])
    assert.doesNotMatch(await anyone.page(path), /@example\.org/i)
  for (const actor of [anonymous, board.chair.actor, board.officers[0]!.actor]) {
    const { rows } = await reading(system.db, actor, (db) =>
      sql`SELECT address FROM commitments.board_follower`.execute(db),
    )
    assert.deepEqual(rows, [])
  }
})

test('nobody’s letter box is flooded, and what nobody confirmed is forgotten', async () => {
  const ask = () => visitor(board.web).post(following, { address: 'aunt@example.org' })
  const answers: number[] = []
  for (let times = 0; times < 4; times += 1) answers.push((await ask()).status)
  assert.deepEqual(answers, [303, 303, 303, 429])
  assert.ok((await followers()).some(({ address }) => address === 'aunt@example.org'))
  system.clock.advance(8 * 86_400_000)
  await forgetUnconfirmedFollowers(system, {})
  assert.deepEqual(
    (await followers()).map(({ address }) => String(address).toLowerCase()),
    ['bron@example.org'],
  )
})

test('whoever is erased hears of no board any more, and nobody else is forgotten with them', async () => {
  const leaving = board.residents.at(-1)!
  for (const address of [leaving.email.toUpperCase(), 'stays@example.org'])
    await system.owner.query(
      `INSERT INTO commitments.board_follower (id, board_kind, board_id, address, language, asked_at, confirmed_at)
       VALUES (gen_random_uuid(), 'partnership', $1, $2, 'en', $3, $3)`,
      [board.id, address, system.clock.now()],
    )
  const erased = await (await leaving.browser()).post('/you/erasure', { confirm: 'erase' })
  assert.equal(erased.status, 303, await erased.text())
  const left = (await followers()).map((row: { address: string }) => row.address)
  assert.ok(left.includes('stays@example.org'))
  assert.ok(!left.some((address) => address.toLowerCase() === leaving.email.toLowerCase()))
})
