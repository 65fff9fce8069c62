import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { moderatedRound } from '../../test/moderated-round.ts'
import { testSystem } from '../../test/database.ts'
import { visitor } from '../../test/visitor.ts'
import { household } from './visit.ts'
import { createWeb } from './web.ts'

const system = await testSystem()
const web = createWeb(system)

describe('what no page of ours sends', () => {
  test('an address with a NUL in it is nothing, not a fault', async () => {
    const me = visitor(web)
    for (const path of [
      '/in/%00',
      '/r/%00/worried',
      '/partnerships?find=%00',
      '/organisations?find=a%00',
    ])
      assert.equal((await me.get(path)).status, 404, path)
    assert.equal((await me.post('/in/%00/import')).status, 404)
  })

  test('a form without its fields is answered in words', async () => {
    const round = await moderatedRound(system)
    const answer = await visitor(web).post(`/r/${round.code}/worried`, {})
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /This was not sent as the page asks it/)
    const me = visitor(web)
    await me.signIn(system, 'fieldless@example.org')
    for (const path of ['/you', '/you/welcome'])
      assert.equal((await me.post(path, {})).status, 422, path)
  })

  test('an address that begins like another site’s is nothing here', async () => {
    for (const path of ['//elsewhere.example/%2e%2e', '//elsewhere.example/x']) {
      const answer = await web.fetch(new Request(`http://127.0.0.1:3000${path}`))
      assert.equal(answer.status, 404, path)
      assert.doesNotMatch(await answer.text(), /(href="|=)(\/|%2F){2}elsewhere/)
    }
  })

  test('a form is no larger than forms are; files are for those who are signed in', async () => {
    const sent = (type: string, size: number, me = visitor(web)) =>
      me.send('/choices', {
        method: 'POST',
        headers: { 'content-type': type, 'content-length': String(size) },
        body: 'a=&'.repeat(size / 3),
      })
    const form = 'application/x-www-form-urlencoded'
    const files = 'multipart/form-data; boundary=b'
    const member = visitor(web)
    await member.signIn(system, 'files@example.org')
    assert.equal((await sent(form, 900_000)).status, 303)
    assert.equal((await sent(form, 1_200_000)).status, 413)
    assert.equal((await sent(form, 1_200_000, member)).status, 413)
    assert.equal((await sent(files, 1_200_000)).status, 413)
    assert.notEqual((await sent(files, 1_200_000, member)).status, 413)
    assert.equal((await sent(files, 21_000_000, member)).status, 413)
  })

  test('an invitation that is no id is withdrawn from nobody', async () => {
    const { place } = await moderatedRound(system)
    const chair = visitor(web)
    await chair.signIn(system, place.chair.email)
    const answer = await chair.post(`/in/${place.slug}/invitations/x/withdrawal`)
    assert.equal(answer.status, 303)
  })
})

describe('what limits count as one', () => {
  for (const [address, one] of [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002:ffff::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ] as const)
    test(`${address} is ${one}`, () => assert.equal(household(address), one))
})
