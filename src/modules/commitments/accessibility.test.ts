// Every page of expectations, promises and check-backs in a real browser: no fault that axe can find,
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
import { boxes, promise, promiseFields } from '../../../test/promise.ts'
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
  const drafted = async () => {
    const made = await chair.post(`/in/${board.slug}/expectations/new`, {
      organisation: board.organisations[0]!.id,
      what: 'Put a seat at every bus stop.',
      why: 'People told us that they cannot stand for long.',
      ...boxes('answer', '2026-03-30'),
    })
    return /\/expectations\/[0-9a-f-]{36}/.exec(made.headers.get('location')!)![0]
  }
  const [draft, sent, proposed] = [await drafted(), await drafted(), await drafted()]
  await chair.post(`${sent}/sending`)
  await chair.post(`${proposed}/sending`)
  await officer.post(`${proposed}/answers`, { kind: 'another-form', form: 'Leaning posts.' })
  const quiet = await promise(board, promiseFields({ review: '2026-03-10' }))
  const asked = await promise(board)
  const closed = await promise(board)
  const checkBackOf = async (id: string) => {
    await officer.post(`/commitments/${id}/updates`, {
      text: 'It is done.',
      evidence: 'https://council.example/a-rather-long-address-of-a-page',
      done: 'yes',
    })
    const { rows } = await system.owner.query(
      'SELECT id FROM commitments.check_back WHERE commitment_id = $1',
      [id],
    )
    return String(rows[0].id)
  }
  const [openCheck, closing] = [await checkBackOf(asked), await checkBackOf(closed)]
  await chair.post(`/check-backs/${closing}/words`, { verdict: 'partly', words: 'Half of them.' })
  await chair.post(`/check-backs/${closing}/closure`, { words: 'We walked it.' })
  const papers = await (await chair.post(`/check-backs/${openCheck}/papers`, { count: '1' })).text()
  const code = /\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b/.exec(papers)![0]
  system.clock.moveTo(new Date('2026-03-11T09:00:00Z'))
  await watchPromises(system, {})
  open.push(
    `/in/${board.slug}/expectations`,
    sent,
    proposed,
    `/commitments/${quiet}`,
    `/commitments/${asked}`,
    `/commitments/${closed}`,
    `/commitments/${asked}/check-back`,
    `/commitments/${closed}/check-back`,
    '/check-backs/code',
    `/check-backs/code/${code}`,
  )
  chairs.push(
    draft,
    `${draft}/change`,
    proposed,
    `/in/${board.slug}/expectations/new`,
    `/commitments/${asked}/check-back`,
    `/check-backs/${openCheck}/recording`,
    `/check-backs/${openCheck}/papers`,
    `/check-backs/${openCheck}/closure`,
  )
  partners.push(
    `/in/${board.slug}/promises/new`,
    `${sent}/answers`,
    `/commitments/${quiet}`,
    `/commitments/${quiet}/updates`,
    `/commitments/${quiet}/responsible`,
  )
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
        path: join(pictures, `${language}${path.replace(/[^a-z0-9]+/gi, '-')}.png`.slice(0, 90)),
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
