import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { follow } from '../../platform/thread/index.ts'
import { testSystem } from '../../../test/database.ts'
import { neighbours } from '../../../test/neighbours.ts'
import { visitor } from '../../../test/visitor.ts'
import { figuresOf } from './figure.sql.ts'

const system = await testSystem()
const web = createWeb(system)
const us = await neighbours(system)
const others = await neighbours(system)
const address = `/in/${us.slug}/figures`

const lonely = {
  title: 'Adults who often feel lonely',
  value: '13',
  unit: 'percent',
  lower: '11',
  upper: '15',
  confidence: '95',
  place: 'Millbank ward',
  period: '2023 to 2024',
  comparedWith: 'England in the same year',
  comparedValue: '7.1',
  source: 'Active Lives Survey, Sport England',
  sourceUrl: 'https://www.sportengland.org/',
  day: '4',
  month: '11',
  year: '2025',
  caution: 'It leaves out people who live in care homes.',
}

const stored = async (title: string) =>
  (await system.owner.query('SELECT * FROM evidence.figure WHERE title = $1', [title])).rows[0]

async function member(who: { email: string } = us.member) {
  const browser = visitor(web)
  await browser.signIn(system, who.email)
  return browser
}

test('a member adds a figure: it is said with how sure it is and never without its source', async () => {
  const browser = await member()
  assert.match(await browser.page(address), /There are no figures yet[\s\S]*Add a figure/)
  const sent = await browser.post(`${address}/new`, lonely)
  assert.equal(sent.status, 303, await sent.text())
  const row = await stored(lonely.title)
  assert.deepEqual(
    [row.value, row.lower, row.upper, row.confidence, row.unit, row.vintage, row.language],
    [13, 11, 15, 95, 'percent', '2025-11-04', 'en'],
  )
  assert.equal(row.added_by, us.member.person)

  // Anybody reads it, in words.
  const stranger = visitor(web)
  const page = await stranger.page(`/figures/${row.id}`)
  assert.match(page, /<b>13 in every 100<\/b>/)
  assert.match(page, /between 11 and 15 in every 100 \(a 95% interval\)/)
  assert.match(page, /England in the same year: <b>7\.1 in every 100<\/b>\. This figure is higher/)
  assert.match(page, /What it cannot tell:<\/strong> It leaves out people who live in care homes/)
  assert.match(page, /href="https:\/\/www\.sportengland\.org\/"[^>]*>Active Lives Survey/)
  assert.match(page, /published <time datetime="2025-11-04">4 November 2025/)
  assert.doesNotMatch(page, /Withdraw this figure/)
  const list = await stranger.page(`${address}?sort=value&order=ascending`)
  assert.match(list, /between 11 and 15 in every 100[\s\S]*Active Lives Survey/)

  // It is on the thread, in the record and open to machines.
  const followed = await follow(system.db, row.id)
  assert.deepEqual(
    followed.map((each) => [each.id, each.kind, each.partnership]),
    [[row.id, 'figure', us.partnership]],
  )
  assert.match(
    await stranger.page(`/in/${us.slug}/record`),
    /Added a figure: Adults who often feel lonely \(source: Active Lives Survey, Sport England\)/,
  )
  const json = (await (await stranger.get(`${address}.json`)).json()) as {
    figures: { source: string; interval: unknown; withdrawn: unknown }[]
  }
  assert.deepEqual(json.figures[0]?.interval, { lower: 11, upper: 15, confidence: 95 })
  assert.equal(json.figures[0]?.source, lonely.source)
  const csv = await (await stranger.get(`${address}.csv`)).text()
  assert.match(csv, /^id,title,value,lower,upper,confidence_percent,unit/)
  assert.match(csv, /,13,11,15,95,percent,Millbank ward,/)
})

test('a figure without a range says so, and says that a difference may be chance', async () => {
  const browser = await member()
  const sent = await browser.post(`${address}/new`, {
    ...lonely,
    title: 'Homes with a garden',
    unit: 'other',
    unitOther: 'homes',
    value: '1,204',
    lower: '',
    upper: '',
    comparedValue: '1,100',
    caution: '',
  })
  assert.equal(sent.status, 303, await sent.text())
  const row = await stored('Homes with a garden')
  assert.deepEqual([row.value, row.lower, row.confidence, row.unit], [1204, null, null, 'homes'])
  const page = await browser.page(`/figures/${row.id}`)
  assert.match(page, /<b>1,204 homes<\/b>/)
  assert.match(page, /The source does not say how sure this number is/)
  assert.match(page, /we cannot say whether the difference is more than chance/)
  assert.match(page, /Nobody has written down what this figure cannot tell/)
})

