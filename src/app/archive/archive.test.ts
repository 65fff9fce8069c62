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

  test('nothing comes in that the manifest does not name, in the open or behind somebody’s account', async () => {
    const there = await elsewhere()
    const theirs = '01890000-0000-7000-8000-0000000000b1'
    await there.owner.query(
      `INSERT INTO partnerships.partnership (id, slug, name, purpose, nation, languages, founded_at)
       VALUES ($1, 'next-door', 'Next Door', 'Theirs', 'england', '{en}', now())`,
      [theirs],
    )
    const bytes = await taken(here, 'harrow-lane', { sealedFor: await movingKey(there) })
    const roles = 'data/partnerships.trusted_organisation.jsonl'
    const body = JSON.parse(
      strFromU8(entriesOf(bytes)['data/places.organisation.jsonl']!).split('\n')[0]!,
    ) as { id: string }
    const foreign = JSON.stringify({
      id: '01890000-0000-7000-8000-0000000000b2',
      partnership_id: theirs,
      organisation_id: body.id,
      holds: 'everything',
      since: '2026-01-01',
      named_at: '2026-01-01T00:00:00+00:00',
    })
    const refusesAll = async (forged: Uint8Array, words: RegExp) => {
      await assert.rejects(readArchive(there, forged), words)
      const { rowCount } = await there.owner.query('SELECT FROM partnerships.trusted_organisation')
      assert.equal(rowCount, 0)
    }
    // A file that the manifest leaves out is checked by nobody.
    const unlisted = entriesOf(bytes)
    const manifest = manifestOf(bytes)
    manifest.files = manifest.files.filter(({ name }) => name !== roles)
    unlisted[roles] = strToU8(`${foreign}\n`)
    unlisted['manifest.json'] = strToU8(JSON.stringify(manifest))
    await refusesAll(zipSync(unlisted), /its manifest does not name it/)
    // Nor are the words compared where somebody of the archive has an account here: the rows are counted.
    const { rows: runner } = await here.owner.query<{ email: string }>(
      'SELECT email FROM people.person WHERE operator',
    )
    await there.owner.query(
      `INSERT INTO people.person (id, name, email, created_at, updated_at) VALUES ('01890000-0000-7000-8000-0000000000aa', 'Here before', $1, now(), now())`,
      [runner[0]!.email],
    )
    const hidden = changing(
      bytes,
      (entries) => {
        const lines = strFromU8(entries[roles]!).split('\n').filter(Boolean)
        lines[0] = lines[0] ? `${lines[0]},${foreign}` : foreign
        entries[roles] = strToU8(`${lines.join('\n')}\n`)
      },
      true,
    )
    const honest = manifestOf(bytes).files.find(({ name }) => name === roles)!.rows
    const entries = entriesOf(hidden)
    const mended = manifestOf(hidden)
    mended.files.find(({ name }) => name === roles)!.rows = honest
    entries['manifest.json'] = strToU8(JSON.stringify(mended))
    await refusesAll(zipSync(entries), /do not belong to this partnership/)
    // What comes sealed or not at all does not come in the open.
    const open = entriesOf(bytes)
    const name = 'data/partnerships.vote.jsonl'
    open[name] = strToU8('\n')
    const listed = manifestOf(bytes)
    listed.files.push({ name, rows: 1, sha256: createHash('sha256').update('\n').digest('hex') })
    open['manifest.json'] = strToU8(JSON.stringify(listed))
    await refusesAll(zipSync(open), /where it does not belong/)
  })

  test('who dissented, whose interests and where notices go travel sealed or not at all', async () => {
    const { rows: decision } = await here.owner.query<{ id: string; partnership: string }>(
      `SELECT decision.id, decision.partnership_id AS partnership FROM partnerships.decision
       JOIN partnerships.partnership ON partnership.id = decision.partnership_id
       JOIN partnerships.decision_result closed ON closed.decision_id = decision.id WHERE slug = 'harrow-lane' LIMIT 1`,
    )
    const { id, partnership } = decision[0]!
    const member = (
      await here.owner.query<{ id: string; person: string }>(
        'SELECT id, person_id AS person FROM partnerships.member WHERE partnership_id = $1 LIMIT 1',
        [partnership],
      )
    ).rows[0]!
    const dissent = 'a0000000-0000-4000-8000-000000000001'
    await here.owner.query(`INSERT INTO partnerships.dissenter VALUES ($1, $2, $3, false, $4)`, [
      dissent,
      id,
      member.id,
      member.person,
    ])
    await here.owner.query(
      `INSERT INTO partnerships.dissent VALUES ($1, $2, 'Too soon for me.', 'en', '2026-01-01')`,
      [dissent, id],
    )
    await here.owner.query(
      `INSERT INTO partnerships.interest VALUES ('a0000000-0000-4000-8000-000000000002', $1, $2, NULL, 'my sister’s café', now(), $3)`,
      [partnership, member.id, member.person],
    )
    const there = await elsewhere()
    const bytes = await taken(here, 'harrow-lane', { sealedFor: await movingKey(there) })
    const entries = entriesOf(bytes)
    const dissenters = strFromU8(entries['data/partnerships.dissenter.jsonl']!)
    const row = JSON.parse(dissenters.split('\n').find((line) => line.includes(dissent))!) as object
    assert.deepEqual(row, {
      dissent_id: dissent,
      decision_id: id,
      member_id: null,
      named: false,
      written_by: null,
    })
    for (const table of [
      'partnerships.interest',
      'partnerships.decision_interest',
      'partnerships.attendance',
      'partnerships.closeness',
      'partnerships.drift_reading',
      'commitments.expectation_contact',
      'commitments.responsible_contact',
    ])
      assert.equal(entries[`data/${table}.jsonl`], undefined, table)
    const open = Object.values(entries)
      .map((content) => strFromU8(content, true))
      .join('')
    assert.ok(!open.includes('my sister'))
    // With the seal it is all there again; without it the words of dissent stay, and nobody's name.
    await readArchive(there, bytes)
    const whole = await there.owner.query(
      'SELECT member_id AS id FROM partnerships.dissenter WHERE dissent_id = $1',
      [dissent],
    )
    assert.deepEqual(whole.rows, [{ id: member.id }])
    const third = await testSystem()
    await readArchive(third, await taken(here, 'harrow-lane'))
    const kept = await third.owner.query(
      `SELECT dissent.text, dissenter.member_id AS id FROM partnerships.dissent JOIN partnerships.dissenter ON dissent_id = dissent.id WHERE dissent.id = $1`,
      [dissent],
    )
    assert.deepEqual(kept.rows, [{ text: 'Too soon for me.', id: null }])
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
    // A chair could make a key of their own and read how everybody voted: only whoever runs this gives one.
    await here.owner.query(
      `UPDATE people.person SET operator = false WHERE email = 'chair@example.org'`,
    )
    const key = await movingKey(here)
    assert.doesNotMatch(await chair.page('/in/harrow-lane/archive'), /name="key"/)
    const own = await chair.get(`/in/harrow-lane/archive/harrow-lane.zip?key=${key}`)
    assert.equal(own.status, 403)
    await here.owner.query(
      `UPDATE people.person SET operator = true WHERE email = 'chair@example.org'`,
    )
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
