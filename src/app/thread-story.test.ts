// One whole story at the front door, from what was said to whether it was kept, and how it is drawn.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closeCheckBacks } from '../modules/commitments/check-back.jobs.ts'
import { watchPromises } from '../modules/commitments/quiet.jobs.ts'
import { system as asSystem } from '../platform/actor.ts'
import { transaction } from '../platform/database/index.ts'
import { stitch, tie } from '../platform/thread/index.ts'
import { foundBoard } from '../../test/board.ts'
import { testSystem } from '../../test/database.ts'
import { boxes, promise, promiseFields } from '../../test/promise.ts'
import { decideList, saidHere } from '../../test/said-here.ts'
import { visitor } from '../../test/visitor.ts'

const system = await testSystem()
const board = await foundBoard(system, { residents: 6, organisations: 2 })
const chair = await board.chair.browser()
const officer = await board.officers[0]!.browser()
const anyone = visitor(board.web)
const said = await saidHere(system, board.id)
const after = (days: number) => system.clock.advance(days * 86_400_000)
const dayIn = (days: number) =>
  new Date(system.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
const idIn = (response: Response) => {
  const where = response.headers.get('location') ?? ''
  const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(where)?.[0]
  assert.ok(id, `${response.status} ${where}`)
  return id
}
const one = async (text: string, values: unknown[]) =>
  String(Object.values((await system.owner.query(text, values)).rows[0])[0])

test('a promise that rests on no words says so, drawn and as text', async () => {
  const alone = await promise(
    board,
    promiseFields({ promise: 'Paint the railings.', due: dayIn(90), review: dayIn(30) }),
  )
  for (const path of [`/thread/${alone}`, `/thread/${alone}/text`]) {
    const page = await anyone.page(path)
    assert.match(page, /Nothing that people said is linked[\s\S]*Paint the railings/)
    assert.doesNotMatch(page, /The last bus/)
  }
})

test('from words to whether it was kept: every step is drawn, in order, as text and as data too', async () => {
  await transaction(system.db, asSystem('test'), system.clock.now(), async (trx) => {
    for (const [id, kind] of [
      [said.round, 'round'],
      [said.bus, 'statement'],
    ] as const)
      await stitch(trx, { id, partnership: board.id, kind })
    await tie(trx, said.round, said.bus, 'heard')
  })
  const overview = `/in/${board.slug}/priorities`
  const title = 'A bus home in the evening'
  await chair.post(`${overview}/new`, { title, language: 'en' })
  const priority = await one('SELECT id FROM priorities.priority WHERE title = $1', [title])
  await chair.post(`/priorities/${priority}/grounds`, {
    chosen: [`statement:${said.bus}`],
    note: 'The last one is at six.',
  })
  const list = idIn(await chair.post(`${overview}/lists`, { order: priority }))
  await chair.post(`/priority-lists/${list}/decision`, { question: 'Do we agree on this?' })
  await decideList(
    system,
    board,
    list,
    [0, 1, 2, 3, 4, 5].map((index) => [index, true] as const),
  )

  const expectation = idIn(
    await chair.post(`/in/${board.slug}/expectations/new`, {
      organisation: board.organisations[0]!.id,
      what: 'Run a bus at nine.',
      why: 'People cannot get home.',
      address: 'highways@council.example',
      priority,
      ...boxes('answer', dayIn(28)),
    }),
  )
  assert.equal((await chair.post(`/expectations/${expectation}/sending`)).status, 303)
  assert.match(await anyone.page(`/thread/${said.bus}`), /Still open[\s\S]*answer/)
  after(3)
  const commitment = idIn(
    await officer.post(`/expectations/${expectation}/answers`, {
      kind: 'accepted',
      ...promiseFields({
        promise: 'A bus leaves at nine every evening.',
        due: dayIn(20),
        review: dayIn(5),
      }),
    }),
  )
  after(2)
  const update = await officer.post(`/commitments/${commitment}/updates`, {
    text: 'The timetable is drawn up.',
    done: 'no',
    ...boxes('review', dayIn(5)),
  })
  assert.equal(update.status, 303, await update.text())
  after(7)
  await watchPromises(system, {})
  const quiet = await anyone.page(`/thread/${said.bus}`)
  assert.match(quiet, /The timetable is drawn up/)
  assert.match(quiet, /No word since|gone quiet/i)
  const done = await officer.post(`/commitments/${commitment}/updates`, {
    text: 'It has run for a week.',
    evidence: 'https://council.example/bus',
    done: 'yes',
  })
  assert.equal(done.status, 303, await done.text())
  const check = await one('SELECT id FROM commitments.check_back WHERE commitment_id = $1', [
    commitment,
  ])
  for (const resident of board.residents.slice(0, 3))
    await (
      await resident.browser()
    ).post(`/check-backs/${check}/words`, {
      verdict: 'partly',
      words: '',
    })
  after(60)
  await closeCheckBacks(system, {})

  const inOrder = [
    'The last bus is at six',
    title,
    'Run a bus at nine',
    'A bus leaves at nine every evening',
    'The timetable is drawn up',
    'It has run for a week',
    'People said it was partly kept',
  ]
  const drawn = await anyone.page(`/thread/${said.bus}`)
  const steps = drawn.slice(drawn.indexOf('class="stitch'))
  assert.match(drawn, /Do we agree on this\?/)
  let last = -1
  for (const words of inOrder) {
    const place = steps.indexOf(words, last + 1)
    assert.ok(place > last, `${words} stands after what came before it`)
    last = place
  }
  const text = await anyone.page(`/thread/${said.bus}/text`)
  for (const words of inOrder) assert.ok(text.includes(words), words)
  const data = (await (await anyone.get(`/thread/${said.bus}/thread.json`)).json()) as {
    whole: boolean
    steps: { kind: string; record: unknown[] }[]
    ties: { kind: string }[]
  }
  assert.equal(data.whole, true)
  const kinds = new Set(data.steps.map(({ kind }) => kind))
  for (const kind of [
    'round',
    'statement',
    'priority',
    'decision',
    'expectation',
    'expectation-answer',
    'commitment',
    'update',
    'check-back',
  ])
    assert.ok(kinds.has(kind), `${kind} is among ${[...kinds].join()}`)
  // The same story is found from its other end.
  assert.match(await anyone.page(`/thread/${check}`), /The last bus is at six/)
})
