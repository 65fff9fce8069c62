import assert from 'node:assert/strict'
import { test } from 'node:test'
import { branchingThread } from '../../test/branching-thread.ts'
import { testSystem } from '../../test/database.ts'
import { visitor } from '../../test/visitor.ts'
import { createWeb } from './web.ts'

const system = await testSystem()
const web = createWeb(system)
const anyone = visitor(web)
const thread = await branchingThread(system)

const section = (page: string) =>
  /<section aria-labelledby="threads">[\s\S]*?<\/section>/.exec(page)?.[0] ?? ''
const words = (text: string) => text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

test('a neighbourhood’s front page shows where people’s words have got to, and what waits', async () => {
  const part = section(await anyone.page(`/in/${thread.slug}`))
  assert.match(part, new RegExp(`href="/thread/${thread.said[0]}"`))
  // The longest story begins with the words and ends with what was learned last.
  assert.match(
    words(part),
    /Said (?:Learned |Answered )+Learned: Those who work late were not asked/,
  )
  assert.match(part, /knots__knot--open/)
  assert.match(words(part), /There is nowhere warm to sit[^]*No answer yet/)
  assert.ok((part.match(/class="finding"/g) ?? []).length <= 6)
})

test('words that were taken down are not read out', async () => {
  await system.owner.query(`UPDATE listening.statement SET status = 'removed' WHERE id = $1`, [
    thread.said[3],
  ])
  const part = section(await anyone.page(`/in/${thread.slug}`))
  assert.doesNotMatch(part, /Nobody tells us which buses/)
})

test('a thread is followed as a feed, newest step first', async () => {
  const answer = await anyone.get(`/thread/${thread.middle}/thread.atom`)
  assert.match(answer.headers.get('content-type') ?? '', /atom\+xml/)
  const feed = await answer.text()
  const titles = [...feed.matchAll(/<entry>[\s\S]*?<title>(.*?)<\/title>/g)].map(
    ([, title]) => title,
  )
  assert.match(titles[0]!, /Those who work late were not asked/)
  const times = [...feed.matchAll(/<entry>[\s\S]*?<updated>(.*?)<\/updated>/g)].map(([, at]) => at!)
  assert.deepEqual(times, times.toSorted().toReversed())
})

test('each step leads to its entry in the public record, whose seal is the stored one', async () => {
  const page = await anyone.page(`/thread/${thread.middle}`)
  const { rows } = await system.owner.query(
    `SELECT sequence, encode(hash, 'hex') AS hash FROM platform.ledger_event WHERE subject_id = $1`,
    [thread.middle],
  )
  assert.equal(rows.length, 1)
  const address = `/in/${thread.slug}/record?before=${Number(rows[0].sequence) + 1}`
  assert.ok(page.includes(`${address}#act-${rows[0].sequence}`))
  assert.ok(page.includes(rows[0].hash))
  const record = await anyone.page(address)
  assert.ok(record.includes(`id="act-${rows[0].sequence}"`) && record.includes(rows[0].hash))
  const text = await anyone.page(`/thread/${thread.middle}/text`)
  assert.ok(text.includes(rows[0].hash))
})
