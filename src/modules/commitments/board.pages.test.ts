import assert from 'node:assert/strict'
import { test } from 'node:test'
import Papa from 'papaparse'
import { foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { boxes, promise, promiseFields } from '../../../test/promise.ts'
import { visitor } from '../../../test/visitor.ts'
import { watchPromises } from './quiet.jobs.ts'

const system = await testSystem()
const board = await foundBoard(system, { residents: 4, organisations: 2 })
const anyone = visitor(board.web)
const chair = await board.chair.browser()
const at = `/in/${board.slug}/promises`
const day = 86_400_000

test('an empty board says so, and what would fill it', async () => {
  const page = await anyone.page(at)
  assert.match(page, /Nothing has been promised yet/)
  assert.match(page, /aria-current="page"[^>]*>[^<]*[Pp]romise/)
  assert.doesNotMatch(page, /Make a promise/)
  assert.match(await (await board.officers[0]!.browser()).page(at), /Make a promise/)
})

let quiet = ''
let given = ''

test('every expectation that was sent and every promise is a row with its state in words, newest first', async () => {
  quiet = await promise(board, promiseFields({ promise: 'Mend the lights.', review: '2026-03-10' }))
  system.clock.advance(60_000)
  const drafted = await chair.post(`/in/${board.slug}/expectations/new`, {
    organisation: board.organisations[1]!.id,
    what: 'Open the library on Saturdays, "please".',
    why: 'Nobody can go in the week.',
    address: 'library@council.example',
    ...boxes('answer', '2026-03-09'),
  })
  const expectation = /\/expectations\/([0-9a-f-]{36})/.exec(drafted.headers.get('location')!)![1]!
  assert.doesNotMatch(await anyone.page(at), /library on Saturdays/, 'a draft is on no board')
  assert.doesNotMatch(await chair.page(at), /library on Saturdays/)
  assert.equal((await chair.post(`/expectations/${expectation}/sending`)).status, 303)
  system.clock.advance(60_000)
  given = await promise(board, promiseFields({ promise: '=SUM(1) seats', review: '2026-05-01' }))
  system.clock.advance(12 * day)
  await watchPromises(system, {})

  const page = await anyone.page(at)
  const where = ['=SUM(1) seats', 'Open the library', 'Mend the lights'].map((text) =>
    page.indexOf(text),
  )
  assert.ok(where[0]! > 0 && where[0]! < where[1]! && where[1]! < where[2]!, String(where))
  assert.match(page, /Gone quiet\. There has been no word since it was due on 10 March 2026/)
  assert.match(page, /Nobody has answered\. An answer was asked for by 9 March 2026/)
  assert.match(page, /Promised\. They will say how it goes by 1 May 2026/)
  assert.doesNotMatch(page, /library@council|rowan@council/)
  assert.doesNotMatch(page, /\d ?%/, 'nobody is given a percentage')
})

test('a board is filtered by its address, and says when nothing is like that', async () => {
  const only = await anyone.page(`${at}?state=quiet`)
  assert.match(only, /Mend the lights/)
  assert.doesNotMatch(only, /SUM\(1\) seats|Open the library/)
  assert.match(only, /<option value="quiet" selected/)
  const second = await anyone.page(`${at}?organisation=${board.organisations[1]!.id}`)
  assert.match(second, /Open the library/)
  assert.doesNotMatch(second, /Mend the lights/)
  assert.match(await anyone.page(`${at}?state=kept`), /Nothing here is like that/)
  assert.match(await anyone.page(`${at}?state=nonsense&before=x`), /Mend the lights/)
})

test('an organisation has a board of its own', async () => {
  const [first, second] = board.organisations as [
    { id: string; name: string },
    { id: string; name: string },
  ]
  const page = await anyone.page(`/organisations/${first.id}/promises`)
  assert.match(page, /Mend the lights/)
  assert.doesNotMatch(page, /Open the library/)
  assert.ok(page.includes(first.name) && !page.includes(second.name))
  assert.equal((await anyone.get('/organisations/nobody/promises')).status, 404)
})

test('the same rows are had as a table and as data, with the same filters', async () => {
  const response = await anyone.get(`${at}.csv`)
  assert.match(response.headers.get('content-type')!, /text\/csv/)
  const text = await response.text()
  const { data, errors } = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: true,
  })
  assert.deepEqual(errors, [])
  assert.deepEqual(
    data.map(({ what, state }) => [what, state]),
    [
      ["'=SUM(1) seats", 'given'],
      ['Open the library on Saturdays, "please".', 'silent'],
      ['Mend the lights.', 'quiet'],
    ],
    'a formula is made harmless, quotes survive',
  )
  assert.equal(data[2]!['since'], '2026-03-11')
  assert.equal(data[0]!['due_on'], '2026-06-01')
  const filtered = JSON.parse(await anyone.page(`${at}.json?state=quiet`)) as {
    rows: { id: string; state: string; stateInWords: string; address: string }[]
    next: string | null
  }
  assert.deepEqual(
    filtered.rows.map(({ id, state }) => [id, state]),
    [[quiet, 'quiet']],
  )
  assert.match(filtered.rows[0]!.stateInWords, /Gone quiet/)
  assert.ok(filtered.rows[0]!.address.endsWith(`/commitments/${quiet}`))
  assert.equal(filtered.next, null)
})

