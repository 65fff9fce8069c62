import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { testSystem, type TestSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'

const system = await testSystem()
const web = createWeb(system)
const minute = 60_000

async function codeFor(system: TestSystem, email: string): Promise<string> {
  const { rows } = await system.owner.query<{ body: string }>(
    'SELECT body FROM platform.message WHERE recipient = $1 ORDER BY created_at DESC, id DESC LIMIT 1',
    [email],
  )
  return /\b(\d{4} \d{4})\b/.exec(rows[0]!.body)![1]!
}

const near = (time: Date, expected: string) =>
  Math.abs(time.getTime() - Date.parse(expected)) < 2000
const wrong = (code: string) => (code.startsWith('1') ? '2' : '1') + code.slice(1)
const people = async (email: string) =>
  (await system.owner.query('SELECT * FROM people.person WHERE email = $1', [email])).rows
const sessions = async (email: string) =>
  (
    await system.owner.query(
      'SELECT session.* FROM people.session JOIN people.person ON person.id = person_id WHERE email = $1',
      [email],
    )
  ).rows

describe('signing in with a code', () => {
  test('the first sign-in makes the person, and nothing that works is stored as it is', async () => {
    const me = visitor(web)
    const asked = await me.post('/sign-in', { email: ' Asha@Example.org ', to: '/rounds?page=2' })
    assert.equal(asked.status, 303)
    assert.equal(asked.headers.get('location'), '/sign-in/code?to=%2Frounds%3Fpage%3D2')
    assert.equal((await people('asha@example.org')).length, 0)
    const code = await codeFor(system, 'asha@example.org')
    const { rows: stored } = await system.owner.query('SELECT * FROM people.verification')
    assert.equal(stored.length, 1)
    assert.ok(!JSON.stringify(stored).includes(code.replace(' ', '')), 'the code is not stored')
    assert.ok(!JSON.stringify(stored).includes('asha'), 'the address is not stored')

    const page = await me.page('/sign-in/code?to=/rounds')
    assert.match(page, /asha@example\.org/)
    assert.equal((await sessions('asha@example.org')).length, 0, 'looking uses nothing up')

    const entered = await me.post('/sign-in/code', { code, to: '/rounds?page=2' })
    assert.equal(entered.status, 303)
    assert.equal(entered.headers.get('location'), '/you/welcome?to=%2Frounds%3Fpage%3D2')
    const [person] = await people('asha@example.org')
    assert.equal(person.email_verified, true)
    assert.equal(person.operator, false)
    assert.equal(person.language, null)
    assert.match(person.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7/, 'the id is a UUIDv7')
    // better-auth reads the machine's clock a moment before the row is written.
    assert.ok(near(person.created_at, '2026-03-02T12:00:00Z'), 'rows follow our clock')
    const [session] = await sessions('asha@example.org')
    const cookie = decodeURIComponent(me.cookies.get('session')!)
    assert.ok(!cookie.includes(session.token), 'only the hash of the token is stored')
    assert.ok(near(session.expires_at, '2026-04-01T12:00:00Z'))
    assert.equal((await system.owner.query('SELECT FROM people.verification')).rowCount, 0)
    const { rows: audit } = await system.owner.query('SELECT * FROM people.audit')
    assert.deepEqual(
      audit.map(({ person_id, act, detail }) => ({ person_id, act, detail })),
      [{ person_id: person.id, act: 'sign-in', detail: { by: 'code' } }],
    )
  })

  test('the cookie is kept from scripts and other sites', async () => {
    const me = visitor(web)
    await me.post('/sign-in', { email: 'cookie@example.org' })
    const entered = await me.post('/sign-in/code', {
      code: await codeFor(system, 'cookie@example.org'),
    })
    const line = entered.headers.getSetCookie().find((each) => each.startsWith('session='))!
    assert.match(line, /; HttpOnly/i)
    assert.match(line, /; SameSite=Lax/i)
    assert.match(line, /; Path=\/(;|$)/i)
    assert.doesNotMatch(line, /; Domain/i)
  })

  test('a code works once', async () => {
    const me = visitor(web)
    await me.post('/sign-in', { email: 'once@example.org' })
    const code = await codeFor(system, 'once@example.org')
    const another = visitor(web)
    another.cookies.set('signing-in', me.cookies.get('signing-in')!)
    assert.equal((await me.post('/sign-in/code', { code })).status, 303)
    const again = await another.post('/sign-in/code', { code })
    assert.equal(again.status, 422)
    assert.match(await again.text(), /That code does not work/)
    assert.equal((await sessions('once@example.org')).length, 1)
  })

  test('two browsers racing with one code get one session', async () => {
    const me = visitor(web)
    await me.post('/sign-in', { email: 'race@example.org' })
    const code = await codeFor(system, 'race@example.org')
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => {
        const racer = visitor(web)
        racer.cookies.set('signing-in', me.cookies.get('signing-in')!)
        return racer.post('/sign-in/code', { code })
      }),
    )
    assert.equal(answers.filter(({ status }) => status === 303).length, 1)
    assert.equal((await sessions('race@example.org')).length, 1)
  })

  test('a code stops working after ten minutes', async () => {
    const me = visitor(web)
    await me.post('/sign-in', { email: 'late@example.org' })
    const code = await codeFor(system, 'late@example.org')
    system.clock.advance(10 * minute + 1000)
    const late = await me.post('/sign-in/code', { code })
    assert.equal(late.status, 422)
    assert.match(await late.text(), /too old/)
    assert.equal((await people('late@example.org')).length, 0)
  })

  test('three wrong tries use a code up, and then the right one fails too', async () => {
    const me = visitor(web)
    await me.post('/sign-in', { email: 'guess@example.org' })
    const code = await codeFor(system, 'guess@example.org')
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const answer = await me.post('/sign-in/code', { code: wrong(code) })
      assert.equal(answer.status, 422)
      assert.match(await answer.text(), /does not work/)
    }
    const fourth = await me.post('/sign-in/code', { code })
    assert.equal(fourth.status, 422)
    assert.match(await fourth.text(), /tried too often/)
    assert.equal((await me.post('/sign-in/code', { code })).status, 422)
    assert.equal((await people('guess@example.org')).length, 0)
  })

  test('a newer code replaces the one before', async () => {
    const me = visitor(web)
    await me.post('/sign-in', { email: 'newer@example.org' })
    const first = await codeFor(system, 'newer@example.org')
    system.clock.advance(1000)
    await me.post('/sign-in', { email: 'newer@example.org' })
    assert.equal((await me.post('/sign-in/code', { code: first })).status, 422)
    const second = await codeFor(system, 'newer@example.org')
    assert.equal((await me.post('/sign-in/code', { code: second })).status, 303)
    assert.equal((await system.owner.query('SELECT FROM people.verification')).rowCount, 0)
  })

  test('a code belongs to its address', async () => {
    const [one, two] = [visitor(web), visitor(web)]
    await one.post('/sign-in', { email: 'one@example.org' })
    await two.post('/sign-in', { email: 'two@example.org' })
    const code = await codeFor(system, 'one@example.org')
    assert.equal((await two.post('/sign-in/code', { code })).status, 422)
    two.cookies.set('signing-in', 'b25lQGV4YW1wbGUub3Jn.forged')
    const forged = await two.post('/sign-in/code', { code })
    assert.equal(forged.headers.get('location'), '/sign-in?to=%2F')
  })

  test('the answer is the same whether the address is known or not', async () => {
    const known = visitor(web)
    await known.signIn(system, 'known@example.org')
    const shape = async (email: string) => {
      const someone = visitor(web)
      const answer = await someone.post('/sign-in', { email })
      const page = await someone.page('/sign-in/code')
      return [answer.status, answer.headers.get('location'), page.replaceAll(email, '…')]
    }
    assert.deepEqual(await shape('known@example.org'), await shape('nobody@example.org'))
  })

  test('codes and tries are limited for an address, and the limit passes', async () => {
    const asking = visitor(web)
    const asked = []
    for (let time = 0; time < 6; time += 1)
      asked.push((await asking.post('/sign-in', { email: 'flood@example.org' })).status)
    assert.deepEqual(asked, [303, 303, 303, 303, 303, 429])
    system.clock.advance(5 * minute)
    assert.equal((await asking.post('/sign-in', { email: 'flood@example.org' })).status, 303)

    const trying = []
    for (let time = 0; time < 11; time += 1)
      trying.push((await asking.post('/sign-in/code', { code: '0000 0000' })).status)
    assert.equal(trying.at(-1), 429)
    assert.equal(trying.filter((status) => status === 429).length, 1)
  })

  test('digits are read however they are typed', async () => {
    const me = visitor(web)
    await me.post('/sign-in', { email: 'digits@example.org' })
    const code = await codeFor(system, 'digits@example.org')
    const urdu = code.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)))
    assert.equal(
      (await me.post('/sign-in/code', { code: ` ${urdu.replace(' ', '-')} ` })).status,
      303,
    )
  })

  test('what is not an address is refused by name, and kept in the form', async () => {
    const me = visitor(web)
    for (const email of [
      '',
      'asha',
      'asha@',
      'operator@localhost',
      `${'a'.repeat(250)}@example.org`,
    ]) {
      const answer = await me.post('/sign-in', { email, to: '/rounds' })
      assert.equal(answer.status, 422)
      const page = await answer.text()
      assert.match(page, /href="#email"/)
      assert.match(page, /name="to" value="\/rounds"/)
      if (email) assert.ok(page.includes(`value="${email}"`))
    }
  })

  test('nobody is sent to another site afterwards', async () => {
    const me = visitor(web)
    await me.post('/sign-in', { email: 'away@example.org' })
    const code = await codeFor(system, 'away@example.org')
    const answer = await me.post('/sign-in/code', { code, to: 'https://elsewhere.example/' })
    assert.equal(answer.headers.get('location'), '/you/welcome?to=%2F')
  })

  test('the message is in the language of the page', async () => {
    const me = visitor(web, { language: 'cy' })
    await me.post('/sign-in', { email: 'siwan@example.org' })
    const { rows } = await system.owner.query(
      "SELECT language, subject FROM platform.message WHERE recipient = 'siwan@example.org'",
    )
    assert.deepEqual(rows, [{ language: 'cy', subject: 'Eich cod mewngofnodi' }])
  })
})

describe('on a secure address', () => {
  test('cookies carry the __Host- prefix and Secure', async () => {
    const secure = await testSystem({ PUBLIC_URL: 'https://thread.example.org' })
    const door = createWeb(secure)
    const asked = await door.fetch(
      new Request('https://thread.example.org/sign-in', {
        method: 'POST',
        headers: { origin: 'https://thread.example.org' },
        body: new URLSearchParams({ email: 'secure@example.org' }),
      }),
    )
    const [held] = asked.headers.getSetCookie()
    assert.match(held!, /^__Host-signing-in=.*; Secure/i)
    const entered = await door.fetch(
      new Request('https://thread.example.org/sign-in/code', {
        method: 'POST',
        headers: { origin: 'https://thread.example.org', cookie: held!.split(';')[0]! },
        body: new URLSearchParams({ code: await codeFor(secure, 'secure@example.org') }),
      }),
    )
    assert.equal(entered.status, 303)
    const session = entered.headers.getSetCookie().find((line) => line.includes('session'))!
    assert.match(session, /^__Host-session=/)
    assert.match(session, /; Secure/i)
  })
})
