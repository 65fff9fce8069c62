import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { anonymous, system as asSystem, type Actor } from '../../platform/actor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import { neighbours } from '../../../test/neighbours.ts'
import { visitor } from '../../../test/visitor.ts'
import { namesOf } from './index.ts'

// As the application's role, with the settings of each actor: as if a page had forgotten to ask.

const system = await testSystem()
const us = await neighbours(system)
const web = createWeb(system)
for (const { email } of [us.chair, us.member]) await visitor(web).signIn(system, email)
for (const { person } of [us.chair, us.member]) {
  await system.owner.query(
    `INSERT INTO people.account (id, person_id, account_id, provider_id, created_at, updated_at) VALUES ($1, $2, $3, 'work', now(), now())`,
    [randomUUID(), person, person],
  )
  await system.owner.query(
    `INSERT INTO people.passkey (id, person_id, public_key, credential_id, counter, device_type, backed_up, created_at) VALUES ($1, $2, 'k', $3, 0, 'd', false, now())`,
    [randomUUID(), person, person],
  )
}
await visitor(web).post('/sign-in', { email: 'someone@example.org' })

const operator: Actor = { kind: 'person', person: randomUUID(), operator: true, roles: [] }
const tables = ['person', 'session', 'account', 'passkey', 'verification'] as const
const everybody = 6

// Rows that each may read: people, sessions, work accounts, passkeys, codes that wait.
const grid: [string, Actor, number[]][] = [
  ['anyone', anonymous, [0, 0, 0, 0, 0]],
  ['a participant', { kind: 'participant', participant: randomUUID() }, [0, 0, 0, 0, 0]],
  ['the chair', us.chair, [1, 1, 1, 1, 0]],
  ['a member', us.member, [1, 1, 1, 1, 0]],
  ['a safeguarding lead', us.safeguarding, [1, 0, 0, 0, 0]],
  ['the operator', operator, [0, 0, 0, 0, 0]],
  ['background work', asSystem('test'), [everybody, 2, 2, 2, 1]],
]

for (const [who, actor, expected] of grid)
  test(`what ${who} may read`, async () => {
    const seen = await reading(system.db, actor, async (db) => {
      const counts = []
      for (const table of tables) {
        const { rows } = await sql<{ many: number }>`
          SELECT count(*)::int AS many FROM ${sql.table(`people.${table}`)}`.execute(db)
        counts.push(rows[0]!.many)
      }
      return counts
    })
    assert.deepEqual(seen, expected)
  })

test('nobody changes another, makes a session or takes one away', async () => {
  const actors: Actor[] = [anonymous, us.chair, us.safeguarding, operator]
  for (const actor of actors) {
    const changed = async (change: ReturnType<typeof sql>) =>
      Number(
        (await transaction(system.db, actor, system.clock.now(), ({ db }) => change.execute(db)))
          .numAffectedRows ?? 0,
      )
    const theirs = us.member.person
    assert.equal(await changed(sql`UPDATE people.person SET name = 'x' WHERE id = ${theirs}`), 0)
    assert.equal(await changed(sql`UPDATE people.session SET token = 'x'`), 0)
    for (const table of ['session', 'account', 'passkey', 'verification'])
      assert.equal(
        await changed(
          table === 'verification'
            ? sql`DELETE FROM people.verification`
            : sql`DELETE FROM ${sql.table(`people.${table}`)} WHERE person_id = ${theirs}`,
        ),
        0,
        table,
      )
    await assert.rejects(
      changed(
        sql`INSERT INTO people.session (id, person_id, token, expires_at, created_at, updated_at)
          VALUES (${randomUUID()}, ${theirs}, 'x', now(), now(), now())`,
      ),
      /row-level security/,
    )
  }
})

test('names are given for ids, and nothing else of anybody', async () => {
  const names = await reading(system.db, anonymous, (db) => namesOf(db, [us.chair.person]))
  assert.deepEqual([...names], [[us.chair.person, 'A chair']])
})

test('a session is found by its token’s hash alone', async () => {
  const { rows } = await system.owner.query<{ token: string }>(
    'SELECT token FROM people.session WHERE person_id = $1',
    [us.chair.person],
  )
  const find = async (token: string) =>
    (
      await sql<{ id: string }>`
        SELECT id FROM people.person_of_session(${token}, ${system.clock.now()})`.execute(system.db)
    ).rows
  assert.deepEqual(await find(rows[0]!.token), [{ id: us.chair.person }])
  assert.deepEqual(await find('x'), [])
  system.clock.advance(31 * 86_400_000)
  assert.deepEqual(await find(rows[0]!.token), [])
})