test('what cannot be right is refused at its field, with what was typed kept', async () => {
  const browser = await member()
  const refused = async (change: Partial<typeof lonely>, field: string, words: RegExp) => {
    const sent = await browser.post(`${address}/new`, { ...lonely, title: 'Refused', ...change })
    const page = await sent.text()
    assert.equal(sent.status, 422, page.slice(0, 200))
    assert.match(page, words)
    assert.match(page, new RegExp(`href="#${field}"`))
    assert.match(page, new RegExp(`id="${field}"`))
    assert.match(page, /value="Refused"/)
  }
  await refused({ value: 'lots' }, 'value', /This is not a number/)
  await refused({ value: '' }, 'value', /Give the number/)
  await refused({ value: '113' }, 'value', /between 0 and 100/)
  await refused(
    { unit: 'people', value: '5', lower: '', upper: '' },
    'value',
    /Fewer than 8 people/,
  )
  await refused({ lower: '' }, 'lower', /both ends of the range/)
  await refused({ lower: '14' }, 'lower', /cannot be above the number itself/)
  await refused({ upper: '12' }, 'upper', /cannot be below the number itself/)
  await refused({ confidence: '' }, 'confidence', /Say how sure the range is/)
  await refused({ source: '' }, 'source', /without a source cannot stand/)
  await refused({ sourceUrl: 'javascript:alert(1)' }, 'sourceUrl', /beginning with https/)
  await refused({ day: '31', month: '2' }, 'vintage', /Give the day it was published/)
  await refused({ year: '2027' }, 'vintage', /cannot be in the future/)
  await refused({ comparedWith: '' }, 'comparedWith', /what it is compared with/)
  assert.equal(await stored('Refused'), undefined)
})

test('a wrong figure is withdrawn with the reason, by an organiser, and stays to be read', async () => {
  const { id } = await stored(lonely.title)
  const own = await member()
  assert.equal((await own.post(`/figures/${id}/withdrawal`, { reason: 'Wrong' })).status, 403)
  const chair = await member(us.chair)
  const empty = await chair.post(`/figures/${id}/withdrawal`, { reason: '' })
  assert.equal(empty.status, 422)
  assert.match(await empty.text(), /Say why it is withdrawn/)
  const done = await chair.post(`/figures/${id}/withdrawal`, { reason: 'The wards were mixed up.' })
  assert.equal(done.status, 303)
  const row = await stored(lonely.title)
  assert.equal(row.withdrawal, 'The wards were mixed up.')
  assert.equal(row.value, 13)
  const page = await visitor(web).page(`/figures/${id}`)
  assert.match(page, /Withdrawn on 2 March 2026\.<\/strong> The wards were mixed up/)
  const again = await chair.post(`/figures/${id}/withdrawal`, { reason: 'Twice' })
  assert.equal(again.status, 422)
  assert.match(await again.text(), /withdrawn already/)
})

test('nobody else adds or withdraws: not at the front door, not in SQL', async () => {
  const stranger = visitor(web)
  assert.equal((await stranger.post(`${address}/new`, lonely)).status, 401)
  const outside = await member(others.chair)
  assert.equal((await outside.get(`${address}/new`)).status, 403)
  assert.equal((await outside.post(`${address}/new`, lonely)).status, 403)
  const { id } = await stored('Homes with a garden')
  assert.equal((await outside.post(`/figures/${id}/withdrawal`, { reason: 'No' })).status, 403)

  const [figure] = await figuresOf(system.db, us.partnership)
  const insert = transaction(system.db, others.chair, system.clock.now(), (trx) =>
    trx.db
      .insertInto('evidence.figure')
      .values({
        id: crypto.randomUUID(),
        partnership_id: us.partnership,
        title: 'Slipped in',
        language: 'en',
        value: 1,
        unit: 'years',
        place: 'x',
        period: 'x',
        source: 'x',
        vintage: '2020-01-01',
        added_at: system.clock.now(),
      })
      .execute(),
  )
  await assert.rejects(insert, /row-level security/)
  const update = await transaction(system.db, others.chair, system.clock.now(), (trx) =>
    trx.db
      .updateTable('evidence.figure')
      .set({ withdrawn_at: system.clock.now(), withdrawal: 'x' })
      .where('id', '=', figure!.id)
      .executeTakeFirst(),
  )
  assert.equal(update.numUpdatedRows, 0n)
  // Not even an organiser of its own partnership rewrites one.
  await assert.rejects(
    transaction(system.db, us.chair, system.clock.now(), (trx) =>
      trx.db
        .updateTable('evidence.figure')
        .set({ value: 99 })
        .where('id', '=', figure!.id)
        .execute(),
    ),
    /permission denied/,
  )
  assert.equal(
    (await reading(system.db, us.chair, (db) => figuresOf(db, us.partnership))).length,
    2,
  )
})