/** Whether a document is well-formed enough to nest; returns the text of each element of a name. */
function elements(xml: string, name: string): string[] {
  const open: string[] = []
  for (const [, close, tag, self] of xml.matchAll(/<(\/?)([a-z]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (close) assert.equal(open.pop(), tag)
    else if (!self) open.push(tag!)
  }
  assert.deepEqual(open, [])
  assert.doesNotMatch(xml.replace(/&(amp|lt|gt|quot|#\d+|#x[0-9a-f]+);/g, ''), /&/)
  return [...xml.matchAll(new RegExp(`<${name}[^>]*>([^<]*)</${name}>`, 'g'))].map(
    ([, text]) => text!,
  )
}

test('the feed tells the changes, newest first, each provable in the record', async () => {
  const response = await anyone.get(`${at}.atom`)
  assert.match(response.headers.get('content-type')!, /application\/atom\+xml/)
  const xml = await response.text()
  const [, ...titles] = elements(xml, 'title')
  assert.equal(titles.length, 4)
  assert.match(titles[0]!, /went quiet: Mend the lights/)
  assert.match(titles[1]!, /promised: =SUM/)
  const { rows } = await system.owner.query(
    `SELECT encode(hash, 'hex') AS hash FROM platform.ledger_event WHERE act = 'commitment-gone-quiet' AND subject_id = $1`,
    [quiet],
  )
  assert.ok(elements(xml, 'id').includes(`urn:sha256:${rows[0].hash}`))
  const own = await anyone.page(`/organisations/${board.organisations[1]!.id}/promises.atom`)
  assert.equal(elements(own, 'title').length, 2)
})

test('the calendar holds the days that are still to come, as whole days', async () => {
  const response = await anyone.get(`${at}.ics`)
  assert.match(response.headers.get('content-type')!, /text\/calendar/)
  const text = (await response.text()).replaceAll('\r\n ', '')
  const events = text.split('BEGIN:VEVENT').slice(1)
  const days = events.map((event) => {
    const [, id, what] = /UID:([0-9a-f-]{36})-(\w+)@/.exec(event)!
    return `${id} ${what} ${/DTSTART;VALUE=DATE:(\d{8})/.exec(event)![1]}`
  })
  assert.deepEqual(
    new Set(days),
    new Set([
      `${given} due 20260601`,
      `${given} review 20260501`,
      `${quiet} due 20260601`,
      `${quiet} review 20260310`,
    ]),
  )
  assert.equal(days.length, 4)
})

test('a long board goes on by where one is in it: nothing is skipped or seen twice', async () => {
  const { rows } = await system.owner.query('SELECT * FROM commitments.commitment WHERE id = $1', [
    given,
  ])
  await system.owner.query(
    `INSERT INTO commitments.commitment (id, partnership_id, organisation_id, what, language, due_on, review_on, made_at)
     SELECT gen_random_uuid(), $1, $2, 'Promise ' || number || '.', 'en', '2026-12-01', '2026-09-01', $3 FROM generate_series(1, 245) AS number`,
    [board.id, rows[0].organisation_id, rows[0].made_at],
  )
  const seen: string[] = []
  let next: string | undefined = at
  while (next) {
    const page: string = await anyone.page(next)
    seen.push(...[...page.matchAll(/Promise \d+\./g)].map(([text]) => text))
    next = /rel="next"[^>]*href="([^"]+)"|href="([^"]+)"[^>]*rel="next"/
      .exec(page)
      ?.slice(1)
      .find(Boolean)
      ?.replaceAll('&amp;', '&')
  }
  assert.equal(seen.length, 245)
  assert.equal(new Set(seen).size, 245)
  assert.match(
    await anyone.page(`${at}?state=quiet`),
    /Mend the lights/,
    'found behind many others',
  )
})
