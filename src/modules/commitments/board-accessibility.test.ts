// Every page of boards, statements of intent and asks in a real browser: no fault that axe can find,
// nothing wider than a small phone, in each language that it is whole in.

import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { createAdaptorServer } from '@hono/node-server'
import type { Browser } from 'playwright-core'
import { foundBoard } from '../../../test/board.ts'
import { launch } from '../../../test/browser.ts'
import { testSystem } from '../../../test/database.ts'
import { promise, promiseFields } from '../../../test/promise.ts'
import { visitor } from '../../../test/visitor.ts'
import { watchPromises } from './quiet.jobs.ts'

const system = await testSystem()
const board = await foundBoard(system, { residents: 4, organisations: 1 })
const server = createAdaptorServer({ fetch: board.web.fetch })
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const chair = await board.chair.browser()
const officer = await board.officers[0]!.browser()

let browser: Browser
let base = ''
const open: string[] = []
const chairs: string[] = []
const partners: string[] = []

before(async () => {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launch()
  const made = await chair.post(`/in/${board.slug}/statements-of-intent/new`, {
    title: 'Warm homes for all',
    text: 'We mean to see every home here warm.',
    asks: 'Tell us which homes are cold.',
  })
  const intent = made.headers.get('location')!.split('?')[0]!
  const second = await chair.post(`/in/${board.slug}/statements-of-intent/new`, {
    title: 'A draft',
    text: 'We mean to write more.',
  })
  const draft = second.headers.get('location')!.split('?')[0]!
  await chair.post(`${intent}/publication`)
  const organisation = board.organisations[0]!.id
  await officer.post(`${intent}/signatures`, { organisation })
  await promise(board, { ...promiseFields({ review: '2026-03-10' }), intent: 'warm-homes-for-all' })
  const asked = await officer.post(`/in/${board.slug}/support-asks`, {
    organisation,
    askedOf: 'people on Mill Road',
    what: 'Tell us which homes are cold.',
    hours: '12.5',
    paid: '4',
    intent: 'warm-homes-for-all',
  })
  const ask = asked.headers.get('location')!.split('?')[0]!
  await chair.post(`${ask}/answers`, { text: 'We went round.', took: '3' })
  await visitor(board.web).post(`/boards/partnership/${board.id}/following`, {
    address: 'bron@example.org',
  })
  const { rows } = await system.owner.query(
    `SELECT body FROM platform.message WHERE recipient = 'bron@example.org'`,
  )
  const confirm = /http\S+?(\/boards\/following\/\S+)/.exec(String(rows[0].body))![1]!
  system.clock.moveTo(new Date('2026-03-11T09:00:00Z'))
  await watchPromises(system, {})
  open.push(
    `/in/${board.slug}/promises`,
    `/organisations/${organisation}/promises`,
    '/statements-of-intent',
    intent,
    `/in/${board.slug}/support-asks`,
    ask,
    confirm,
    `${confirm}/end`,
  )
  chairs.push(draft, `${draft}/change`, `/in/${board.slug}/statements-of-intent/new`, ask)
  partners.push(intent, `/in/${board.slug}/support-asks`, `/in/${board.slug}/promises`)
})

after(async () => {
  await browser?.close()
  server.close()
})

async function look(
  who: { cookies: Map<string, string> },
  paths: readonly string[],
  language: string,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
  await context.addCookies([...who.cookies].map(([name, value]) => ({ name, value, url: base })))
  const page = await context.newPage()
  for (const path of paths) {
    const where = `${path} in ${language}`
    const answer = await page.goto(`${base}${path}?lang=${language}`)
    assert.equal(answer?.status(), 200, where)
    assert.equal(await page.getAttribute('html', 'lang'), language, where)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= 320, `${where} is ${wide} px wide`)
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
    assert.deepEqual(
      violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`),
      [],
      where,
    )
    // For looking at by eye: LOOK names a folder for pictures.
    const pictures = process.env['LOOK']
    if (pictures) {
      mkdirSync(pictures, { recursive: true })
      await page.screenshot({
        path: join(pictures, `${language}${path.replace(/[^a-z0-9]+/gi, '-').slice(0, 80)}.png`),
        fullPage: true,
      })
    }
  }
  await context.close()
}

for (const language of ['en', 'cy', 'ur'])
  test(`what anybody reads, on a small phone in ${language}`, () =>
    look(visitor(board.web), open, language))

test('what organisers and partners fill in, on a small phone', async () => {
  await look(chair, chairs, 'en')
  await look(officer, partners, 'cy')
})
