import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { actorOf, foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { reading, transaction } from '../../platform/database/index.ts'

const system = await testSystem()
const board = await foundBoard(system, { residents: 4, organisations: 1, name: 'Plain' })
const at = `/in/${board.slug}`
const member = board.residents[3]!
const agreement =
  'The group delivers services to patients. Each quarter it sends a monitoring return.\nWe meet on Target Road.'

test('a pasted agreement is read: each word in its sentence, with why and something plainer', async () => {
  const browser = await member.browser()
  assert.match(await browser.page(`${at}/drift`), /Nothing has been read yet/)
  const empty = await browser.post(`${at}/drift`, { language: 'en' })
  assert.equal(empty.status, 422)
  const problems = await empty.text()
  assert.match(problems, /href="#title"/)
  const wordless = await browser.post(`${at}/drift`, { title: 'A', language: 'en' })
  assert.match(await wordless.text(), /href="#text"/)

  const read = await browser.post(`${at}/drift`, {
    title: 'Grant agreement',
    organisation: board.organisations[0]!.id,
    language: 'en',
    text: agreement,
  })
  assert.equal(read.status, 303, await read.text())
  const page = await browser.page(read.headers.get('location')!)
  assert.match(page, /The group <mark>delivers<\/mark> services to patients\./)
  assert.match(page, /services to <mark>patients<\/mark>/)
  assert.match(page, /<mark>monitoring return<\/mark>/)
  assert.match(page, /Here they are the ones who decide/)
  assert.match(page, /This is advice, for the one who wrote the document/)
  assert.doesNotMatch(page, /<mark>Target/)
  assert.doesNotMatch(page, /score|[0-9]+ (of|out of) [0-9]+/i, 'nothing is counted up')
  assert.match(await browser.page(`${at}/drift`), /Grant agreement/)
})

test('a Word document is read; what is none is refused in words', async () => {
  const browser = await member.browser()
  const send = async (bytes: Uint8Array, name: string) => {
    const body = new FormData()
    body.set('title', name)
    body.set('language', 'cy')
    body.set('text', '')
    body.set('file', new File([new Uint8Array(bytes)], name))
    return browser.send(`${at}/drift`, { method: 'POST', body })
  }
  const xml =
    '<w:document><w:body><w:p><w:r><w:t>Rhaid cyrraedd eich dargedau.</w:t></w:r></w:p></w:body></w:document>'
  const read = await send(zipSync({ 'word/document.xml': strToU8(xml) }), 'cytundeb.docx')
  assert.equal(read.status, 303, await read.text())
  assert.match(
    await browser.page(read.headers.get('location')!),
    /Rhaid cyrraedd eich <mark>dargedau<\/mark>\./,
  )
  const picture = await send(new Uint8Array([0x89, 0x50, 0, 1]), 'picture.png')
  assert.equal(picture.status, 422)
  assert.match(await picture.text(), /This file cannot be read/)
})

test('any member adds a word, says one otherwise, leaves one out, and takes it back', async () => {
  const browser = await member.browser()
  const { rows } = await system.owner.query(
    `SELECT id FROM partnerships.drift_reading WHERE title = 'Grant agreement'`,
  )
  const page = `${at}/drift/${rows[0].id}`
  await browser.post(`${at}/drift-terms`, { language: 'en', leave: 'patient' })
  assert.doesNotMatch(await browser.page(page), /<mark>patients/)
  const short = await browser.post(`${at}/drift-terms`, {
    language: 'en',
    term: 'x',
    why: '',
    instead: '',
  })
  assert.equal(short.status, 422)
  await browser.post(`${at}/drift-terms`, {
    language: 'en',
    term: 'quarter',
    why: 'A funder’s year is not ours.',
    instead: 'season',
  })
  await browser.post(`${at}/drift-terms`, {
    language: 'en',
    term: 'deliver',
    why: 'We carry no parcels.',
    instead: 'do',
  })
  const changed = await browser.page(page)
  assert.match(changed, /<mark>quarter<\/mark>/)
  assert.match(changed, /We carry no parcels\./)
  const list = await browser.page(`${at}/drift-terms?language=en`)
  assert.match(list, /Left out here/)
  const own = await system.owner.query(
    `SELECT id FROM partnerships.drift_term WHERE term = 'patient'`,
  )
  assert.equal(
    (await browser.post(`${at}/drift-terms/${own.rows[0].id}/removal`, { language: 'en' })).status,
    303,
  )
  assert.match(await browser.page(page), /<mark>patients/)
  assert.equal((await browser.post(`${page}/removal`)).status, 303)
  assert.equal((await browser.get(page)).status, 404)
})

test('nobody outside reads a document, changes the list or even sees that there is one', async () => {
  const outsider = await board.outsider.browser()
  const { rows } = await system.owner.query('SELECT id FROM partnerships.drift_reading')
  assert.ok(rows.length > 0)
  for (const path of ['/drift', `/drift/${rows[0].id}`, '/drift-terms'])
    assert.equal((await outsider.get(at + path)).status, 403, path)
  assert.equal(
    (await outsider.post(`${at}/drift-terms`, { language: 'en', leave: 'target' })).status,
    403,
  )
  assert.equal((await outsider.post(`${at}/drift/${rows[0].id}/removal`)).status, 403)
  assert.match(
    (await visitor(board.web).get(`${at}/drift`)).headers.get('location') ?? '',
    /^\/sign-in/,
  )
  const actor = await actorOf(system, board.outsider.person)
  assert.deepEqual(
    await reading(system.db, actor, (db) =>
      db.selectFrom('partnerships.drift_reading').selectAll().execute(),
    ),
    [],
  )
  await assert.rejects(
    transaction(system.db, actor, system.clock.now(), ({ db }) =>
      db
        .insertInto('partnerships.drift_term')
        .values({
          id: '01890000-0000-7000-8000-0000000000cc',
          partnership_id: board.id,
          language: 'en',
          term: 'mine',
          why: 'w',
          instead: 'i',
          set_at: system.clock.now(),
          set_by: board.outsider.person,
        })
        .execute(),
    ),
    /row-level security/,
  )
})
