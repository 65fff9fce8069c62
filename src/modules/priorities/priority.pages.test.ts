import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runListeners } from '../../app/listeners.ts'
import { follow, tiesAmong } from '../../platform/thread/index.ts'
import { newId } from '../../platform/ids.ts'
import { foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { decideList, saidHere } from '../../../test/said-here.ts'
import { visitor } from '../../../test/visitor.ts'

const system = await testSystem()
const board = await foundBoard(system, { residents: 6, organisations: 3 })
const chair = await board.chair.browser()
const resident = await board.residents[4]!.browser()
const stranger = visitor(board.web)
const overview = `/in/${board.slug}/priorities`

const said = await saidHere(system, board.id)

const priority = async (title: string) =>
  (await system.owner.query('SELECT * FROM priorities.priority WHERE title = $1', [title])).rows[0]
const propose = async (browser: typeof chair, title: string, more: Record<string, string> = {}) => {
  const sent = await browser.post(`${overview}/new`, { title, language: 'en', ...more })
  assert.equal(sent.status, 303, await sent.text())
  return String((await priority(title)).id)
}

let bus = ''
let warm = ''
let figure = ''

test('a member puts something forward and links it to what people said, each with a note', async () => {
  assert.match(await stranger.page(overview), /Nothing has been agreed yet/)
  const empty = await resident.post(`${overview}/new`, { title: '', why: 'Because' })
  assert.equal(empty.status, 422)
  assert.match(await empty.text(), /href="#title" ?>Say what matters<[\s\S]*>Because<\/textarea>/)

  bus = await propose(resident, 'A bus home in the evening', {
    strengths: 'The minibus club has six drivers.',
  })
  assert.match(
    await resident.page(`/priorities/${bus}`),
    /Nothing that people said is linked yet[\s\S]*No figures are linked yet[\s\S]*six drivers/,
  )
  // Common ground first, then what divides, then themes and testimony.
  const choose = await resident.page(`/priorities/${bus}/grounds`)
  assert.match(
    choose,
    /Common ground[\s\S]*The last bus is at six[\s\S]*Group A: 90% agree[\s\S]*matters a lot to 7 people[\s\S]*What divides people[\s\S]*nowhere warm[\s\S]*Themes[\s\S]*Getting home[\s\S]*In their own words[\s\S]*I walk home in the dark/,
  )
  assert.match(
    await resident.page(`/priorities/${bus}/grounds?words=buses`),
    /The last bus is at six[\s\S]*What would help us live well here/,
  )
  const nothing = await resident.post(`/priorities/${bus}/grounds`, { note: 'x' })
  assert.equal(nothing.status, 422)
  assert.match(await nothing.text(), /href="#chosen" ?>Choose at least one/)

  await resident.post(`/in/${board.slug}/figures/new`, {
    title: 'Homes without a car',
    value: '31',
    unit: 'percent',
    lower: '28',
    upper: '34',
    confidence: '95',
    place: 'Harrow Lane',
    period: '2021',
    source: 'Census 2021',
    day: '4',
    month: '11',
    year: '2022',
  })
  figure = (await system.owner.query('SELECT id FROM evidence.figure')).rows[0].id
  const linked = await resident.post(`/priorities/${bus}/grounds`, {
    chosen: [`statement:${said.bus}`, `theme:${said.theme}`, `figure:${figure}`],
    note: 'It is the evening that is hard.',
  })
  assert.equal(linked.status, 303, await linked.text())
  // Words from nowhere, or called what they are not, are not taken.
  const foreign = await resident.post(`/priorities/${bus}/grounds`, {
    chosen: [`statement:${newId(new Date())}`, `insight:${said.bus}`, 'nonsense'],
  })
  assert.equal(foreign.status, 422)
  const { rows } = await system.owner.query(
    'SELECT node_id, kind, note FROM priorities.ground WHERE priority_id = $1 ORDER BY kind',
    [bus],
  )
  assert.deepEqual(rows, [
    { node_id: figure, kind: 'figure', note: 'It is the evening that is hard.' },
    { node_id: said.bus, kind: 'statement', note: 'It is the evening that is hard.' },
    { node_id: said.theme, kind: 'theme', note: 'It is the evening that is hard.' },
  ])
  const mended = await resident.post(`/priorities/${bus}/grounds/${said.bus}`, { note: 'Six!' })
  assert.equal(mended.status, 303)

  // People's words first with their numbers, then the figures with how sure, then strengths.
  const page = await resident.page(`/priorities/${bus}`)
  assert.match(
    page,
    /What people said[\s\S]*The last bus is at six[\s\S]*90%[\s\S]*<b>20<\/b> people responded[\s\S]*matters a lot to <b>7<\/b>[\s\S]*Six!/,
  )
  assert.match(page, /Getting home[\s\S]*<blockquote><p>I walk home in the dark because of it/)
  assert.match(
    page,
    /What the figures say[\s\S]*31 in every 100[\s\S]*between 28 and 34 in every 100[\s\S]*Census 2021[\s\S]*What is already strong here[\s\S]*six drivers/,
  )
  assert.match(page, /This is a draft\. Only members see it/)
})

test('drafts are changed by whoever proposed them; links are taken away', async () => {
  warm = await propose(chair, 'Somewhere warm')
  const other = await board.residents[5]!.browser()
  assert.equal((await other.post(`/priorities/${bus}/change`, { title: 'Mine' })).status, 403)
  const changed = await resident.post(`/priorities/${bus}/change`, {
    title: 'A bus home after six',
    strengths: 'The minibus club has six drivers.',
  })
  assert.equal(changed.status, 303)
  assert.equal((await priority('A bus home after six')).id, bus)
  await chair.post(`/priorities/${warm}/grounds`, {
    chosen: [`statement:${said.warm}`, `testimony:${said.testimony}`],
  })
  const gone = await chair.post(`/priorities/${warm}/grounds/${said.testimony}/removal`)
  assert.equal(gone.status, 303)
  const { rows } = await system.owner.query(
    'SELECT node_id FROM priorities.ground WHERE priority_id = $1',
    [warm],
  )
  assert.deepEqual(rows, [{ node_id: said.warm }])
})

let failed = ''

test('a list is put in order by links alone, drawn up and put to a decision', async () => {
  const start = await chair.page(`${overview}/lists/new`)
  const up = [...start.matchAll(/href="([^"]+)">Move up<span[^>]*>: ([^<]+)</g)]
  assert.deepEqual(
    up.map((each) => each[2]),
    ['Somewhere warm'],
  )
  const next = await chair.page(up[0]![1]!.replaceAll('&amp;', '&').split('#')[0]!)
  assert.match(next, new RegExp(`name="order" value="${warm}\\.${bus}"`))
  assert.match(
    await chair.page(`${overview}/lists/new?order=${warm}`),
    /Left out[\s\S]*A bus home after six/,
  )
  assert.equal((await chair.post(`${overview}/lists`, { order: '' })).status, 422)
  const made = await chair.post(`${overview}/lists`, { order: `${warm}.${bus}` })
  assert.equal(made.status, 303)
  const address = made.headers.get('location')!
  assert.match(await chair.page(address), /This list is a draft[\s\S]*Put it to a decision/)
  assert.equal((await stranger.get(address)).status, 404)

  const put = await chair.post(`${address}/decision`, {
    question: 'Are these the things that matter most?',
    meeting: '',
  })
  assert.equal(put.status, 303, await put.text())
  failed = address.split('/').at(-1)!
  const list = (await system.owner.query('SELECT * FROM priorities.list WHERE id = $1', [failed]))
    .rows[0]
  assert.match(put.headers.get('location')!, new RegExp(`^/decisions/${list.decision_id}\\?`))
  const { rows: options } = await system.owner.query(
    'SELECT text, adopts FROM partnerships.decision_option WHERE decision_id = $1 ORDER BY position',
    [list.decision_id],
  )
  assert.deepEqual(options, [
    { text: 'Agree these priorities in this order', adopts: true },
    { text: 'Do not agree', adopts: false },
  ])
  assert.ok((await priority('Somewhere warm')).published_at)

  // Now anybody reads it, and its thread leads back to what people said and on to the decision.
  assert.match(await stranger.page(address), /Somewhere warm[\s\S]*A bus home after six/)
  assert.match(await stranger.page(overview), /Being decided now[\s\S]*The last bus is at six/)
  const ids = (await follow(system.db, bus)).map(({ id }) => id)
  for (const each of [said.bus, said.testimony, figure, list.decision_id])
    assert.ok(ids.includes(each), each)
  const { rows: ties } = await system.owner.query(
    'SELECT earlier_id, later_id, kind FROM platform.thread_link WHERE later_id = $1 OR (earlier_id = $1 AND kind = $2) ORDER BY kind, earlier_id',
    [bus, 'put-to'],
  )
  assert.deepEqual(
    new Set(ties.map((each) => `${each.earlier_id} ${each.kind}`)),
    new Set([
      `${said.bus} became-priority`,
      `${said.testimony} became-priority`,
      `${figure} evidence-for`,
      `${bus} put-to`,
    ]),
  )
  assert.match(
    await stranger.page(`/in/${board.slug}/record`),
    /Put priorities to a decision: 1\. Somewhere warm/,
  )
})

test('while it is being decided its words stay, and no other list is put', async () => {
  const change = await chair.post(`/priorities/${bus}/change`, { title: 'Something else' })
  assert.equal(change.status, 422)
  assert.match(await change.text(), /being decided now, so its words stay/)
  const removal = await chair.post(`/priorities/${bus}/grounds/${said.bus}/removal`)
  assert.equal(removal.status, 409)
  const other = await chair.post(`${overview}/lists`, { order: bus })
  const put = await chair.post(`${other.headers.get('location')}/decision`, { question: 'And?' })
  assert.equal(put.status, 422)
  assert.match(await put.text(), /Another list is being decided/)
})

const decide = (list: string, votes: readonly (readonly [number, boolean])[]) =>
  decideList(system, board, list, votes)

test('a list that is not agreed is shown as such and may be put again', async () => {
  await decide(failed, [
    [0, false],
    [1, false],
    [2, false],
    [3, true],
    [4, true],
  ])
  const { rows } = await system.owner.query('SELECT * FROM priorities.adoption')
  assert.deepEqual(rows, [])
  assert.match(
    await stranger.page(overview),
    /Nothing has been agreed yet[\s\S]*Earlier lists[\s\S]*not agreed on/,
  )
  assert.match(await stranger.page(`/priority-lists/${failed}`), /This list was not agreed/)
  assert.match(await stranger.page(`/priorities/${bus}`), /put to a decision and not agreed/)
  const again = /href="([^"]+)">Draw it up again/.exec(
    await chair.page(`/priority-lists/${failed}`),
  )
  assert.match(again![1]!, new RegExp(`order=${warm}\\.${bus}`))
})

