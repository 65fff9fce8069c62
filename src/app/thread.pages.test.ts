import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openRound } from '../../test/open-round.ts'
import { testSystem } from '../../test/database.ts'
import { visitor } from '../../test/visitor.ts'
import { newId } from '../platform/ids.ts'
import { createWeb } from './web.ts'

const system = await testSystem()
const web = createWeb(system)

/**
 * A round that heard 700 statements, on the thread with one answer to each of three, one answer to
 * two hundred, and a stored result: statement 500 is common ground, statement 650 is what most
 * people responded to.
 */
async function longRound() {
  const round = await openRound(system, {
    statements: Array.from(
      { length: 700 },
      (_, i) => `Statement number ${i + 1} of a long summer.`,
    ),
    languages: ['en', 'cy', 'ur'],
    questions: { cy: 'Beth fyddai’n helpu?', ur: 'کیا مدد کرے گا؟' },
    translations: { cy: ['Datganiad cyntaf.'] },
  })
  const { owner, clock } = system
  const at = clock.now()
  const node = (id: string, kind: string) =>
    owner.query(
      `INSERT INTO platform.thread_node (id, partnership_id, kind, at) VALUES ($1, $2, $3, $4)`,
      [id, round.partnership, kind, at],
    )
  const tied = (earlier: string[], later: string[], kind: string) =>
    owner.query(
      `INSERT INTO platform.thread_link (earlier_id, later_id, kind, at) SELECT e, l, $3, $4 FROM unnest($1::uuid[], $2::uuid[]) AS t (e, l)`,
      [earlier, later, kind, at],
    )
  await node(round.id, 'round')
  for (const { id } of round.statements) await node(id, 'statement')
  const all = round.statements.map(({ id }) => id)
  await tied(
    all.map(() => round.id),
    all,
    'heard',
  )
  const answer = async (text: string, to: string[]) => {
    const id = newId(at)
    await owner.query(
      `INSERT INTO listening.answer (id, round_id, subject_kind, subject_id, kind, text, answered_at) VALUES ($1, $2, 'statement', $3, 'we-will', $4, $5)`,
      [id, round.id, to[0], text, at],
    )
    await node(id, 'answer')
    await tied(
      to,
      to.map(() => id),
      'answered-by',
    )
    return id
  }
  for (const number of [10, 20, 30]) await answer(`Answer to ${number}.`, [all[number - 1]!])
  const wide = await answer('Answer to two hundred.', all.slice(100, 300))
  const statements = round.statements.map(({ number }) => ({
    number,
    agree: number === 650 ? 90 : number === 299 ? 20 : 10,
    unsure: 2,
    disagree: 3,
    matters: 1,
    divides: 0,
    groups: [
      [6, 1, 1, 0],
      [4, 1, 2, 1],
    ],
  }))
  const body = {
    statements,
    groups: ['A', 'B'].map((label) => ({ label, size: 20, distinctive: [] })),
    common: [{ statement: 500, direction: 'agree', floor: 0.6, certainty: 'steady' }],
    divisive: [],
    unsure: [],
  }
  await owner.query(
    `INSERT INTO listening.result (round_id, version, computed_at, counted_to, participants, responses, body, members) VALUES ($1, 1, $2, $2, 40, 9000, $3, '')`,
    [round.id, at, JSON.stringify(body)],
  )
  return { ...round, wide }
}

const round = await longRound()
const anyone = visitor(web)
const numbersOn = (page: string) =>
  [...page.matchAll(/Statement number (\d+) of/g)].map(([, number]) => Number(number))

test('the thread of a round is a line one can follow, and says how much more there is', async () => {
  const page = await anyone.page(`/thread/${round.id}`)
  assert.ok(Buffer.byteLength(page) < 60_000, `${Buffer.byteLength(page)} bytes`)
  const shown = new Set(numbersOn(page))
  assert.equal(shown.size, 12)
  for (const number of [10, 20, 30, 299, 500, 650])
    assert.ok(shown.has(number), `${number} is among ${[...shown].join()}`)
  for (const text of ['Answer to 10.', 'Answer to 30.', 'Answer to two hundred.'])
    assert.match(page, new RegExp(text))
  assert.match(page, /688 more statements/)
  assert.match(page, new RegExp(`href="/rounds/${round.id}/results/statements"`))
  assert.match(page, new RegExp(`href="/thread/${round.id}/text"`))
  const list = await anyone.page(`/rounds/${round.id}/results/statements`)
  assert.equal(new Set(numbersOn(list)).size, 700)
})

test('as text and as data it is whole, and says so', async () => {
  const text = await anyone.page(`/thread/${round.id}/text`)
  assert.equal(new Set(numbersOn(text)).size, 700)
  assert.match(text, /All of it: 705 steps/)
  const data = (await (await anyone.get(`/thread/${round.id}/thread.json`)).json()) as {
    whole: boolean
    count: number
    steps: { title: string; language: string }[]
  }
  assert.deepEqual([data.whole, data.count, data.steps.length], [true, 705, 705])
})

test('an answer to two hundred statements is followed back to those most people responded to', async () => {
  const page = await anyone.page(`/thread/${round.wide}`)
  const shown = new Set(numbersOn(page))
  assert.equal(shown.size, 12)
  assert.ok(shown.has(299))
  assert.match(page, /188 more statements/)
  assert.match(page, /Answer to two hundred\./)
})

test('a thread begun at one statement is short and complete', async () => {
  const page = await anyone.page(`/thread/${round.statements[9]!.id}`)
  assert.deepEqual([...new Set(numbersOn(page))], [10])
  assert.match(page, /Answer to 10\./)
  assert.doesNotMatch(page, /more statements/)
})

test('it speaks the reader’s language where there are words in it, and marks those that are not', async () => {
  const welsh = visitor(web, { language: 'cy' })
  const first = round.statements[0]!.id
  const page = await welsh.page(`/thread/${first}`)
  assert.match(page, /<h1 class="thread-words">“Datganiad cyntaf\.”/)
  assert.match(page, /<span lang="en" dir="ltr">Statement number 1 of a long summer\./)
  assert.match(page, /Beth fyddai’n helpu\?/)
  assert.doesNotMatch(page, /What would help us live well here/)
  const data = (await (await welsh.get(`/thread/${first}/thread.json`)).json()) as {
    steps: { title: string; language: string; kind: string }[]
  }
  const said = data.steps.find(({ kind }) => kind === 'statement')
  assert.deepEqual(said && [said.title, said.language], [
    'Statement number 1 of a long summer.',
    'en',
  ])
  const urdu = await visitor(web, { language: 'ur' }).page(`/thread/${first}`)
  assert.match(urdu, /<html lang="ur" dir="rtl"/)
  assert.match(urdu, /<h1 class="thread-words" lang="en" dir="ltr">/)
})
