// Every page of figures and priorities in a real browser: no fault that axe can find, nothing wider
// than a small phone, in each language; and a list put in order by keyboard, without scripts.

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
import { decideList, saidHere } from '../../../test/said-here.ts'

const system = await testSystem()
const board = await foundBoard(system, { residents: 6, organisations: 2 })
const server = createAdaptorServer({ fetch: board.web.fetch })
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const phone = { viewport: { width: 320, height: 640 } }
const within = `/in/${board.slug}`

let browser: Browser
let base = ''
const open: string[] = []
const own: string[] = []

before(async () => {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launch()
  const chair = await board.chair.browser()
  const said = await saidHere(system, board.id)
  await chair.post(`${within}/figures/new`, {
    title: 'Homes without a car',
    value: '31',
    unit: 'percent',
    lower: '28',
    upper: '34',
    confidence: '95',
    place: 'Harrow Lane',
    period: '2021',
    comparedWith: 'England in the same year',
    comparedValue: '23.5',
    source: 'Census 2021, Office for National Statistics',
    sourceUrl: 'https://www.ons.gov.uk/',
    day: '4',
    month: '11',
    year: '2022',
    caution: 'It counts homes, and says nothing of who in them may drive.',
  })
  const figure = (await system.owner.query('SELECT id FROM evidence.figure')).rows[0].id as string
  const propose = async (title: string, chosen: string[]) => {
    const sent = await chair.post(`${within}/priorities/new`, {
      title,
      strengths: 'The minibus club has six drivers.',
    })
    const id = sent.headers.get('location')!.split('/')[2]!
    await chair.post(`/priorities/${id}/grounds`, { chosen, note: 'The evening is hard.' })
    return id
  }
  const bus = await propose('A bus home in the evening', [
    `statement:${said.bus}`,
    `testimony:${said.testimony}`,
    `figure:${figure}`,
  ])
  const warm = await propose('Somewhere warm to sit', [`statement:${said.warm}`])
  const listed = async (order: string) =>
    (await chair.post(`${within}/priorities/lists`, { order })).headers.get('location')!
  const list = await listed(`${bus}.${warm}`)
  await chair.post(`${list}/decision`, { question: 'Are these what matter most?' })
  await decideList(
    system,
    board,
    list.split('/').at(-1)!,
    [0, 1, 2, 3, 4].map((index) => [index, true] as const),
  )
  await chair.post(`${within}/frameworks`, { frameworks: ['marmot-eight', 'cohesion'] })
  await chair.post(`/priorities/${bus}/lens`, { items: ['marmot-eight:places'] })
  const draft = await propose('Play after school', [])
  const draftList = await listed(`${draft}.${bus}`)
  open.push(
    within,
    `${within}/priorities`,
    list,
    `/priorities/${bus}`,
    `/priorities/${warm}`,
    `${within}/figures`,
    `/figures/${figure}`,
    `/thread/${bus}`,
    `/thread/${said.testimony}`,
  )
  own.push(
    `${within}/priorities`,
    `${within}/priorities/new`,
    `/priorities/${draft}`,
    `/priorities/${draft}/grounds`,
    `/priorities/${draft}/grounds?words=bus`,
    `/priorities/${bus}/grounds`,
    `/priorities/${bus}/change`,
    `/priorities/${draft}/withdrawal`,
    `/priorities/${bus}/lens`,
    `${within}/priorities/lists/new`,
    draftList,
    `${within}/frameworks`,
    `${within}/figures/new`,
    `/figures/${figure}/withdrawal`,
  )
})

after(async () => {
  await browser?.close()
  server.close()
})

async function look(
  context: BrowserContext,
  paths: readonly string[],
  language: string,
): Promise<void> {
  const page = await context.newPage()
  for (const path of paths) {
    const where = `${path} in ${language}`
    const answer = await page.goto(
      `${base}${path}${path.includes('?') ? '&' : '?'}lang=${language}`,
    )
    assert.equal(answer?.status(), 200, where)
    assert.equal(await page.getAttribute('html', 'lang'), language, where)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= 320, `${where} is ${wide} px wide`)
    // A Welsh page is an English one with longer words: only its width can differ.
    const { violations } =
      language === 'cy'
        ? { violations: [] }
        : await new AxeBuilder({ page }).withTags(rules).analyze()
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
        path: join(pictures, `${language}${path.replace(/[^a-z0-9]+/gi, '-')}.png`),
        fullPage: true,
      })
    }
  }
  await page.close()
}

async function asChair(options: Parameters<Browser['newContext']>[0]): Promise<BrowserContext> {
  const context = await browser.newContext(options)
  const { cookies } = await board.chair.browser()
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: base })))
  return context
}

for (const language of ['en', 'cy', 'ur'])
  test(`public pages on a small phone in ${language}`, async () => {
    const context = await browser.newContext(phone)
    await look(context, open, language)
    await context.close()
  })

for (const language of ['en', 'cy'])
  test(`members’ pages on a small phone in ${language}`, async () => {
    const context = await asChair(phone)
    await look(context, own, language)
    await context.close()
  })

test('without scripts and by keyboard alone a list is put in another order', async () => {
  const context = await asChair({ ...phone, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${base}${within}/priorities/lists/new?lang=en`)
  const order = async () => page.locator('#order .finding__words').allInnerTexts()
  const before_ = await order()
  assert.deepEqual(before_, ['1. A bus home in the evening', '2. Somewhere warm to sit'])
  await page.getByRole('link', { name: /Move down.*A bus home/ }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/order=/)
  assert.deepEqual(await order(), ['1. Somewhere warm to sit', '2. A bus home in the evening'])
  await page.getByRole('link', { name: /Add to the list.*Play after school/ }).focus()
  await page.keyboard.press('Enter')
  await page.locator('#order > li').nth(2).waitFor()
  await page.getByRole('button', { name: 'Draw up this list' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/priority-lists/)
  assert.deepEqual(await page.locator('main .finding__words').allInnerTexts(), [
    '1. Somewhere warm to sit',
    '2. A bus home in the evening',
    '3. Play after school',
  ])
  const { rows } = await system.owner.query(
    `SELECT title FROM priorities.rank JOIN priorities.priority ON priority.id = priority_id
     WHERE list_id = (SELECT id FROM priorities.list ORDER BY drawn_up_at DESC, id DESC LIMIT 1) ORDER BY place`,
  )
  assert.deepEqual(
    rows.map((row) => row.title),
    ['Somewhere warm to sit', 'A bus home in the evening', 'Play after school'],
  )
  await context.close()
})
