import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import { neighbours } from '../../../test/neighbours.ts'
import { visitor } from '../../../test/visitor.ts'
import { stopComputing } from './result.actions.ts'
import { resultTasks } from './result.jobs.ts'

const system = await testSystem()
const web = createWeb(system)
after(() => stopComputing(system))
const us = await neighbours(system)

const comments =
  'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1700000000000,x,0,1,2,1,1,Buses\n1700000000000,x,1,1,3,0,1,Warm rooms\n'
const people =
  'participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n1,0,2,2,2,0,1,1\n2,0,0,2,1,1,-1,1\n3,0,0,2,2,0,1,1\n'

function form(files: Record<string, string>, fields: Record<string, string> = {}): FormData {
  const body = new FormData()
  const all = { question: 'What matters here?', source: 'a paper', licence: 'CC BY 4.0', ...fields }
  for (const [name, value] of Object.entries(all)) body.set(name, value)
  for (const [name, text] of Object.entries(files)) body.set(name, new File([text], name))
  return body
}

const waiting = async () =>
  Number((await system.owner.query('SELECT count(*) FROM listening.waiting_import')).rows[0].count)
const rounds = async () =>
  Number((await system.owner.query('SELECT count(*) FROM listening.round')).rows[0].count)

test('files are checked, looked at, and only then brought in', async () => {
  const browser = visitor(web)
  await browser.signIn(system, us.facilitator.email)
  const address = `/in/${us.slug}/import`
  assert.match(await browser.page(address), /Bring in a conversation/)

  const wrong = await browser.send(address, {
    method: 'POST',
    body: form({ 'comments.csv': comments, 'participants-votes.csv': people.replace('-1', '7') }),
  })
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /participants-votes\.csv, row 3, column 0: found “7”/)
  const empty = await browser.send(address, {
    method: 'POST',
    body: form({ 'comments.csv': comments }, { question: '' }),
  })
  assert.match(
    await empty.text(),
    /Write what was asked[\s\S]*Choose the file participants-votes\.csv/,
  )
  assert.equal(await waiting(), 0)

  const files = { 'comments.csv': comments, 'participants-votes.csv': people }
  const sent = await browser.send(address, { method: 'POST', body: form(files) })
  assert.equal(sent.status, 303)
  const preview = sent.headers.get('location')!
  assert.match(await browser.page(preview), /<b>3<\/b> people[\s\S]*2 of 2 statements have exactly/)
  assert.equal(await waiting(), 1)
  assert.equal(await rounds(), 0)
  // Nobody else sees it, not even another organiser.
  const other = visitor(web)
  await other.signIn(system, us.chair.email)
  assert.equal((await other.get(preview)).status, 404)
  assert.equal((await other.post(preview, { do: 'apply' })).status, 404)

  const applied = await browser.post(preview, { do: 'apply' })
  assert.equal(applied.status, 303)
  assert.match(applied.headers.get('location')!, /^\/rounds\/[0-9a-f-]+\/results$/)
  assert.match(await browser.page(applied.headers.get('location')!), /What matters here\?/)
  assert.equal(await waiting(), 0)
  assert.equal(await rounds(), 1)
  assert.equal((await browser.get(preview)).status, 404)
})

test('what is left undecided is erased: at once when left, else after a day', async () => {
  const browser = visitor(web)
  await browser.signIn(system, us.facilitator.email)
  const files = { 'comments.csv': comments, 'participants-votes.csv': people }
  const send = async () =>
    (
      await browser.send(`/in/${us.slug}/import`, { method: 'POST', body: form(files) })
    ).headers.get('location')!
  await browser.post(await send(), { do: 'discard' })
  assert.equal(await waiting(), 0)
  await send()
  await resultTasks['erase-waiting-imports']!(system, {})
  assert.equal(await waiting(), 1)
  system.clock.advance(25 * 3_600_000)
  await resultTasks['erase-waiting-imports']!(system, {})
  assert.equal(await waiting(), 0)
  assert.equal(await rounds(), 1)
})

test('files without a single response say so before anything is done', async () => {
  const browser = visitor(web)
  await browser.signIn(system, us.facilitator.email)
  const silent = 'participant,0,1\n1,,\n2,,\n'
  const sent = await browser.send(`/in/${us.slug}/import`, {
    method: 'POST',
    body: form({ 'comments.csv': comments, 'participants-votes.csv': silent }),
  })
  assert.match(await browser.page(sent.headers.get('location')!), /There is not a single response/)
})
