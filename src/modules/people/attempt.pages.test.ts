import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { createAttempts } from './attempt.actions.ts'

const system = await testSystem()
/** Every request goes to a process that has just been started: nothing in its memory. */
const fresh = () => visitor({ fetch: (request) => createWeb(system).fetch(request) })

test('tries of one e-mail address are counted together, in however many processes and after restarts', async () => {
  const email = 'ffion@example.org'
  const guesser = fresh()
  assert.equal((await guesser.post('/sign-in', { email })).status, 303)
  const tried: number[] = []
  for (let i = 0; i < 12; i += 1)
    tried.push((await guesser.post('/sign-in/code', { code: '00000000' })).status)
  assert.deepEqual(tried, [...Array(10).fill(422), 429, 429])
  const keys = (await system.owner.query<{ key: string }>('SELECT key FROM people.attempt')).rows
  assert.equal(keys.length, 4, 'asking and trying, each for whom and from where')
  assert.ok(keys.every(({ key }) => !key.includes('ffion') && !key.includes('127.0.0.1')))
})

test('asking for codes stops after five, in whatever process', async () => {
  const email = 'gwen@example.org'
  for (let i = 0; i < 5; i += 1)
    assert.equal((await fresh().post('/sign-in', { email })).status, 303)
  const refused = await fresh().post('/sign-in', { email })
  assert.equal(refused.status, 429)
  assert.equal((await fresh().post('/sign-in', { email: 'other@example.org' })).status, 303)
  system.clock.advance(5 * 60_000)
  assert.equal((await fresh().post('/sign-in', { email })).status, 303)
})

test('as many pass as are allowed, however many try at once; time lets more pass; old rows go', async () => {
  const allowance = { burst: 10, perMinute: 0.25 }
  const [one, two] = [
    createAttempts(system, 'test', allowance),
    createAttempts(system, 'test', allowance),
  ]
  const tries = async (many: number) => {
    const all = await Promise.allSettled(
      Array.from({ length: many }, (_, i) => (i % 2 === 0 ? one : two)('somebody')),
    )
    return all.filter((each) => each.status === 'fulfilled').length
  }
  assert.equal(await tries(40), 10)
  await assert.rejects(one('somebody'), { values: { seconds: 240 } })
  system.clock.advance(3 * 60_000)
  await assert.rejects(one('somebody'), { values: { seconds: 60 } })
  system.clock.advance(60_000)
  assert.equal(await tries(4), 1)
  system.clock.advance(24 * 60 * 60_000)
  assert.equal(await tries(40), 10, 'never more than the burst')
  system.clock.advance(24 * 60 * 60_000)
  await fresh().post('/sign-in', { email: 'hefin@example.org' })
  const { rows } = await system.owner.query('SELECT FROM people.attempt')
  assert.equal(rows.length, 2, 'only what was just tried is left')
})
