import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { newId } from '../../platform/ids.ts'

const system = await testSystem()
const board = await foundBoard(system)
const member = await board.residents[4]!.browser()
const other = await board.residents[5]!.browser()
const anyone = visitor(board.web)

async function priority(title: string, published = true): Promise<string> {
  const id = newId(system.clock.now())
  await system.owner.query(
    `INSERT INTO priorities.priority (id, partnership_id, title, language, proposed_at, published_at) VALUES ($1, $2, $3, 'en', $4, $5)`,
    [id, board.id, title, system.clock.now(), published ? system.clock.now() : null],
  )
  return id
}

type Row = {
  id: string
  parent_id: string | null
  kind: string
  text: string
  position: number
  removed_at: Date | null
}
const stored = async (of: string): Promise<Row[]> =>
  (
    await system.owner.query<Row>(
      'SELECT id, parent_id, kind, text, position, removed_at FROM priorities.driver WHERE priority_id = $1 ORDER BY added_at, id',
      [of],
    )
  ).rows
const acts = async (of: string) =>
  (
    await system.owner.query(
      `SELECT body::json AS body FROM platform.ledger_event WHERE subject_id = $1 AND act = 'driver-diagram-changed' ORDER BY sequence`,
      [of],
    )
  ).rows.map(({ body }) => body)

async function add(of: string, text: string, parent = '', idea = 'no'): Promise<string> {
  const answer = await member.post(`/priorities/${of}/drivers`, { text, parent, idea })
  assert.equal(answer.status, 303, await answer.text())
  return /drivers\/([0-9a-f-]{36})/.exec(answer.headers.get('location')!)![1]!
}

