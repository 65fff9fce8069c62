// What a newcomer meets: the invented neighbourhoods have lived, and the line holds from a resident's
// sentence to what came of it.

import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { verifyLedger } from '../../platform/ledger/index.ts'
import { runListeners } from '../listeners.ts'
import { createWeb } from '../web.ts'
import { tasks } from '../worker.ts'
import { loadDemonstration } from './index.ts'

const system = await testSystem()
const web = createWeb(system)
const anyone = visitor(web)
const operator = visitor(web)
const rows = async (text: string, values: unknown[] = []) =>
  (await system.owner.query<Record<string, string>>(text, values)).rows
const first = async (text: string, values: unknown[] = []) => (await rows(text, values))[0]!

const bus = 'The last bus is at six. After that we are on our own.'
type Thread = {
  steps: { id: string; kind: string; title: string; distance: number; facts: string[] }[]
}
const threadOf = async (id: string) =>
  JSON.parse(await anyone.page(`/thread/${id}/thread.json`)) as Thread

before(async () => {
  await loadDemonstration(system, () => undefined)
  await system.owner.query(`UPDATE people.person SET email = 'runner@example.org' WHERE operator`)
  await operator.signIn(system, 'runner@example.org')
})

test('the thread goes from a resident’s sentence to what those it was promised to say, and back', async () => {
  const { id } = await first('SELECT id FROM listening.statement WHERE text = $1', [bus])
  const onward = (await threadOf(id!)).steps.filter(({ distance }) => distance > 0)
  const kinds = new Set(onward.map(({ kind }) => kind))
  for (const kind of [
    'priority',
    'decision',
    'expectation',
    'expectation-answer',
    'commitment',
    'update',
    'check-back',
  ])
    assert.ok(kinds.has(kind), `${kind} is not among ${[...kinds].join(', ')}`)
  const checked = onward.find(({ kind }) => kind === 'check-back')!
  assert.match(checked.title, /partly/i)
  assert.deepEqual(
    checked.facts.map((fact) => /\d+/.exec(fact)?.[0]),
    ['2', '4', '1'],
    'kept, partly, too soon to say',
  )
  const back = (await threadOf(checked.id)).steps
  assert.ok(back.some(({ title, distance }) => title === bus && distance < 0))
  assert.ok(back.some(({ kind, title }) => kind === 'figure' && /Journeys/.test(title)))
})

test('what the boards decided stands as it happened: too few, then agreed, with one who could not vote and one who would not', async () => {
  const decided = await rows(
    `SELECT result.outcome, slug FROM partnerships.decision_result result JOIN partnerships.decision ON decision.id = result.decision_id
     JOIN partnerships.partnership ON partnership.id = decision.partnership_id ORDER BY result.closed_at`,
  )
  assert.deepEqual(
    decided.map(({ slug, outcome }) => `${slug} ${outcome}`),
    ['harrow-lane no-quorum', 'harrow-lane carried', 'cwm-derwen carried'],
  )
  const ways = await rows(
    `SELECT channel, count(*)::int AS votes FROM partnerships.vote GROUP BY channel ORDER BY channel`,
  )
  assert.deepEqual(
    ways.map(({ channel }) => channel),
    ['hand', 'paper', 'phone', 'screen'],
  )
  const { text } = await first('SELECT text FROM partnerships.dissent')
  assert.match(text!, /nobody under 25/)
  const { members } = await first(
    `SELECT count(*)::int AS members FROM partnerships.decision_interest`,
  )
  assert.equal(members, 1)
})

test('three bodies mean it together, and one has promised something under it', async () => {
  const { names, promises } = await first(
    `SELECT (SELECT count(*)::int FROM commitments.signature WHERE intent_id = intent.id) AS names,
       (SELECT count(*)::int FROM commitments.commitment WHERE intent_id = intent.id) AS promises FROM commitments.intent`,
  )
  assert.deepEqual([names, promises], [3, 1])
})

