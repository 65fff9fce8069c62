// The pattern page in a real browser: every component and chart in all states, under the same
// Content-Security-Policy as in production.

import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { serveAssets } from '../src/ui/assets.ts'
import { patternsPage } from '../src/ui/patterns/index.ts'
import { residentPatterns } from '../src/ui/patterns/resident.ts'
import { isLanguage, languages, words } from '../src/ui/words/index.ts'
import type { Language } from '../src/ui/words/index.ts'
import { launch } from './browser.ts'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "manifest-src 'self'",
].join('; ')

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const serve = serveAssets()

const pages: Readonly<Record<string, typeof patternsPage>> = {
  '/patterns': patternsPage,
  '/resident': residentPatterns,
}

const server = createServer((request, response) => {
  const address = new URL(request.url ?? '/', 'http://here')
  const found = serve(address.pathname, String(request.headers['accept-encoding']))
  if (found) {
    response.writeHead(200, found.headers).end(found.body)
    return
  }
  const draw = pages[address.pathname]
  if (!draw) {
    response.writeHead(404).end()
    return
  }
  const asked = (name: string) => address.searchParams.get(name) ?? undefined
  const language = asked('lang')
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
  })
  response.end(
    String(
      draw(words(isLanguage(language) ? language : 'en'), request.url ?? '/', {
        theme: asked('theme'),
        textSize: asked('text'),
      }),
    ),
  )
})

let browser: Browser
let base: string

before(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launch()
})

after(async () => {
  await browser?.close()
  server.close()
})

type Visit = Readonly<{
  path?: string
  query?: string
  width?: number
  scripts?: boolean
  dark?: boolean
}>

/** Opens the page, hands it on, and closes it; anything the browser complained of fails the test. */
async function visit(
  { path = '/patterns', query = '', width = 1100, scripts = true, dark = false }: Visit,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    javaScriptEnabled: scripts,
    colorScheme: dark ? 'dark' : 'light',
  })
  const complaints: string[] = []
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`))
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(base).origin)) complaints.push(`asked ${request.url()}`)
  })
  try {
    await page.goto(`${base}${path}?${query}`, { waitUntil: 'networkidle' })
    await look(page)
  } finally {
    await context.close()
  }
  assert.deepEqual(complaints, [])
}

async function axe(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  const said = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join('\n')}`,
  )
  assert.deepEqual(said, [])
}

describe('a resident’s page, in the light stylesheet', () => {
  for (const language of Object.keys(languages) as Language[]) {
    test(`axe finds nothing, and nothing is too wide, in ${language}`, async () => {
      const place = { path: '/resident', query: `lang=${language}`, width: 320 }
      await visit(place, async (page) => {
        assert.deepEqual(await outside(page), [])
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320)
        await axe(page)
      })
    })
  }

  test('axe finds nothing in the dark', async () => {
    await visit({ path: '/resident', query: 'theme=dark', width: 390 }, axe)
  })

  test('it needs no scripts and less than 60 KB, typefaces apart', async () => {
    let bytes = 0
    const kinds = new Set<string>()
    await visit({ path: '/resident', query: 'lang=cy' }, async (page) => {
      page.on('response', (response) => kinds.add(response.request().resourceType()))
      page.on('requestfinished', (request) => {
        const measure = async () => {
          const sizes = await request.sizes()
          if (request.resourceType() !== 'font') bytes += sizes.responseBodySize
        }
        void measure()
      })
      await page.reload({ waitUntil: 'networkidle' })
      await page.waitForTimeout(200)
    })
    assert.ok(kinds.has('document'))
    assert.equal(kinds.has('script'), false)
    assert.ok(bytes > 5_000 && bytes < 60_000, `${bytes} bytes`)
  })
})

