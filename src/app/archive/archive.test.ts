import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { testSystem, type TestSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { participantId } from '../../modules/listening/participant.ts'
import { partnershipBySlug } from '../../modules/partnerships/index.ts'
import { verifyLedger } from '../../platform/ledger/index.ts'
import { loadDemonstration } from '../demo/index.ts'
import { createWeb } from '../web.ts'
import { ArchiveRefused, readArchive } from './read.ts'
import { movingKey, unseal } from './seal.ts'
import { writeArchive, type Manifest } from './write.ts'

const here = await testSystem()
await loadDemonstration(here, () => undefined)
/** Another installation has another secret. */
async function elsewhere(): Promise<TestSystem> {
  return { ...(await testSystem()), secret: 'the secret of quite another installation' }
}

async function taken(
  from: TestSystem,
  slug: string,
  options: { sealedFor?: string } = {},
): Promise<Uint8Array> {
  const partnership = (await partnershipBySlug(from.db, slug))!
  const chunks: Uint8Array[] = []
  for await (const chunk of writeArchive(from, partnership, options)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const entriesOf = (bytes: Uint8Array) => unzipSync(bytes)
const manifestOf = (bytes: Uint8Array) =>
  JSON.parse(strFromU8(entriesOf(bytes)['manifest.json']!)) as Manifest
async function sealedOf(system: TestSystem, bytes: Uint8Array) {
  const inner = await unseal(system, entriesOf(bytes)['sealed.age']!)
  assert.ok(inner, 'the sealed part opens')
  return unzipSync(inner)
}

describe('a partnership leaves with everything', () => {
  test('taken out, brought into an empty installation and taken out again, it is the same', async () => {
    const there = await elsewhere()
    const first = await taken(here, 'harrow-lane', { sealedFor: await movingKey(there) })
    const arrival = await readArchive(there, first)
    assert.equal(arrival.unsealed, true)
    const again = await taken(there, 'harrow-lane', { sealedFor: await movingKey(there) })
    const [a, b] = [entriesOf(first), entriesOf(again)]
    assert.deepEqual(Object.keys(b).toSorted(), Object.keys(a).toSorted())
    for (const name of Object.keys(a)) {
      if (name === 'sealed.age') continue
      assert.equal(strFromU8(b[name]!), strFromU8(a[name]!), name)
    }
    const [inner, innerAgain] = [await sealedOf(there, first), await sealedOf(there, again)]
    for (const name of Object.keys(inner))
      assert.equal(strFromU8(innerAgain[name]!), strFromU8(inner[name]!), `sealed ${name}`)
    const rows = manifestOf(first)
    assert.ok(rows.sealed.find((file) => file.name === 'listening.response.jsonl')!.rows > 1000)
    const report = await verifyLedger(there.db, undefined, rows.partnership.id)
    assert.deepEqual(report.faults, [])
    assert.equal(report.heads[0]!.hash, rows.head!.hash)
  })

  test('its pages are there, and it goes on', async () => {
    const there = await elsewhere()
    await readArchive(there, await taken(here, 'harrow-lane'))
    const anyone = visitor(createWeb(there))
    assert.match(await anyone.page('/in/harrow-lane'), /Harrow Lane together/)
    assert.match(await anyone.page('/in/harrow-lane/record'), /id="act-\d+"/)
  })

  test('without a moving key nothing in it is anybody’s private matter', async () => {
    const bytes = await taken(here, 'harrow-lane')
    const entries = entriesOf(bytes)
    assert.equal(entries['sealed.age'], undefined)
    const whole = Object.entries(entries)
      .filter(([name]) => name.startsWith('data/'))
      .map(([, content]) => strFromU8(content))
      .join('')
    const { rows } = await here.owner.query<{ email: string; id: string }>(
      'SELECT email, id FROM people.person',
    )
    for (const { email } of rows) assert.ok(!whole.includes(email), 'no address')
    const participants = await here.owner.query<{ id: string }>(
      'SELECT id FROM listening.participant LIMIT 50',
    )
    for (const { id } of participants.rows) assert.ok(!whole.includes(id), 'no participant')
    const there = await elsewhere()
    const arrival = await readArchive(there, bytes)
    assert.equal(arrival.unsealed, false)
    const people = await there.owner.query<{ email: string }>('SELECT email FROM people.person')
    for (const { email } of people.rows) assert.match(email, /@moved\.invalid$/)
  })

  test('a changed file, a changed record and foreign rows are refused, and nothing stays', async () => {
    const there = await elsewhere()
    const bytes = await taken(here, 'harrow-lane')
    const refuses = async (changed: Uint8Array, words: RegExp) => {
      await assert.rejects(readArchive(there, changed), (error: unknown) => {
        assert.ok(error instanceof ArchiveRefused, String(error))
        assert.match(error.message, words)
        return true
      })
      const { rows } = await there.owner.query(
        'SELECT (SELECT count(*)::integer FROM partnerships.partnership) AS kept, (SELECT count(*)::integer FROM platform.ledger_event) AS events',
      )
      assert.deepEqual(rows[0], { kept: 0, events: 0 })
    }
    await refuses(strToU8('PK not a zip'), /not a zip file/)
    await refuses(zipSync({ 'a.txt': strToU8('a') }), /no manifest\.json/)
    const events = 'data/platform.ledger_event.jsonl'
    const statements = 'data/listening.statement.jsonl'
    await refuses(
      changing(bytes, (entries) => {
        entries[statements] = strToU8(strFromU8(entries[statements]!).replace('bus', 'bin'))
      }),
      /SHA-256 sum differs/,
    )
    // Somebody who mends the sums as well is found by the chain.
    await refuses(
      changing(
        bytes,
        (entries) => {
          entries[events] = strToU8(
            strFromU8(entries[events]!).replace('round-opened', 'round-opexed'),
          )
        },
        true,
      ),
      /public record in this archive was changed: event \d+/,
    )
    await refuses(
      changing(
        bytes,
        (entries) => {
          entries[statements] = strToU8(
            `${strFromU8(entries[statements]!)}${strFromU8(entries[statements]!)
              .split('\n')[0]!
              .replace(/"id":"[^"]+"/, '"id":"01890000-0000-7000-8000-000000000001"')
              .replace(/"round_id":"[^"]+"/, '"round_id":"01890000-0000-7000-8000-000000000002"')
              .replace(/"number":\d+/, '"number":9999')}\n`,
          )
        },
        true,
      ),
      /nothing was changed|do not belong/i,
    )
  })

  test('what was sealed for one installation opens nowhere else', async () => {
    const [there, third] = [await elsewhere(), await testSystem()]
    const bytes = await taken(here, 'cwm-derwen', { sealedFor: await movingKey(there) })
    await assert.rejects(readArchive(third, bytes), /sealed for another installation/)
    await readArchive(there, bytes)
    await assert.rejects(readArchive(there, bytes), /is here already/)
  })

  test('a code from before the move is good after it, and after the next', async () => {
    const there = await elsewhere()
    await readArchive(
      there,
      await taken(here, 'harrow-lane', { sealedFor: await movingKey(there) }),
    )
    const third = { ...(await testSystem()), secret: 'and the secret of a third installation' }
    await readArchive(
      third,
      await taken(there, 'harrow-lane', { sealedFor: await movingKey(third) }),
    )
    const again = (
      await third.owner.query<{ id: string; movedKey: string }>(
        `SELECT id, moved_key AS "movedKey" FROM listening.round ORDER BY id LIMIT 1`,
      )
    ).rows[0]!
    const first = (
      await here.owner.query<{ id: string; movedKey: null }>(
        `SELECT id, moved_key AS "movedKey" FROM listening.round WHERE id = $1`,
        [again.id],
      )
    ).rows[0]!
    assert.equal(
      participantId(third.secret, again, 'K7XDM4PTQ2WA'),
      participantId(here.secret, first, 'K7XDM4PTQ2WA'),
    )
  })

  test('somebody with an account there keeps it, and is who they were', async () => {
    const there = await elsewhere()
    const { rows: runner } = await here.owner.query<{ id: string; email: string }>(
      'SELECT id, email FROM people.person WHERE operator',
    )
    const person = runner[0]!
    const known = '01890000-0000-7000-8000-0000000000aa'
    await there.owner.query(
      `INSERT INTO people.person (id, name, email, created_at, updated_at) VALUES ($1, 'Here before', $2, now(), now())`,
      [known, person.email],
    )
    const arrival = await readArchive(
      there,
      await taken(here, 'harrow-lane', { sealedFor: await movingKey(there) }),
    )
    assert.equal(arrival.known, 1)
    const { rows } = await there.owner.query(
      'SELECT person_id FROM partnerships.member WHERE person_id IN ($1, $2)',
      [known, person.id],
    )
    assert.deepEqual(rows, [{ person_id: known }])
    const operators = await there.owner.query('SELECT FROM people.person WHERE operator')
    assert.equal(operators.rowCount, 0, 'running a server does not travel')
  })

  test('the chair takes it with one click; nobody else may', async () => {
    const web = createWeb(here)
    const chair = visitor(web)
    await here.owner.query(`UPDATE people.person SET email = 'chair@example.org' WHERE operator`)
    await chair.signIn(here, 'chair@example.org')
    assert.match(await chair.page('/in/harrow-lane/archive'), /Download everything/)
    const response = await chair.get('/in/harrow-lane/archive/harrow-lane.zip')
    assert.equal(response.headers.get('content-type'), 'application/zip')
    assert.equal(
      manifestOf(new Uint8Array(await response.arrayBuffer())).partnership.slug,
      'harrow-lane',
    )
    const wrong = await chair.get('/in/harrow-lane/archive/harrow-lane.zip?key=age1oops')
    assert.equal(wrong.status, 422)
    const { rows } = await here.owner.query(
      `SELECT detail FROM people.audit WHERE act = 'partnership-exported'`,
    )
    assert.deepEqual(rows, [{ detail: { sealed: false } }])
    assert.equal((await visitor(web).get('/in/harrow-lane/archive')).status, 303)
    const other = visitor(web)
    await other.signIn(here, 'neighbour@example.org')
    assert.equal((await other.get('/in/harrow-lane/archive/harrow-lane.zip')).status, 403)
  })
})

/** An archive as somebody with a text editor would change it; with `mended`, its sums too. */
function changing(
  bytes: Uint8Array,
  change: (entries: Record<string, Uint8Array>) => void,
  mended = false,
): Uint8Array {
  const entries = entriesOf(bytes)
  change(entries)
  if (mended) {
    const manifest = JSON.parse(strFromU8(entries['manifest.json']!)) as Manifest
    for (const file of manifest.files) {
      const content = entries[file.name]!
      file.sha256 = createHash('sha256').update(content).digest('hex')
      if (file.rows !== null) file.rows = strFromU8(content).split('\n').length - 1
    }
    entries['manifest.json'] = strToU8(JSON.stringify(manifest))
  }
  return zipSync(entries)
}
