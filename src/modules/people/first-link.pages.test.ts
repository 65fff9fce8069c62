import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { firstSignInLink } from './index.ts'

const system = await testSystem()
const web = createWeb(system)

const tokenOf = (link: string) => new URL(link).searchParams.get('token')!
const rows = async (sql: string) => (await system.owner.query(sql)).rows

describe('the link in the terminal', () => {
  test('looking changes nothing, pressing signs the operator in, once', async () => {
    const link = await firstSignInLink(system)
    assert.ok(link.startsWith(`${system.config.publicUrl}/sign-in/first?token=`))
    const [stored] = await rows('SELECT value, expires_at FROM people.verification')
    assert.ok(!link.includes(stored.value), 'only its hash is stored')
    assert.equal(stored.expires_at.toISOString(), '2026-03-02T13:00:00.000Z')

    const me = visitor(web)
    for (let look = 0; look < 3; look += 1) {
      const page = await me.page(`/sign-in/first?token=${tokenOf(link)}`)
      assert.match(page, /<button/)
    }
    assert.equal((await rows('SELECT FROM people.session')).length, 0)

    const pressed = await me.post('/sign-in/first', { token: tokenOf(link) })
    assert.equal(pressed.status, 303)
    assert.equal(pressed.headers.get('location'), '/you/welcome?to=%2Fyou')
    const [operator] = await rows('SELECT * FROM people.person WHERE operator')
    assert.equal(operator.email, 'operator@localhost')
    const [session] = await rows('SELECT person_id FROM people.session')
    assert.equal(session.person_id, operator.id)
    const [audit] = await rows('SELECT person_id, act, detail FROM people.audit')
    assert.deepEqual(audit, {
      person_id: operator.id,
      act: 'sign-in',
      detail: { by: 'first-link' },
    })
    assert.equal((await me.get('/outbox')).status, 200)

    const again = await visitor(web).post('/sign-in/first', { token: tokenOf(link) })
    assert.equal(again.status, 410)
    assert.equal((await rows('SELECT FROM people.session')).length, 1)
  })

  test('ten presses at once make one session', async () => {
    const token = tokenOf(await firstSignInLink(system))
    const before = (await rows('SELECT FROM people.session')).length
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => visitor(web).post('/sign-in/first', { token })),
    )
    assert.deepEqual(
      answers.map(({ status }) => status).sort((a, b) => a - b),
      [303, ...Array(9).fill(410)],
    )
    assert.equal((await rows('SELECT FROM people.session')).length, before + 1)
  })

  test('stops working after an hour, and when a newer one is made', async () => {
    const old = tokenOf(await firstSignInLink(system))
    const newer = tokenOf(await firstSignInLink(system))
    assert.equal((await visitor(web).post('/sign-in/first', { token: old })).status, 410)
    system.clock.advance(60 * 60_000)
    assert.equal((await visitor(web).post('/sign-in/first', { token: newer })).status, 410)
    assert.equal((await visitor(web).post('/sign-in/first', { token: '' })).status, 410)
    assert.equal((await visitor(web).post('/sign-in/first', {})).status, 410)
  })

  test('asking for sign-in codes does not use it up', async () => {
    const token = tokenOf(await firstSignInLink(system))
    await visitor(web).signIn(system, 'someone@example.org')
    assert.equal((await visitor(web).post('/sign-in/first', { token })).status, 303)
  })

  test('there is one operator, however often a link is made', async () => {
    assert.equal((await rows('SELECT FROM people.person WHERE operator')).length, 1)
  })

  test('the link can be made for the address the program really serves', async () => {
    const link = await firstSignInLink(system, 'http://127.0.0.1:4321')
    assert.ok(link.startsWith('http://127.0.0.1:4321/sign-in/first?token='))
  })
})