describe('the pattern page', () => {
  for (const language of Object.keys(languages) as Language[]) {
    for (const theme of ['light', 'dark', 'contrast']) {
      test(`axe finds nothing in ${language}, ${theme}`, async () => {
        await visit({ query: `lang=${language}&theme=${theme}` }, axe)
      })
    }

    test(`nothing is wider than a 320 px screen in ${language}`, async () => {
      for (const text of ['ordinary', 'large', 'largest']) {
        await visit({ query: `lang=${language}&text=${text}`, width: 320 }, async (page) => {
          const wide = await page.evaluate(() => document.documentElement.scrollWidth)
          assert.equal(wide, 320, `${text}: ${wide} px`)
          assert.deepEqual(await outside(page), [])
        })
      }
    })
  }

  test('axe finds nothing on a phone, in high contrast on a dark device, and without scripts', async () => {
    await visit({ width: 320 }, axe)
    await visit({ query: 'theme=contrast', dark: true }, axe)
    await visit({ query: 'lang=cy', dark: true }, axe)
  })

  test('the page is in its language, in its direction, and says the translation is a draft', async () => {
    await visit({ query: 'lang=ur' }, async (page) => {
      assert.equal(await page.getAttribute('html', 'lang'), 'ur')
      assert.equal(await page.getAttribute('html', 'dir'), 'rtl')
      const note = await page.locator('.notice').innerText()
      assert.ok(note.includes(words('ur').t('ui.site.translation')))
      const [line, text] = await page.evaluate(() => {
        const box = (name: string) => document.querySelector(name)!.getBoundingClientRect()
        return [box('.thread').right, box('.stitch__verb').right]
      })
      assert.ok(line > text, 'the thread runs down the side where reading begins')
    })
  })

  test('the language links keep the rest of the address', async () => {
    await visit({ query: 'theme=dark&text=large' }, async (page) => {
      const href = await page.getAttribute('.languages a[lang=cy]', 'href')
      const address = new URL(href!, base)
      assert.equal(address.searchParams.get('theme'), 'dark')
      assert.equal(address.searchParams.get('text'), 'large')
      assert.equal(address.searchParams.get('lang'), 'cy')
    })
  })

  test('words in charts are never smaller than the words of the page', async () => {
    for (const width of [320, 1100]) {
      await visit({ width }, async (page) => {
        const sizes = await page.evaluate(() => {
          const body = parseFloat(
            getComputedStyle(document.querySelector('main p.chart__said')!).fontSize,
          )
          const drawn = [...document.querySelectorAll<SVGTextElement>('.chart text')]
            .filter((text) => text.getBoundingClientRect().width > 0)
            .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM()!.a)
          return { body, least: Math.min(...drawn), count: drawn.length }
        })
        assert.ok(sizes.count > 20)
        assert.ok(sizes.least >= sizes.body, `${sizes.least} against ${sizes.body} at ${width} px`)
      })
    }
  })

  test('every chart has a sentence, a table with all its figures, and one drawing at a time', async () => {
    await visit({}, async (page) => {
      const charts = await page.evaluate(() =>
        [...document.querySelectorAll('figure.chart')].map((chart) => ({
          id: chart.id,
          said: chart.querySelector('.chart__said')!.textContent,
          tables: chart.querySelectorAll('details table').length,
          drawings: [...chart.querySelectorAll('svg[role=img]')].filter(
            (svg) => svg.getBoundingClientRect().width > 0,
          ).length,
        })),
      )
      assert.ok(charts.length >= 12)
      for (const { id, said, tables, drawings } of charts) {
        assert.ok(said.length > 10, id)
        assert.equal(tables, 1, id)
        assert.ok(drawings <= 1, id)
      }
      assert.equal(await page.locator('#line details tbody tr').count(), 23)
    })
  })

  test('by keyboard: the first stop skips to the main part, and focus can be seen', async () => {
    await visit({}, async (page) => {
      await page.keyboard.press('Tab')
      const first = page.locator(':focus')
      assert.equal(await first.getAttribute('class'), 'govuk-skip-link')
      assert.ok((await first.boundingBox())!.height > 20)
      await page.keyboard.press('Enter')
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'main')
      await page.locator('.choice').first().focus()
      const outline = await page
        .locator('.choice')
        .first()
        .evaluate((element) => {
          const style = getComputedStyle(element)
          return `${style.outlineStyle} ${style.boxShadow}`
        })
      assert.match(outline, /solid/)
    })
  })

  test('without scripts every tab, choice and code is there', async () => {
    await visit({ scripts: false }, async (page) => {
      for (const panel of await page.locator('.govuk-tabs__panel').all()) {
        assert.ok(await panel.isVisible())
      }
      assert.ok(await page.locator('#address').isVisible())
      assert.ok(await page.locator('#copy-code').isVisible())
      assert.equal(await page.locator('[data-copy]:visible').count(), 0)
    })
  })

  test('with scripts the tabs fold and a code can be copied', async () => {
    await visit({}, async (page) => {
      assert.equal(await page.locator('.govuk-tabs__panel:visible').count(), 1)
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await page.locator('[data-copy=copy-code]').click()
      assert.equal(await page.locator('#copy-code-said').innerText(), words('en').t('ui.copied'))
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '7K4M-Q2XD')
    })
  })

  test('what can be pressed is at least 24 px each way', async () => {
    await visit({ width: 320 }, async (page) => {
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('button, .bar a, .site-footer a, summary, input, select')]
          .map((element) => ({ element, box: element.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
          .map(({ element }) => element.outerHTML.slice(0, 120)),
      )
      assert.deepEqual(small, [])
    })
  })

  test('in print the ground is white and what is only for screens is gone', async () => {
    await visit({ query: 'theme=dark', dark: true }, async (page) => {
      await page.emulateMedia({ media: 'print' })
      assert.equal(
        await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
        'rgb(255, 255, 255)',
      )
      assert.equal(await page.locator('.site-header').isVisible(), false)
      assert.ok(await page.locator('.thread').first().isVisible())
    })
  })

  test('with the reader’s own colours the thread can still be seen', async () => {
    await visit({}, async (page) => {
      await page.emulateMedia({ forcedColors: 'active' })
      const [line, ground] = await page.evaluate(() => [
        getComputedStyle(document.querySelector('.thread')!, '::before').backgroundColor,
        getComputedStyle(document.body).backgroundColor,
      ])
      assert.notEqual(line, ground)
      await axe(page)
    })
  })
})

/** What can be seen of the page beyond its sides, frames that scroll by themselves apart. */
function outside(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter(
        (element) => !element.closest('.table-frame, .govuk-visually-hidden, .govuk-skip-link'),
      )
      .filter((element) => {
        const box = element.getBoundingClientRect()
        return box.width > 1 && box.height > 1 && (box.right > innerWidth + 1 || box.left < -1)
      })
      .map((element) => element.outerHTML.slice(0, 160)),
  )
}
