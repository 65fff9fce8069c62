import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import { openRound } from '../../../test/open-round.ts'
import { takingPart } from '../../../test/taking-part.ts'
import { visitor } from '../../../test/visitor.ts'

const system = await testSystem()
const web = createWeb(system)
const { answerOne, participants, stored } = takingPart(system, web)

describe('helping others on one device', () => {
  test('each turn is one person’s, and its end leaves no way back', async () => {
    const round = await openRound(system)
    const device = visitor(web)
    await device.page(`/r/${round.code}/helper`)
    for (let turn = 0; turn < 2; turn += 1) {
      const begun = await device.post(`/r/${round.code}/helper`, { turn: 'start' })
      assert.equal(begun.headers.get('location'), `/r/${round.code}/respond`)
      const page = await device.page(`/r/${round.code}/respond`)
      assert.match(page, /This is your turn/)
      await answerOne(device, round)
      const response = await device.get(`/r/${round.code}/mine`)
      assert.equal(response.headers.get('cache-control'), 'no-store')
      const ended = await device.post(`/r/${round.code}/helper`, { turn: 'end' })
      assert.equal(ended.headers.get('clear-site-data'), '"cache"')
      assert.match(await device.page(ended.headers.get('location')!), /Your turn has ended/)
      assert.equal(
        (await device.get(`/r/${round.code}/mine`)).headers.get('location'),
        '/thread/code',
      )
    }
    assert.match(await device.page(`/r/${round.code}/helper`), /2 turns on this device today/)
    const all = await participants(round)
    assert.deepEqual(
      all.map((each) => each.channel),
      ['table', 'table'],
    )
    assert.deepEqual(
      (await stored(round)).map((row) => row.channel),
      ['table', 'table'],
    )
  })
})
