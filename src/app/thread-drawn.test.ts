// A thread of more than twelve steps that branches, in a real browser: no fault that axe can find,
// nothing wider than a small phone, the line unbroken, in both directions of writing.
// For looking at by eye: LOOK names a folder for pictures.

import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { createAdaptorServer } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { branchingThread } from '../../test/branching-thread.ts'
import { launch } from '../../test/browser.ts'
import { testSystem } from '../../test/database.ts'
import { createWeb } from './web.ts'

const system = await testSystem()
const web = createWeb(system)
const server = createAdaptorServer({ fetch: web.fetch })
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const pictures = process.env['LOOK']

let browser: Browser
let base = ''
let thread: Awaited<ReturnType<typeof branchingThread>>

before(async () => {
  thread = await branchingThread(system)
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launch()
})
after(async () => {
  await browser?.close()
  await new Promise((done) => server.close(done))
})

type Look = {
  language?: string
  width?: number
  scheme?: 'light' | 'dark'
  contrast?: 'more'
  forced?: 'active'
  media?: 'print'
}

async function opened(path: string, look: Look, work: (page: Page) => Promise<void>) {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1100, height: 900 },
    colorScheme: look.scheme ?? 'light',
    contrast: look.contrast ?? null,
    forcedColors: look.forced ?? 'none',
    javaScriptEnabled: true,
    locale: look.language ?? 'en',
    extraHTTPHeaders: { 'accept-language': look.language ?? 'en' },
  })
  try {
    const page = await context.newPage()
    if (look.media) await page.emulateMedia({ media: look.media })
    const answer = await page.goto(base + path)
    assert.equal(answer?.status(), 200, path)
    if (pictures) {
      mkdirSync(pictures, { recursive: true })
      const name = [
        path
          .split('/')
          .slice(2)
          .map((part) => part.slice(-4))
          .join('-'),
        ...Object.values(look),
      ].join('-')
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
    }
    await work(page)
  } finally {
    await context.close()
  }
}

/** In page units: where each row's pieces of line begin and end. */
const gaps = (page: Page) =>
  page.evaluate(() => {
    const rows = [...document.querySelectorAll('.thread--drawn > .stitch')]
    return rows.slice(0, -1).map((row, index) => {
      const next = rows[index + 1]!.querySelector('.strand')!.getBoundingClientRect()
      const own = [...row.querySelectorAll(':scope > .strand')].map(
        (each) => each.getBoundingClientRect().bottom,
      )
      return next.top - Math.max(...own)
    })
  })

for (const look of [
  { width: 320 },
  { width: 1100 },
  { width: 320, language: 'ur' },
  { width: 800, scheme: 'dark' },
  { width: 800, language: 'cy', contrast: 'more' },
] satisfies Look[])
  test(`the line is whole and can be read: ${Object.values(look).join(', ')}`, async () => {
    await opened(`/thread/${thread.id}`, look, async (page) => {
      const stitches = await page.locator('.thread--drawn > .stitch').count()
      assert.ok(stitches >= 12, `${stitches} rows`)
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      assert.ok(width <= look.width, `${width} px wide`)
      for (const [index, gap] of (await gaps(page)).entries())
        assert.ok(gap <= 0.5, `${gap} px between the lines of rows ${index} and ${index + 1}`)
      for (const details of await page.locator('details.stitch__proof').all())
        await details.evaluate((each) => each.setAttribute('open', ''))
      const open = await page.evaluate(() => document.documentElement.scrollWidth)
      assert.ok(open <= look.width, `${open} px wide with every proof open`)
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        [],
      )
    })
  })

test('on paper the line is there, and what only a screen can do is not', async () => {
  await opened(`/thread/${thread.id}`, { width: 700, media: 'print' }, async (page) => {
    assert.equal(await page.locator('.site-header').isVisible(), false)
    assert.equal(await page.locator(`a[href$="/thread.json"]`).isVisible(), false)
    assert.ok(await page.locator('.strand').first().isVisible())
    assert.deepEqual(
      (await gaps(page)).filter((gap) => gap > 0.5),
      [],
    )
  })
})

test('where the reader’s own colours rule, the line is in them', async () => {
  await opened(`/thread/${thread.id}`, { width: 700, forced: 'active' }, async (page) => {
    const strokes = await page
      .locator('.strand')
      .evaluateAll((all) => [...new Set(all.map((each) => getComputedStyle(each).stroke))])
    const ink = await page.evaluate(() => getComputedStyle(document.body).color)
    assert.deepEqual(strokes, [ink])
  })
})

test('as text nothing is lost', async () => {
  await opened(`/thread/${thread.id}/text`, { width: 320 }, async (page) => {
    assert.ok((await page.locator('main ol > li').count()) >= 12)
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
    assert.deepEqual(
      violations.map(({ id }) => id),
      [],
    )
  })
})
