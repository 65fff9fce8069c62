// Every page of a meeting in a real browser: no fault that axe can find, nothing wider than a small
// phone, in each language; and its agenda put in order without scripts and without a mouse.

import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { createAdaptorServer } from '@hono/node-server'
import type { Browser, BrowserContext } from 'playwright-core'
import { foundBoard } from '../../../test/board.ts'
import { launch } from '../../../test/browser.ts'
import { testSystem } from '../../../test/database.ts'

const system = await testSystem()
const board = await foundBoard(system, { residents: 6, organisations: 2, name: 'Harrow Lane' })
const server = createAdaptorServer({ fetch: board.web.fetch })
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const chair = await board.chair.browser()
const phone = { viewport: { width: 320, height: 640 } }

let browser: Browser
let base = ''
let draft = ''
let told = ''

async function called(title: string, month: string, items: readonly string[]): Promise<string> {
  const answer = await chair.post(`/in/${board.slug}/meetings`, {
    title,
    'on-day': '11',
    'on-month': month,
    'on-year': '2026',
    starts: '19:00',
    ends: '20:30',
    place: 'The hall on Harrow Lane, by the side door. There are no steps.',
    joining: 'Phone 0117 496 0000\nhttps://meet.example.org/harrow-lane-board-meeting-in-march',
  })
  const meeting = answer.headers.get('location')!.replace('/meetings/', '')
  for (const item of items)
    await chair.post(`/meetings/${meeting}/agenda`, {
      title: item,
      note: 'Read the letter before.',
    })
  return meeting
}

before(async () => {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launch()
  told = await called('Board meeting in March', '3', ['The road by the school', 'The bench'])
  await chair.post(`/meetings/${told}/notice`)
  draft = await called('Board meeting in May', '5', ['First', 'Second', 'Third'])
  system.clock.moveTo(new Date('2026-03-11T19:10:00Z'))
  const noted = Object.fromEntries(board.members.map((each) => [`channel-${each.id}`, 'room']))
  await chair.post(`/meetings/${told}/attendance`, noted)
  await chair.post(`/meetings/${told}/minutes`, {
    text: '## The road\n\nIt is to be mended.\n\n- by May\n- by the council\n\n> Not soon enough.',
  })
  await chair.post(`/meetings/${told}/minutes/1/publication`)
})

after(async () => {
  await browser?.close()
  server.close()
})

async function look(context: BrowserContext, paths: readonly string[], language: string) {
  const page = await context.newPage()
  for (const path of paths) {
    const where = `${path} in ${language}`
    await page.goto(`${base}${path}?lang=${language}`)
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
      const name = path.replace(told, 'told').replace(draft, 'draft')
      await page.screenshot({
        path: join(pictures, `${language}${name.replace(/[^a-z0-9]+/gi, '-')}.png`),
        fullPage: true,
      })
    }
  }
  await page.close()
}

for (const language of ['en', 'cy', 'ur'])
  test(`what anybody sees of meetings, on a small phone in ${language}`, async () => {
    const context = await browser.newContext(phone)
    await look(
      context,
      [
        `/in/${board.slug}`,
        `/in/${board.slug}/meetings`,
        `/meetings/${told}`,
        `/meetings/${told}/minutes`,
      ],
      language,
    )
    await context.close()
  })

const signedIn = (context: BrowserContext) =>
  context.addCookies([...chair.cookies].map(([name, value]) => ({ name, value, url: base })))

for (const language of ['en', 'cy'])
  test(`what organisers do with meetings, on a small phone in ${language}`, async () => {
    const context = await browser.newContext(phone)
    await signedIn(context)
    await look(
      context,
      [
        `/in/${board.slug}/meetings`,
        `/in/${board.slug}/meetings/new`,
        `/meetings/${draft}`,
        `/meetings/${draft}/change`,
        `/meetings/${draft}/notice`,
        `/meetings/${draft}/cancellation`,
        `/meetings/${told}`,
        `/meetings/${told}/attendance`,
        `/meetings/${told}/minutes`,
      ],
      language,
    )
    await context.close()
  })

test('an agenda is put in order and attendance noted with a keyboard alone, without scripts', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  await signedIn(context)
  const page = await context.newPage()
  await page.goto(`${base}/meetings/${draft}?lang=en`)
  const up = page.getByRole('button', { name: /^Move up.*Third/ })
  await up.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/#item-/)
  const order = await page.locator('ol.govuk-list--number > li > strong').allTextContents()
  assert.deepEqual(order, ['First', 'Third', 'Second'])
  await page.goto(`${base}/meetings/${told}/attendance`)
  const resident = board.residents[4]!
  await page.getByLabel(`How ${resident.name} takes part`).focus()
  await page.keyboard.press('B')
  // Enter saves from any field, and presses nobody's “leaves now”.
  await page.getByLabel(`When ${resident.name} came`).press('Enter')
  await page.waitForURL(/attendance$/)
  const { rows } = await system.owner.query(
    'SELECT channel FROM partnerships.attendance WHERE meeting_id = $1 AND member_id = $2 AND left_at IS NULL',
    [told, resident.id],
  )
  assert.deepEqual(rows, [{ channel: 'phone' }])
  const gone = await system.owner.query(
    'SELECT 1 FROM partnerships.attendance WHERE meeting_id = $1 AND left_at IS NOT NULL',
    [told],
  )
  assert.equal(gone.rows.length, 0)
  await context.close()
})
