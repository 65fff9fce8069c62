import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testSystem, type TestSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { createWeb } from '../../app/web.ts'
import { system as asSystem } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import { verifyLedger } from '../../platform/ledger/index.ts'
import { foundPartnership, join } from './index.ts'

const system: TestSystem = await testSystem()
const web = createWeb(system)

async function signedIn(email: string) {
  const browser = visitor(web)
  return { browser, person: await browser.signIn(system, email) }
}

const found = (person: string, name: string) =>
  transaction(system.db, asSystem('test'), system.clock.now(), (trx) =>
    foundPartnership(trx, {
      name,
      purpose: 'To try things out.',
      nation: 'england',
      languages: ['en'],
      neighbourhood: null,
      founder: { person, standing: 'resident', organisation: null },
    }),
  )

async function leftAt(person: string): Promise<(Date | null)[]> {
  const { rows } = await system.owner.query(
    'SELECT left_at FROM partnerships.member WHERE person_id = $1',
    [person],
  )
  return rows.map((row) => row.left_at as Date | null)
}

test('erasing an account ends its memberships, and the record stays whole', async () => {
  const { browser, person } = await signedIn('goes@example.org')
  await found(person, 'Alone here')
  assert.deepEqual(await leftAt(person), [null])
  const erased = await browser.post('/you/erasure', { confirm: 'erase' })
  assert.equal(erased.status, 303, await erased.text())
  assert.deepEqual(await leftAt(person), [system.clock.now()])
  assert.deepEqual((await verifyLedger(system.db)).faults, [])
})

test('a chair whom others depend on is asked to hand over first, and nothing is erased', async () => {
  const { browser, person } = await signedIn('chair@example.org')
  const other = await signedIn('other@example.org')
  const partnership = await found(person, 'Together here')
  await transaction(system.db, asSystem('test'), system.clock.now(), (trx) =>
    join(trx, {
      partnership: partnership.id,
      person: other.person,
      standing: 'resident',
      organisation: null,
      roles: ['member'],
    }),
  )
  const refused = await browser.post('/you/erasure', { confirm: 'erase' })
  assert.equal(refused.status, 409)
  const { rows } = await system.owner.query(
    'SELECT email, erased_at FROM people.person WHERE id = $1',
    [person],
  )
  assert.deepEqual(rows, [{ email: 'chair@example.org', erased_at: null }])
  assert.deepEqual(await leftAt(person), [null])
})
