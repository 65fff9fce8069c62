// Every page of paper in a real browser: no fault that axe can find, nothing wider than a small
// phone, and keying at speed with one key a row.

import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { createAdaptorServer } from '@hono/node-server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launch } from '../../../test/browser.ts'
import { testSystem } from '../../../test/database.ts'
import { paperRound, type PaperRound } from '../../../test/paper-round.ts'
import { visitor } from '../../../test/visitor.ts'
import { createWeb } from '../../app/web.ts'

const system = await testSystem()
const web = createWeb(system)
const server = createAdaptorServer({ fetch: web.fetch })
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

let browser: Browser
let base = ''
let round: PaperRound
let batch = ''
const first = visitor(web)
const second = visitor(web)

before(async () => {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launch()
  round = await paperRound(system, { languages: ['en', 'cy', 'ur'] })
  await first.signIn(system, round.place.keyer.email)
  await second.signIn(system, round.place.chair.email)
  const made = await first.post(`/rounds/${round.id}/batches`, {
    name: 'The library box',
    channel: 'paper',
    'given-day': '2',
    'given-month': '3',
    'given-year': '2026',
  })
  batch = made.headers.get('location')!
})

after(async () => {
  await browser.close()
  server.close()
})

async function as(
  person: ReturnType<typeof visitor>,
  javaScriptEnabled: boolean,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 320, height: 720 },
    javaScriptEnabled,
  })
  await context.addCookies([...person.cookies].map(([name, value]) => ({ name, value, url: base })))
  return context
}

async function faultless(page: Page, path: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  assert.deepEqual(
    violations.map(
      ({ id, nodes }) =>
        `${path}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    ),
    [],
  )
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(wide <= 320, `${path} is ${wide} wide`)
}

test('keying takes one key a row, and Enter for the next sheet', async () => {
  const context = await as(first, true)
  const page = await context.newPage()
  await page.goto(`${base}${batch}/keying/1`)
  await faultless(page, 'between sheets')
  for (const [index, serial] of round.serials.slice(0, 2).entries()) {
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
    await page.keyboard.type(serial)
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-keying]')
    if (index === 0) await faultless(page, 'a sheet')
    await page.waitForFunction(() => document.activeElement?.hasAttribute('data-mark'))
    await page.keyboard.type('1+2 3+')
    assert.deepEqual(
      await page
        .locator('[data-mark]')
        .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value)),
      ['1+', '2', '0', '3+'],
    )
    await page.keyboard.press('Enter')
    await page.waitForSelector('.govuk-notification-banner')
  }
  await page.goto(`${base}${batch}`)
  assert.match(await page.content(), /<b>2<\/b> sheets done/)
  await context.close()
  const { rows } = await system.owner.query(
    `SELECT value, important FROM listening.keying JOIN listening.statement ON statement.id = statement_id JOIN listening.batch ON batch.id = batch_id
     WHERE batch.round_id = $1 AND pass = 1 ORDER BY participant_id, number`,
    [round.id],
  )
  // Printed from statement 2 onwards: the keys went to 2, 3, 0, 1.
  const one = [
    { value: null, important: false },
    { value: 0, important: true },
    { value: 1, important: true },
    { value: -1, important: false },
  ]
  assert.deepEqual(rows, [...one, ...one])
})

test('every page holds at 320 pixels, without scripts too', async () => {
  for (const [index, serial] of round.serials.slice(0, 2).entries()) {
    await second.post(`${batch}/keying/2`, { do: 'open', code: serial })
    const fields = Object.fromEntries(
      round.statements.map((id, row) => [`m-${id}`, row === index ? '2' : '1']),
    )
    await second.post(`${batch}/keying/2`, {
      do: 'keep',
      code: serial,
      ...fields,
      [`a-${round.question}`]: '1',
      ownWords: 'Warm rooms.',
    })
  }
  await first.post(`${batch}/keying/1`, { do: 'finish' })
  await second.post(`${batch}/keying/2`, { do: 'finish' })
  for (const scripts of [true, false]) {
    const context = await as(first, scripts)
    const page = await context.newPage()
    for (const path of [
      `/rounds/${round.id}/print`,
      `/rounds/${round.id}/print/poster?language=ur&as=page`,
      `/rounds/${round.id}/batches`,
      batch,
      `${batch}/differences`,
      `${batch}/upload`,
      `${batch}/keying/1`,
    ]) {
      const response = await page.goto(base + path)
      assert.equal(response?.status(), 200, path)
      if (scripts) await faultless(page, path)
      else
        assert.ok(
          (await page.evaluate(() => document.documentElement.scrollWidth).catch(() => 320)) <= 320,
          path,
        )
    }
    await context.close()
  }
})

test('a sheet to be printed from the browser, in Urdu', async () => {
  const context = await as(first, true)
  const page = await context.newPage()
  await page.goto(`${base}/rounds/${round.id}/print`)
  await page.selectOption('#sheets-language', 'ur')
  await page.fill('#sheets', '1')
  await page.check('#sheets-as-2')
  await page.click('text=Make the sheets')
  await page.waitForSelector('.paper--sheet')
  assert.equal(await page.locator('html').getAttribute('dir'), 'rtl')
  await faultless(page, 'an Urdu sheet')
  await context.close()
})
