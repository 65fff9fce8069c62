import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { record, verifyLedger } from '../../platform/ledger/index.ts'
import { newId } from '../../platform/ids.ts'
import type { Actor } from '../../platform/actor.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { audit } from './index.ts'
import { auditOf } from './audit.sql.ts'
import { eraseOwn, exportOwn } from './own-data.actions.ts'

const system = await testSystem()
const web = createWeb(system)

const one = async (sql: string, ...values: unknown[]) => {
  const { rows } = await system.owner.query(sql, values)
  assert.equal(rows.length, 1, sql)
  return rows[0]
}
const count = async (sql: string, ...values: unknown[]) =>
  (await system.owner.query(sql, values)).rowCount
/** The tables in which any row holds a text, wherever it stands. */
async function naming(text: string): Promise<string[]> {
  const { rows: tables } = await system.owner.query<{ name: string }>(
    "SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1",
  )
  const found = []
  for (const { name } of tables)
    if (await count(`SELECT FROM ${name} AS line WHERE line::text ILIKE $1 LIMIT 1`, `%${text}%`))
      found.push(name)
  return found
}
const actorFor = (person: string): Actor & { kind: 'person' } => ({
  kind: 'person',
  person,
  roles: [],
  operator: false,
})

describe('a person’s own page', () => {
  test('asks a stranger to sign in, and brings them back', async () => {
    for (const path of ['/you', '/you/record', '/you/data', '/you/erasure', '/you/welcome']) {
      const answer = await visitor(web).get(path)
      assert.equal(answer.status, 303, path)
      assert.equal(answer.headers.get('location'), `/sign-in?to=${encodeURIComponent(path)}`)
    }
    for (const path of ['/you', '/you/data', '/you/erasure', '/you/sessions/end', '/you/passkeys'])
      assert.equal((await visitor(web).post(path)).status, 401, path)
  })

  test('the first sign-in asks for a name and a language, once', async () => {
    const me = visitor(web)
    const person = await me.signIn(system, 'gwen@example.org')
    const asked = await me.page('/you/welcome?to=/about')
    assert.match(asked, /name="to" value="\/about"/)
    const empty = await me.post('/you/welcome', { name: ' ', language: 'cy', to: '/about' })
    assert.equal(empty.status, 422)
    assert.match(await empty.text(), /href="#name"/)
    const said = await me.post('/you/welcome', { name: 'Gwen', language: 'cy', to: '/about' })
    assert.equal(said.headers.get('location'), '/about?lang=cy')
    const { name, language } = await one('SELECT * FROM people.person WHERE id = $1', person)
    assert.deepEqual({ name, language }, { name: 'Gwen', language: 'cy' })
    await me.post('/sign-out')
    system.clock.advance(60_000)
    const again = await me.post('/sign-in', { email: 'gwen@example.org' })
    assert.equal(again.status, 303)
    const { body } = await one(
      'SELECT body FROM platform.message WHERE recipient = $1 ORDER BY id DESC LIMIT 1',
      'gwen@example.org',
    )
    const code = /\b(\d{4} \d{4})\b/.exec(body)![1]!
    assert.equal((await me.post('/sign-in/code', { code })).headers.get('location'), '/')
  })

  test('keeps what is chosen, and shows it', async () => {
    const me = visitor(web)
    const person = await me.signIn(system, 'hari@example.org')
    const saved = await me.post('/you', {
      name: '<b>Hari</b>',
      language: 'ur',
      theme: 'contrast',
      textSize: 'largest',
    })
    assert.equal(saved.headers.get('location'), '/you?saved=1&lang=ur')
    const stored = await one('SELECT * FROM people.person WHERE id = $1', person)
    assert.equal(stored.name, '<b>Hari</b>')
    assert.deepEqual(
      [stored.language, stored.theme, stored.text_size],
      ['ur', 'contrast', 'largest'],
    )
    assert.ok(stored.updated_at >= stored.created_at)
    const page = await me.page('/you?lang=en')
    assert.match(page, /data-theme="contrast"/)
    assert.match(page, /data-text-size="largest"/)
    assert.ok(!page.includes('<b>Hari</b>'))
    assert.match(page, /Saved|value="&lt;b&gt;Hari/)
  })

  test('refuses what is no choice, and keeps what was typed', async () => {
    const me = visitor(web)
    const person = await me.signIn(system, 'ifan@example.org')
    const answer = await me.post('/you', {
      name: 'Ifan',
      language: 'tlh',
      theme: 'sepia',
      textSize: 'tiny',
    })
    assert.equal(answer.status, 422)
    const page = await answer.text()
    for (const field of ['language', 'theme', 'textSize'])
      assert.match(page, new RegExp(`href="#${field}"`))
    assert.match(page, /value="Ifan"/)
    assert.equal((await one('SELECT name FROM people.person WHERE id = $1', person)).name, '')
  })

  test('lists sessions and ends them all', async () => {
    const [here, there] = [visitor(web), visitor(web)]
    const person = await here.signIn(system, 'jo@example.org')
    system.clock.advance(1000)
    await there.signIn(system, 'jo@example.org')
    assert.equal(await count('SELECT FROM people.session WHERE person_id = $1', person), 2)
    assert.match(await here.page('/you'), /this one/)
    assert.equal((await here.post('/you/sessions/end')).status, 303)
    assert.equal(await count('SELECT FROM people.session WHERE person_id = $1', person), 0)
    assert.equal((await there.get('/you')).status, 303)
    const record = await one(
      "SELECT detail FROM people.audit WHERE person_id = $1 AND act = 'sign-out-everywhere'",
      person,
    )
    assert.deepEqual(record.detail, { sessions: 2 })
  })

  test('shows its own record in words', async () => {
    const me = visitor(web)
    const person = await me.signIn(system, 'kit@example.org')
    await transaction(system.db, actorFor(person), system.clock.now(), (trx) =>
      audit(trx, 'safeguarding-opened', { reports: 2 }, newId(trx.at)),
    )
    const page = await me.page('/you/record')
    assert.match(page, /Signed in with a code from an e-mail/)
    assert.match(page, /Opened something that is kept for few/)
  })
})

describe('the audit', () => {
  test('is read by its person alone, and changed by nobody', async () => {
    const [mine, theirs] = [visitor(web), visitor(web)]
    const me = await mine.signIn(system, 'lena@example.org')
    const them = await theirs.signIn(system, 'mo@example.org')
    const read = (actor: Actor, person: string) =>
      reading(system.db, actor, (db) => auditOf(db, person))
    assert.equal((await read(actorFor(me), me)).length, 1)
    assert.equal((await read(actorFor(me), them)).length, 0)
    assert.equal((await read({ kind: 'anonymous' }, me)).length, 0)
    assert.equal((await read({ ...actorFor(me), operator: true }, them)).length, 0)
    for (const change of ['UPDATE people.audit SET act = act', 'DELETE FROM people.audit'])
      await assert.rejects(system.pool.query(change), /permission denied/)
  })
})

describe('one’s own data', () => {
  test('is one download with what other modules keep, and leaves a line in the record', async () => {
    const me = visitor(web)
    const person = await me.signIn(system, 'nia@example.org')
    const answer = await me.post('/you/data')
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('content-disposition')!, /^attachment; filename=/)
    const text = await answer.text()
    const own = JSON.parse(text)
    assert.equal(own.person.email, 'nia@example.org')
    assert.equal(own.sessions.length, 1)
    assert.deepEqual(
      own.record.map(({ act }: { act: string }) => act),
      ['export', 'sign-in'],
    )
    const { token } = await one('SELECT token FROM people.session WHERE person_id = $1', person)
    assert.ok(!text.includes(token))

    const wired = await exportOwn(system, actorFor(person), person, {
      exporters: [async (_db, id) => ({ memberships: [id] })],
    })
    assert.deepEqual(wired['memberships'], [person])
    await assert.rejects(
      exportOwn(system, actorFor(newId()), person, {}),
      /app\.refused\.not-allowed/,
    )
  })
})