test('a diagram is drawn by members, read by anyone, and each change is in the record once', async () => {
  const id = await priority('Warm homes')
  const cold = await add(id, '  Cold   houses ')
  const damp = await add(id, 'Damp & mould', cold)
  const idea = await add(id, 'Draught busting days', damp, 'yes')
  assert.deepEqual(
    (await stored(id)).map(({ id: each, parent_id, kind, text }) => [each, parent_id, kind, text]),
    [
      [cold, null, 'primary', 'Cold houses'],
      [damp, cold, 'secondary', 'Damp & mould'],
      [idea, damp, 'change-idea', 'Draught busting days'],
    ],
  )
  assert.deepEqual(await acts(id), [
    { change: 'added', driver: cold, drivers: 1 },
    { change: 'added', driver: damp, drivers: 1 },
    { change: 'added', driver: idea, drivers: 1 },
  ])
  const page = await anyone.page(`/priorities/${id}/drivers`)
  const list = page.slice(page.indexOf('class="outline"'))
  assert.match(page, /<svg class="diagram__drawing"/)
  assert.match(
    page,
    new RegExp(
      `<a href="/priorities/${id}/drivers/${damp}#driver-${damp}" aria-label="Cause behind it: Damp &amp; mould`,
    ),
  )
  assert.ok(list.indexOf('Cold houses') < list.indexOf('Damp &amp; mould'))
  assert.match(
    page,
    /Cold houses<\/a>: nobody does anything about this yet, nor about the 1 cause behind it\./,
  )
  assert.doesNotMatch(page, /<form method="post" action="\/priorities/)
  const svg = await anyone.get(`/priorities/${id}/drivers.svg`)
  assert.equal(svg.headers.get('content-type'), 'image/svg+xml; charset=utf-8')
  const drawn = await svg.text()
  assert.match(drawn, /^<\?xml[\s\S]+xmlns="http:\/\/www.w3.org\/2000\/svg"/)
  assert.doesNotMatch(drawn, / (class|style)=/)
  const record = await anyone.page(`/in/${board.slug}/record`)
  assert.match(record, /Something was added to the driver diagram of a priority/)
})

test('a draft’s diagram is not there for people outside, and stays out of the record', async () => {
  const id = await priority('A draft', false)
  const driver = await add(id, 'Not for everyone yet')
  assert.equal((await anyone.get(`/priorities/${id}/drivers`)).status, 404)
  assert.equal((await anyone.get(`/priorities/${id}/drivers.svg`)).status, 404)
  assert.equal((await anyone.get(`/priorities/${id}/drivers/${driver}`)).status, 404)
  assert.match(await member.page(`/priorities/${id}/drivers`), /Only members can see this diagram/)
  assert.deepEqual(await acts(id), [])
})

test('words changed under somebody are not written over: both are shown, and the second save settles it', async () => {
  const id = await priority('Buses')
  const driver = await add(id, 'The last bus goes at six')
  const at = `/priorities/${id}/drivers/${driver}`
  const first = await other.post(at, { text: 'No bus after six', seen: 'The last bus goes at six' })
  assert.equal(first.status, 303)
  const late = await member.post(at, { text: 'Buses stop early', seen: 'The last bus goes at six' })
  assert.equal(late.status, 422)
  const page = await late.text()
  assert.match(page, /Somebody else changed these words while you were writing/)
  assert.match(page, /It now says: <q>No bus after six<\/q>/)
  assert.match(page, />Buses stop early<\/textarea>/)
  assert.match(page, /name="seen" value="No bus after six"/)
  assert.equal((await stored(id))[0]!.text, 'No bus after six')
  const again = await member.post(at, { text: 'Buses stop early', seen: 'No bus after six' })
  assert.equal(again.status, 303)
  assert.equal((await stored(id))[0]!.text, 'Buses stop early')
})

test('moving up, down and under another; a place that is taken twice is settled', async () => {
  const id = await priority('Places to meet')
  const [a, b, c] = [await add(id, 'a'), await add(id, 'b'), await add(id, 'c')]
  await system.owner.query('UPDATE priorities.driver SET position = 1 WHERE priority_id = $1', [id])
  assert.equal(
    (await member.post(`/priorities/${id}/drivers/${c}/place`, { by: 'up' })).status,
    303,
  )
  const order = (await stored(id)).toSorted((x, y) => x.position - y.position)
  assert.deepEqual(
    order.map((each) => [each.text, each.position]),
    [
      ['a', 1],
      ['c', 2],
      ['b', 3],
    ],
  )
  assert.equal(
    (await member.post(`/priorities/${id}/drivers/${b}/place`, { under: a })).status,
    303,
  )
  assert.equal((await stored(id)).find((each) => each.id === b)!.kind, 'secondary')
  const circle = await member.post(`/priorities/${id}/drivers/${a}/place`, { under: b })
  assert.equal(circle.status, 422)
  assert.match(await circle.text(), /It cannot hang from itself/)
  assert.equal(
    (await member.post(`/priorities/${id}/drivers/${b}/place`, { under: 'top' })).status,
    303,
  )
  assert.equal((await stored(id)).find((each) => each.id === b)!.kind, 'primary')
  const idea = await add(id, 'An idea', a, 'yes')
  const top = await member.post(`/priorities/${id}/drivers/${idea}/place`, { under: 'top' })
  assert.equal(top.status, 422)
  assert.match(await top.text(), /An idea for change hangs from a cause/)
})

test('two people at once: everything is kept, and two moves cannot make a circle', async () => {
  const id = await priority('Both at once')
  const root = await add(id, 'root')
  await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      (index % 2 ? member : other).post(`/priorities/${id}/drivers`, {
        text: `n${index}`,
        parent: root,
      }),
    ),
  )
  const under = (await stored(id)).filter((each) => each.parent_id === root)
  assert.deepEqual(
    under.map((each) => each.position).toSorted((x, y) => x - y),
    Array.from({ length: 12 }, (_, index) => index + 1),
  )
  const [x, y] = [under[0]!.id, under[1]!.id]
  const answers = await Promise.all([
    member.post(`/priorities/${id}/drivers/${x}/place`, { under: y }),
    other.post(`/priorities/${id}/drivers/${y}/place`, { under: x }),
  ])
  assert.deepEqual(
    answers.map((each) => each.status).toSorted((m, n) => m - n),
    [303, 422],
  )
})

test('removal asks first with everything that goes, and can be undone', async () => {
  const id = await priority('To and fro')
  const top = await add(id, 'top')
  const middle = await add(id, 'middle', top)
  const low = await add(id, 'low', middle)
  await member.post(`/priorities/${id}/drivers/${low}/removal`)
  system.clock.advance(1000)
  const asked = await member.page(`/priorities/${id}/drivers/${top}/removal`)
  assert.match(asked, /One more hangs from it and goes with it/)
  const gone = await member.post(`/priorities/${id}/drivers/${top}/removal`)
  assert.equal(gone.status, 303)
  assert.ok((await stored(id)).every((each) => each.removed_at !== null))
  const banner = await member.page(gone.headers.get('location')!)
  assert.match(banner, /Removed: top[\s\S]+Bring it back/)
  assert.equal((await anyone.get(`/priorities/${id}/drivers/${top}`)).status, 404)
  // Somebody who still had the page open is told.
  const late = await other.post(`/priorities/${id}/drivers`, { text: 'late', parent: middle })
  assert.equal(late.status, 422)
  assert.match(await late.text(), /Somebody else removed this a moment ago/)
  const child = await other.post(`/priorities/${id}/drivers/${middle}/return`)
  assert.match(await child.text(), /What this hung from was removed too/)
  assert.equal((await other.post(`/priorities/${id}/drivers/${top}/return`)).status, 303)
  // What was removed before it stays removed.
  assert.deepEqual(
    (await stored(id)).map((each) => [each.text, each.removed_at === null]),
    [
      ['top', true],
      ['middle', true],
      ['low', false],
    ],
  )
  const changes = (await acts(id)).map((body) => [body.change, body.drivers])
  assert.deepEqual(changes.slice(-2), [
    ['removed', 2],
    ['returned', 2],
  ])
})

