import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import { openRound } from '../../../test/open-round.ts'
import { visitor } from '../../../test/visitor.ts'

const system = await testSystem()
const web = createWeb(system)

const sentTo = async (recipient: string) =>
  (
    await system.owner.query('SELECT FROM platform.message WHERE lower(recipient) = lower($1)', [
      recipient,
    ])
  ).rowCount

test('nobody has a stranger’s letter box or telephone flooded', async () => {
  const round = await openRound(system)
  const follow = (fields: Record<string, string>) =>
    visitor(web).post(`/r/${round.code}/follow`, fields)
  for (let times = 0; times < 5; times += 1)
    assert.equal((await follow({ channel: 'email', email: 'aunt@example.org' })).status, 303)
  for (const email of ['aunt@example.org', 'Aunt@Example.org'])
    assert.equal((await follow({ channel: 'email', email })).status, 429)
  assert.equal(await sentTo('aunt@example.org'), 5, 'a family may share an address')
  for (let times = 0; times < 5; times += 1)
    assert.equal((await follow({ channel: 'text', mobile: '07700 900123' })).status, 303)
  assert.equal((await follow({ channel: 'text', mobile: '+44 7700 900123' })).status, 429)
  assert.equal(await sentTo('+447700900123'), 5)
  assert.equal((await follow({ channel: 'email', email: 'uncle@example.org' })).status, 303)
  assert.equal((await follow({ channel: 'code' })).status, 303, 'a code is sent to nobody')
  system.clock.advance(61 * 60_000)
  assert.equal((await follow({ channel: 'email', email: 'aunt@example.org' })).status, 303)
})
