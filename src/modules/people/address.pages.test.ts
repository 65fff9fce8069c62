import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { firstSignInLink } from './index.ts'

const system = await testSystem()
const web = createWeb(system)

const messagesTo = async (
  email: string,
): Promise<{ subject: string; body: string; language: string }[]> =>
  (
    await system.owner.query(
      'SELECT subject, body, language FROM platform.message WHERE recipient = $1 ORDER BY id DESC',
      [email],
    )
  ).rows
const codeTo = async (email: string) =>
  /\b(\d{4} \d{4})\b/.exec((await messagesTo(email))[0]!.body)![1]!
const emailOf = async (person: string) =>
  (await system.owner.query('SELECT email FROM people.person WHERE id = $1', [person])).rows[0]
    .email

describe('changing one’s address', () => {
  test('the new address proves itself, the old one is told', async () => {
    const me = visitor(web, { language: 'cy' })
    const person = await me.signIn(system, 'wyn@example.org')
    assert.match(await me.page('/you/email'), /Newid eich cyfeiriad e-bost/)
    const asked = await me.post('/you/email', { email: 'Wyn@New.example.org' })
    assert.equal(asked.headers.get('location'), '/you/email/code')
    assert.equal(await emailOf(person), 'wyn@example.org', 'nothing changes before the code')
    assert.match(await me.page('/you/email/code'), /wyn@new\.example\.org/)
    const wrong = await me.post('/you/email/code', { code: '0000 0000' })
    assert.equal(wrong.status, 422)
    assert.equal((await me.post('/you/email/code', { code: '' })).status, 422)
    const code = await codeTo('wyn@new.example.org')
    assert.equal((await messagesTo('wyn@new.example.org'))[0]!.language, 'cy')
    const changed = await me.post('/you/email/code', { code })
    assert.equal(changed.headers.get('location'), '/you?saved=1')
    assert.equal(await emailOf(person), 'wyn@new.example.org')
    assert.match((await messagesTo('wyn@example.org'))[0]!.subject, /Newidiwyd eich cyfeiriad/)
    const { rows } = await system.owner.query(
      "SELECT FROM people.audit WHERE person_id = $1 AND act = 'email-changed'",
      [person],
    )
    assert.equal(rows.length, 1)
    assert.equal((await me.get('/you')).status, 200, 'they stay signed in')
    system.clock.advance(60_000)
    assert.equal(await visitor(web).signIn(system, 'wyn@new.example.org'), person)
  })

  test('an address that somebody has is not taken, and not given away', async () => {
    const [me, them] = [visitor(web), visitor(web)]
    const person = await me.signIn(system, 'xan@example.org')
    await them.signIn(system, 'yusuf@example.org')
    const before = (await messagesTo('yusuf@example.org')).length
    const taken = await me.post('/you/email', { email: 'yusuf@example.org' })
    const free = await me.post('/you/email', { email: 'nobody@example.org' })
    assert.deepEqual(
      [taken.status, taken.headers.get('location')],
      [free.status, free.headers.get('location')],
    )
    assert.equal((await messagesTo('yusuf@example.org')).length, before)
    assert.equal(await emailOf(person), 'xan@example.org')
  })

  test('a code is only for the address it went to and the person who asked', async () => {
    const [me, them] = [visitor(web), visitor(web)]
    const mine = await me.signIn(system, 'zoe@example.org')
    const theirs = await them.signIn(system, 'abel@example.org')
    await me.post('/you/email', { email: 'zoe@new.example.org' })
    const code = await codeTo('zoe@new.example.org')
    them.cookies.set('new-address', me.cookies.get('new-address')!)
    assert.equal((await them.post('/you/email/code', { code })).status, 422)
    assert.equal(await emailOf(theirs), 'abel@example.org')
    system.clock.advance(11 * 60_000)
    assert.equal((await me.post('/you/email/code', { code })).status, 422)
    assert.equal(await emailOf(mine), 'zoe@example.org')
  })

  test('an open browser is not enough a day later', async () => {
    const me = visitor(web)
    await me.signIn(system, 'bea@example.org')
    system.clock.advance(25 * 60 * 60_000)
    const answer = await me.post('/you/email', { email: 'bea@new.example.org' })
    assert.equal(answer.status, 403)
    assert.match(await answer.text(), /sign out and sign in again first/)
    assert.equal((await messagesTo('bea@new.example.org')).length, 0)
  })

  test('what is no new address is refused by name', async () => {
    const me = visitor(web)
    await me.signIn(system, 'cai@example.org')
    for (const email of ['', 'cai', 'CAI@example.org', 'operator@localhost'])
      assert.equal((await me.post('/you/email', { email })).status, 422, email)
    assert.equal((await me.get('/you/email/code')).headers.get('location'), '/you/email')
  })

  test('the operator keeps their link after taking a real address', async () => {
    const sign = async () => {
      const token = new URL(await firstSignInLink(system)).searchParams.get('token')!
      const me = visitor(web)
      assert.equal((await me.post('/sign-in/first', { token })).status, 303)
      return me
    }
    const me = await sign()
    await me.post('/you/email', { email: 'warden@example.org' })
    await me.post('/you/email/code', { code: await codeTo('warden@example.org') })
    const { rows } = await system.owner.query('SELECT id, email FROM people.person WHERE operator')
    assert.deepEqual(
      rows.map(({ email }) => email),
      ['warden@example.org'],
    )
    assert.equal((await messagesTo('operator@localhost')).length, 0)
    const again = await sign()
    assert.match(await again.page('/you'), /warden@example\.org/)
    const after = await system.owner.query('SELECT id FROM people.person WHERE operator')
    assert.deepEqual(
      after.rows.map(({ id }) => id),
      rows.map(({ id }) => id),
    )
  })
})