test('limits are told in words', async () => {
  const id = await priority('Deep and wide')
  let parent = ''
  for (let depth = 0; depth < 6; depth += 1) parent = await add(id, `level ${depth + 1}`, parent)
  const deep = await member.post(`/priorities/${id}/drivers`, { text: 'seventh', parent })
  assert.match(await deep.text(), /A diagram goes no more than 6 boxes deep/)
  const empty = await member.post(`/priorities/${id}/drivers`, { text: '  ' })
  assert.equal(empty.status, 422)
  assert.match(await empty.text(), /href="#top-text" ?>Write a few words first/)
  await system.owner.query(
    `INSERT INTO priorities.driver (id, priority_id, kind, text, position, added_at)
     SELECT gen_random_uuid(), $1, 'primary', 'filler', n + 10, $2 FROM generate_series(1, 294) AS n`,
    [id, system.clock.now()],
  )
  const many = await member.post(`/priorities/${id}/drivers`, { text: 'one too many' })
  assert.match(await many.text(), /A diagram holds no more than 300 boxes/)
  assert.equal((await stored(id)).length, 300)
  assert.match(await anyone.page(`/priorities/${id}/drivers`), /filler/)
})

test('what is done already is mapped on, and gaps and doubles show themselves in words', async () => {
  const id = await priority('Cold')
  const [a, b] = [await add(id, 'Cold houses'), await add(id, 'Dear fuel')]
  const first = await member.post(`/in/${board.slug}/activities/new`, {
    title: 'Warm room',
    organisation: board.organisations[0]!.id,
    who: '',
    what: 'Tuesdays',
    drivers: [a],
    offered: [a, b],
  })
  assert.equal(first.status, 303, await first.text())
  const activity = /activities\/([0-9a-f-]{36})/.exec(first.headers.get('location')!)![1]!
  await other.post(`/in/${board.slug}/activities/new`, {
    title: '=Soup',
    who: 'Neighbours in Mill Street',
    drivers: [a],
  })
  const page = await anyone.page(`/priorities/${id}/drivers`)
  assert.match(
    page,
    /Cold houses<\/a>: 2 do this \(<span dir="auto">Organisation 1 \w+ and Neighbours in Mill Street<\/span>\)\. Do they know of each other\?/,
  )
  assert.match(page, /Dear fuel<\/a>: nobody does anything about this yet\./)
  const csv = await (await anyone.get(`/in/${board.slug}/activities.csv`)).text()
  assert.match(
    csv,
    /^id,activity,who,organisation,what,language,priorities,drivers,noted,ended\r\n/,
  )
  assert.match(csv, /,'=Soup,Neighbours in Mill Street,,,en,Cold,Cold houses,2026-03-02,\r\n/)
  // A driver that the writer never saw keeps what another mapped onto it.
  const changed = await member.post(`/activities/${activity}`, {
    title: 'Warm room',
    organisation: board.organisations[0]!.id,
    drivers: [b],
    offered: [b],
  })
  assert.equal(changed.status, 303)
  const { rows } = await system.owner.query(
    'SELECT driver_id FROM priorities.activity_driver WHERE activity_id = $1 ORDER BY driver_id',
    [activity],
  )
  assert.deepEqual(
    rows.map((row) => row.driver_id),
    [a, b].toSorted(),
  )
  assert.equal((await member.post(`/activities/${activity}/end`, { again: '' })).status, 303)
  assert.match(await anyone.page(`/priorities/${id}/drivers`), /No two are noted as doing the same/)
  assert.match(await anyone.page(`/activities/${activity}`), /Ended on/)
  const nobody = await member.post(`/in/${board.slug}/activities/new`, { title: 'Who?' })
  assert.equal(nobody.status, 422)
  assert.match(await nobody.text(), /Say who does it/)
  assert.match(
    await anyone.page(`/in/${board.slug}/activities?sort=who&direction=descending`),
    /aria-sort="descending"/,
  )
})