test('what it said before a change is kept, on its page and in the record', async () => {
  const changed = await chair.post(`/priorities/${bus}/change`, {
    title: 'A bus home every evening',
    strengths: 'The minibus club has six drivers.',
  })
  assert.equal(changed.status, 303)
  const { rows } = await system.owner.query(
    `SELECT body::jsonb -> 'before' ->> 'title' AS before FROM platform.ledger_event WHERE act = 'priority-changed'`,
  )
  assert.deepEqual(rows, [{ before: 'A bus home after six' }])
  assert.match(
    await stranger.page(`/priorities/${bus}`),
    /A bus home every evening[\s\S]*Its words were changed once[\s\S]*A bus home after six/,
  )
})

let agreed = ''

test('a list that is agreed holds from then: on the page, the front page, the record and in JSON', async () => {
  const made = await chair.post(`${overview}/lists`, { order: `${bus}.${warm}` })
  agreed = made.headers.get('location')!.split('/').at(-1)!
  const put = await chair.post(`/priority-lists/${agreed}/decision`, { question: 'These?' })
  assert.equal(put.status, 303, await put.text())
  const decision = await decide(
    agreed,
    [0, 1, 2, 3, 4, 5].map((index) => [index, index !== 5] as const),
  )
  const { rows } = await system.owner.query('SELECT list_id, decision_id FROM priorities.adoption')
  assert.deepEqual(rows, [{ list_id: agreed, decision_id: decision }])
  // Heard once: hearing it again changes nothing.
  await runListeners(system, { partnership: board.id })
  const acts = await system.owner.query(
    `SELECT body::jsonb AS body FROM platform.ledger_event WHERE act = 'priorities-adopted'`,
  )
  assert.equal(acts.rows.length, 1)
  assert.deepEqual(
    acts.rows[0].body.priorities.map((each: { title: string }) => each.title),
    ['A bus home every evening', 'Somewhere warm'],
  )
  const page = await stranger.page(overview)
  assert.match(
    page,
    /2 things that matter, in order, agreed on[\s\S]*A bus home every evening[\s\S]*<q>The last bus is at six\.<\/q>[\s\S]*Group A: 90% agree\. Group B: 80% agree\.[\s\S]*Somewhere warm[\s\S]*Earlier lists/,
  )
  assert.match(
    await stranger.page(`/in/${board.slug}`),
    /What matters here[\s\S]*A bus home every evening/,
  )
  assert.match(await stranger.page(`/priorities/${bus}`), /Agreed on [^:]+: number 1 of 2/)
  const json = (await (await stranger.get(`${overview}.json`)).json()) as {
    agreed: string
    priorities: {
      id: string
      said: { words: string; note: string }[]
      figures: { source: string }[]
    }[]
  }
  assert.equal(json.agreed, agreed)
  const first = json.priorities.find(({ id }) => id === bus)!
  assert.deepEqual(first.said.map(({ words }) => words).toSorted(), [
    'Getting home',
    'The last bus is at six.',
  ])
  assert.equal(first.figures[0]!.source, 'Census 2021')
  assert.ok((await tiesAmong(system.db, [bus, decision])).length > 0)
  // Its thread: people's words, the figure, the priority and where it stands.
  assert.match(
    await stranger.page(`/thread/${bus}/text`),
    /The last bus is at six[\s\S]*A bus home every evening[\s\S]*Agreed on [^:]+: number 1 of 2/,
  )
  // An organiser alone cannot take out what the partnership agreed.
  const taken = await chair.post(`/priorities/${bus}/withdrawal`, { reason: 'No' })
  assert.equal(taken.status, 422)
  assert.match(await taken.text(), /It has been agreed/)
})

test('official headings come second: switched on, laid beside, at the foot', async () => {
  assert.doesNotMatch(await stranger.page(overview), /official headings/)
  assert.equal((await resident.get(`/in/${board.slug}/frameworks`)).status, 403)
  await chair.post(`/in/${board.slug}/frameworks`, { frameworks: ['marmot-eight', 'made-up'] })
  const { rows } = await system.owner.query('SELECT framework FROM priorities.framework_use')
  assert.deepEqual(rows, [{ framework: 'marmot-eight' }])
  const laid = await resident.post(`/priorities/${bus}/lens`, {
    items: ['marmot-eight:places', 'core20plus5:core20'],
  })
  assert.equal(laid.status, 303)
  const lens = await system.owner.query('SELECT framework, item FROM priorities.lens')
  assert.deepEqual(lens.rows, [{ framework: 'marmot-eight', item: 'places' }])
  const page = await stranger.page(overview)
  assert.ok(page.indexOf('beside official headings') > page.indexOf('Somewhere warm'))
  assert.match(page, /Healthy places[\s\S]{0,300}A bus home every evening/)
  assert.match(await stranger.page(`/priorities/${bus}`), /Marmot Eight: Healthy places/)
})