describe('erasure', () => {
  test('takes everything but the id, and leaves the ledger whole', async () => {
    const me = visitor(web)
    const person = await me.signIn(system, 'olwen@example.org')
    await me.post('/you/welcome', { name: 'Olwen Unusualname', language: 'en' })
    await system.owner.query(
      'INSERT INTO people.account (id, person_id, account_id, provider_id, created_at, updated_at) VALUES ($1, $2, $3, $4, now(), now())',
      [newId(), person, 'olwen', 'work'],
    )
    await system.owner.query(
      "INSERT INTO people.passkey (id, person_id, public_key, credential_id, counter, device_type, backed_up, created_at) VALUES ($1, $2, 'k', 'c', 0, 'd', false, now())",
      [newId(), person],
    )
    const partnership = newId()
    await transaction(system.db, actorFor(person), system.clock.now(), async (trx) => {
      await record(trx, {
        partnership,
        act: 'decided',
        subject: { kind: 'decision', id: newId(trx.at) },
        body: {},
      })
    })

    assert.deepEqual(await naming('olwen'), ['people.account', 'people.person', 'platform.message'])
    const shy = await me.post('/you/erasure', { confirm: 'no' })
    assert.equal(shy.status, 422)
    assert.match(await shy.text(), /href="#confirm"/)
    assert.equal(
      (await one('SELECT name FROM people.person WHERE id = $1', person)).name,
      'Olwen Unusualname',
    )

    const erased = await me.post('/you/erasure', { confirm: ' Erase ' })
    assert.equal(erased.headers.get('location'), '/goodbye')
    assert.match(await me.page('/goodbye'), /erased/)

    const left = await one('SELECT * FROM people.person WHERE id = $1', person)
    assert.equal(left.name, '')
    assert.equal(left.email, `${person}@erased.invalid`)
    assert.equal(left.language, null)
    assert.ok(left.erased_at)
    for (const table of ['session', 'account', 'passkey'])
      assert.equal(await count(`SELECT FROM people.${table} WHERE person_id = $1`, person), 0)
    const acts = await system.owner.query(
      'SELECT act FROM people.audit WHERE person_id = $1 ORDER BY at DESC, id DESC LIMIT 1',
      [person],
    )
    assert.equal(acts.rows[0].act, 'erasure')

    assert.deepEqual(await naming('olwen'), [], 'nothing that names them is left anywhere')

    const event = await one(
      'SELECT actor FROM platform.ledger_event WHERE partnership_id = $1',
      partnership,
    )
    assert.equal(event.actor, `person:${person}`)
    const verified = await verifyLedger(system.db)
    assert.deepEqual(verified.faults, [])

    // The same address may come back, as somebody new.
    system.clock.advance(60_000)
    const back = visitor(web)
    assert.notEqual(await back.signIn(system, 'olwen@example.org'), person)
  })

  test('is all or nothing with what other modules erase', async () => {
    const me = visitor(web)
    const person = await me.signIn(system, 'pat@example.org')
    const failing = eraseOwn(system, actorFor(person), person, {
      erasers: [() => Promise.reject(new Error('the last chair must hand over first'))],
    })
    await assert.rejects(failing, /hand over/)
    assert.equal(
      (await one('SELECT email FROM people.person WHERE id = $1', person)).email,
      'pat@example.org',
    )
    const asked: string[] = []
    await eraseOwn(system, actorFor(person), person, {
      erasers: [
        async (trx, id) => {
          asked.push(id)
          assert.equal(trx.actor.kind, 'person')
        },
      ],
    })
    assert.deepEqual(asked, [person])
    await assert.rejects(eraseOwn(system, actorFor(newId()), person, {}), /not-allowed/)
  })
})
