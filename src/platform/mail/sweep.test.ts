import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testSystem } from '../../../test/database.ts'
import { anonymous } from '../actor.ts'
import { transaction } from '../database/index.ts'
import { send } from './send.ts'
import { sweepMessages } from './sweep.ts'

const system = await testSystem()

test('a message goes a month after it was sent, or three months after it was written', async () => {
  const write = () =>
    transaction(system.db, anonymous, system.clock.now(), (trx) =>
      send(trx, {
        channel: 'email',
        recipient: 'somebody@example.org',
        subject: 's',
        body: 'b',
        language: 'en',
      }),
    )
  const [sent, waits] = [await write(), await write()]
  await system.owner.query('UPDATE platform.message SET sent_at = created_at WHERE id = $1', [sent])
  const left = async () =>
    (await system.owner.query('SELECT id FROM platform.message')).rows.map(
      (row) => row.id as string,
    )
  await sweepMessages(system)
  assert.deepEqual((await left()).toSorted(), [sent, waits].toSorted())
  system.clock.advance(31 * 86_400_000)
  await sweepMessages(system)
  assert.deepEqual(await left(), [waits])
  system.clock.advance(60 * 86_400_000)
  await sweepMessages(system)
  assert.deepEqual(await left(), [])
})