test('every invented person says so, and is written to nowhere that exists', async () => {
  const people = await rows(`SELECT name, email FROM people.person WHERE NOT operator`)
  assert.ok(people.length >= 20)
  for (const { name, email } of people) {
    assert.match(name!, / \(made up\)$/)
    assert.match(email!, /\.invalid$/)
  }
})

test('the record is whole, and what waits in the worker writes few messages', async () => {
  const jobs = await rows(
    `SELECT task_identifier AS task, payload FROM graphile_worker.jobs view JOIN graphile_worker._private_jobs job ON job.id = view.id`,
  )
  for (const { task, payload } of jobs)
    if (task !== 'listeners')
      await tasks[task!]!(system, payload as unknown as Record<string, unknown>)
  for (const { id } of await rows('SELECT id FROM partnerships.partnership'))
    await runListeners(system, { partnership: id! })
  for (const clock of ['watch-promises', 'close-check-backs', 'close-decisions'])
    await tasks[clock]!(system, {})
  const { messages } = await first('SELECT count(*)::int AS messages FROM platform.message')
  assert.ok(Number(messages) < 40, `${messages} messages`)
  const report = await verifyLedger(system.db)
  assert.deepEqual(report.faults, [])
  assert.equal(report.chains, 2)
})

test('an operator may vote in what is open, and finds what waits when a meeting is called', async () => {
  const { id } = await first(
    `SELECT decision_id AS id FROM partnerships.decision_opening opening WHERE closes_at > $1
       AND NOT EXISTS (SELECT FROM partnerships.decision_result result WHERE result.decision_id = opening.decision_id)`,
    [system.clock.now()],
  )
  const page = await operator.page(`/decisions/${id}`)
  const option = /name="option"[^>]*value="([^"]+)"/.exec(page)?.[1]
  assert.ok(option, 'a vote is offered')
  const action = /<form method="post" action="(\/decisions\/[^"]+)"/.exec(page)![1]!
  assert.equal((await operator.post(action, { option })).status, 303)
  const { votes } = await first(
    `SELECT count(*)::int AS votes FROM partnerships.vote JOIN partnerships.member ON member.id = member_id JOIN people.person ON person.id = person_id
     WHERE operator AND decision_id = $1`,
    [id],
  )
  assert.equal(votes, 1)

  const called = await operator.post('/in/harrow-lane/meetings', {
    title: 'A meeting more',
    'on-day': '1',
    'on-month': '5',
    'on-year': '2026',
    starts: '18:30',
    ends: '20:00',
    place: 'The hall',
    joining: '',
  })
  assert.equal(called.status, 303, await called.text())
  const meeting = await operator.page(called.headers.get('location')!)
  assert.match(meeting, /There has been no word since it was due/)
  assert.match(meeting, /Nobody has answered\. An answer was asked for by/)
})

test('every page that a newcomer reaches from the front pages answers', async () => {
  const seen = new Set<string>()
  const broken: string[] = []
  const walk = async (path: string, depth: number) => {
    if (seen.has(path)) return
    seen.add(path)
    const response = await anyone.get(path)
    const text = await response.text()
    if (response.status !== 200) broken.push(`${response.status} ${path}`)
    const isPage = response.headers.get('content-type')?.startsWith('text/html')
    if (depth === 0 || !isPage) return
    for (const [, href] of text.slice(text.indexOf('<main')).matchAll(/href="(\/[^"#?]*)/g))
      if (followed.test(href!)) await walk(href!, depth - 1)
  }
  for (const slug of ['harrow-lane', 'cwm-derwen']) {
    await walk(`/in/${slug}`, 2)
    for (const list of [
      'priorities',
      'decisions',
      'meetings',
      'expectations',
      'plan',
      'promises',
      'record',
    ])
      await walk(`/in/${slug}/${list}`, 2)
  }
  assert.deepEqual(broken, [])
  assert.ok(seen.size > 60, `${seen.size} pages`)
})

/** Pages of these nouns; not what is printed or computed anew each time. */
const followed =
  /^\/(in|thread|priorities|decisions|meetings|expectations|commitments|figures|statements-of-intent)\/(?!.*\.(pdf|docx|png)$)/
