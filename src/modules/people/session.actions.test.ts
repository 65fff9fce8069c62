import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { signedIn } from './index.ts'

const system = await testSystem()
const web = createWeb(system)
const minute = 60_000

const sessions = async (email: string) =>
  (
    await system.owner.query(
      'SELECT session.* FROM people.session JOIN people.person ON person.id = person_id WHERE email = $1',
      [email],
    )
  ).rows

describe('a session', () => {
  test('ends when its time has passed', async () => {
    const me = visitor(web)
    await me.signIn(system, 'month@example.org')
    const signedIn = async () => (await me.get('/sign-in')).status === 303
    assert.equal(await signedIn(), true)
    system.clock.advance(30 * 24 * 60 * minute + 1000)
    assert.equal(await signedIn(), false)
  })

  test('ends by signing out, in the database too', async () => {
    const me = visitor(web)
    const person = await me.signIn(system, 'out@example.org')
    const kept = me.cookies.get('session')!
    const out = await me.post('/sign-out')
    assert.equal(out.status, 303)
    assert.equal(me.cookies.has('session'), false)
    assert.equal((await sessions('out@example.org')).length, 0)
    me.cookies.set('session', kept)
    assert.equal((await me.get('/sign-in')).status, 200, 'the old cookie opens nothing')
    const { rows } = await system.owner.query(
      'SELECT act FROM people.audit WHERE person_id = $1 ORDER BY at, id',
      [person],
    )
    assert.deepEqual(rows, [{ act: 'sign-in' }, { act: 'sign-out' }])
  })

  test('costs no query without a cookie, and one with', async () => {
    const me = visitor(web)
    await me.signIn(system, 'cheap@example.org')
    const count = async (work: () => Promise<unknown>) => {
      const query = system.pool.query.bind(system.pool)
      const connect = system.pool.connect.bind(system.pool)
      let used = 0
      system.pool.connect = ((...rest: []) => {
        used += 1
        return connect(...rest)
      }) as typeof connect
      try {
        await work()
      } finally {
        Object.assign(system.pool, { query, connect })
      }
      return used
    }
    const context = (cookie?: string) => {
      const request = new Request('http://127.0.0.1/', cookie ? { headers: { cookie } } : {})
      return { req: { raw: request, header: (name: string) => request.headers.get(name) } } as never
    }
    assert.equal(await count(() => signedIn(system, context())), 0)
    assert.equal(await count(() => signedIn(system, context('session=not-one'))), 0)
    assert.equal(
      await count(() => signedIn(system, context(`session=${me.cookies.get('session')}`))),
      1,
    )
  })
})
