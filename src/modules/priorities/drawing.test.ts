// A driver diagram in a real browser: large words, a small screen, a language read from the right.

import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { createAdaptorServer } from '@hono/node-server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { foundBoard } from '../../../test/board.ts'
import { launch } from '../../../test/browser.ts'
import { testSystem } from '../../../test/database.ts'
import { newId } from '../../platform/ids.ts'

const system = await testSystem()
const board = await foundBoard(system)
const server = createAdaptorServer({ fetch: board.web.fetch })
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const pictures = process.env['LOOK']
const now = system.clock.now()

let browser: Browser
let base = ''
let english = ''
let urdu = ''
let chosen = ''

type Given = [text: string, hanging?: Given[]]

/** A branch whose ends, three boxes deep, are ideas. */
async function plant(
  priority: string,
  given: Given[],
  parent: string | null,
  depth: number,
): Promise<string[]> {
  const ids: string[] = []
  for (const [index, [text, hanging = []]] of given.entries()) {
    const id = newId(now)
    const kind = depth === 1 ? 'primary' : depth === 2 ? 'secondary' : 'change-idea'
    await system.owner.query(
      `INSERT INTO priorities.driver (id, priority_id, parent_id, kind, text, position, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, priority, parent, kind, text, index + 1, now],
    )
    ids.push(id, ...(await plant(priority, hanging, id, depth + 1)))
  }
  return ids
}

async function priority(title: string, language: string): Promise<string> {
  const id = newId(now)
  await system.owner.query(
    `INSERT INTO priorities.priority (id, partnership_id, title, language, proposed_at, published_at) VALUES ($1, $2, $3, $4, $5, $5)`,
    [id, board.id, title, language, now],
  )
  return id
}

async function does(who: string, drivers: string[]): Promise<void> {
  const id = newId(now)
  await system.owner.query(
    `INSERT INTO priorities.activity (id, partnership_id, title, who, language, added_at) VALUES ($1, $2, 'Warm room on Tuesdays', $3, 'en', $4)`,
    [id, board.id, who, now],
  )
  for (const driver of drivers)
    await system.owner.query('INSERT INTO priorities.activity_driver VALUES ($1, $2)', [id, driver])
}

before(async () => {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launch()
  english = await priority(
    'Everyone who lives here is warm at home in winter, and nobody has to choose between heating and eating',
    'en',
  )
  const ids = await plant(
    english,
    [
      [
        'Houses that let the heat out',
        [
          [
            'Landlords who never answer',
            [
              ['A tenants’ group that writes to the landlord together'],
              ['Ask the council to inspect'],
            ],
          ],
          ['Damp & mould', [['Draught-busting days'], ['Lend out a damp meter from the library']]],
          [
            'Nobody knows which grants there are',
            [
              [
                'A grants morning at the school gate, with somebody who fills in the form beside you',
              ],
            ],
          ],
        ],
      ],
      [
        'Fuel that costs too much',
        [
          ['Prepayment meters cost more than paying by the month', [['Help to change tariff']]],
          [
            'Wages and benefits that do not reach to the end of the month',
            [['Benefits check at the surgery'], ['Credit union']],
          ],
          [
            'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
            [['Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft']],
          ],
        ],
      ],
      [
        'People who are on their own with it',
        [
          [
            'Shame about asking',
            [['A warm room where nobody asks why you came'], ['Neighbours knock in cold weeks']],
          ],
          ['No bus after six', [['A lift list']]],
        ],
      ],
    ],
    null,
    1,
  )
  chosen = ids[1]!
  await does('Neighbours in Mill Street', [ids[4]!, ids[1]!])
  await does('The Lantern', [ids[4]!])
  urdu = await priority('سب کے گھر سردیوں میں گرم ہوں', 'ur')
  await plant(
    urdu,
    [
      [
        'گھر جو گرمی باہر نکال دیتے ہیں',
        [['نمی اور پھپھوندی', [['ہوا روکنے کے دن']]], ['مالک مکان جو کبھی جواب نہیں دیتے']],
      ],
      [
        'مہنگا ایندھن',
        [['پہلے سے ادائیگی والے میٹر زیادہ مہنگے پڑتے ہیں', [['ٹیرف بدلنے میں مدد']]]],
      ],
    ],
    null,
    1,
  )
})

after(async () => {
  await browser?.close()
  server.close()
  if ('closeAllConnections' in server) server.closeAllConnections()
})

async function opened(
  context: BrowserContext,
  path: string,
  name: string,
  largest = false,
): Promise<Page> {
  const page = await context.newPage()
  await page.goto(base + path, { waitUntil: 'load' })
  if (largest)
    await page.evaluate(() => document.documentElement.setAttribute('data-text-size', 'largest'))
  await page.evaluate(() => document.fonts.ready)
  if (pictures) {
    mkdirSync(pictures, { recursive: true })
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
  }
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  assert.deepEqual(
    violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]),
    [],
    name,
  )
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  assert.ok(over <= 0, `${name}: ${over}px wider than the screen`)
  return page
}

/** Words that come out of their box, and letters smaller than the page's. */
const faults = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.diagram__drawing a')].flatMap((link) => {
      const box = link.querySelector('rect')!.getBoundingClientRect()
      const found: string[] = []
      for (const text of link.querySelectorAll('text')) {
        const at = text.getBoundingClientRect()
        const over = Math.max(
          box.left - at.left,
          at.right - box.right,
          box.top - at.top,
          at.bottom - box.bottom,
        )
        if (over > 1) found.push(`${Math.round(over)}px over: ${text.textContent}`)
        const drawing = document.querySelector<SVGSVGElement>('.diagram__drawing')!
        const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width
        const size = Number.parseFloat(getComputedStyle(text).fontSize) * scale
        const own = Number.parseFloat(getComputedStyle(document.body).fontSize)
        if (size < own - 0.1) found.push(`${size}px beside ${own}px: ${text.textContent}`)
      }
      return found
    }),
  )

for (const [name, language, size] of [
  ['english', 'en', 'ordinary'],
  ['large', 'en', 'largest'],
  ['urdu', 'ur', 'ordinary'],
] as const)
  test(`on a wide screen, ${name}: every word stands in its box, as large as the page's`, async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    for (const [id, which] of [
      [english, 'long'],
      [urdu, 'own'],
    ] as const) {
      const page = await opened(
        context,
        `/priorities/${id}/drivers?lang=${language}`,
        `diagram-${name}-${which}`,
        size === 'largest',
      )
      assert.deepEqual(await faults(page), [])
      // Reading starts at the priority: on the left, or on the right.
      const lefts = await page.evaluate(() =>
        [...document.querySelectorAll('.diagram__drawing rect')].map(
          (each) => each.getBoundingClientRect().left,
        ),
      )
      assert.equal(lefts[0]! > lefts.at(-1)!, language === 'ur')
    }
    await context.close()
  })

test('on a small screen it is an outline, with scripts and without, for anyone and for a member', async () => {
  const member = await board.residents[4]!.browser()
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({
      viewport: { width: 320, height: 640 },
      javaScriptEnabled,
    })
    if (javaScriptEnabled) {
      for (const language of ['en', 'ur'])
        for (const [id, which] of [
          [english, 'long'],
          [urdu, 'own'],
        ] as const) {
          const page = await opened(
            context,
            `/priorities/${id}/drivers?lang=${language}`,
            `outline-${language}-${which}`,
          )
          assert.equal(await page.locator('.diagram__drawing').isVisible(), false)
          assert.equal(await page.locator('.outline').isVisible(), true)
        }
    }
    await context.addCookies(
      [...member.cookies].map(([name, value]) => ({ name, value, url: base })),
    )
    const page = await context.newPage()
    await page.goto(`${base}/priorities/${english}/drivers/${chosen}?lang=en`)
    if (pictures)
      await page.screenshot({
        path: join(pictures, `panel-${javaScriptEnabled}.png`),
        fullPage: true,
      })
    const text = `With ${javaScriptEnabled ? 'scripts' : 'none'}`
    await page.getByLabel('Add under this').focus()
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
    await page.waitForURL(/done=added/)
    assert.equal(await page.getByRole('status').innerText(), 'Added.')
    assert.match(
      await page.locator('.outline__item:has(> .outline__box [role=status])').first().innerText(),
      new RegExp(text),
    )
    await page.getByRole('link', { name: 'Remove this and all that hangs from it' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Remove' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/removed=/)
    await page.getByRole('button', { name: 'Bring it back' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/done=returned/)
    await context.close()
  }
})

test('a member’s page with its forms open, and the pages of what is done already', async () => {
  const member = await board.residents[4]!.browser()
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  await context.addCookies([...member.cookies].map(([name, value]) => ({ name, value, url: base })))
  const { rows } = await system.owner.query('SELECT id FROM priorities.activity LIMIT 1')
  for (const [name, path] of [
    ['member', `/priorities/${english}/drivers/${chosen}`],
    ['removal', `/priorities/${english}/drivers/${chosen}/removal`],
    ['activities', `/in/${board.slug}/activities`],
    ['new-activity', `/in/${board.slug}/activities/new?driver=${chosen}`],
    ['activity', `/activities/${rows[0].id}`],
  ] as const)
    await (await opened(context, path, `page-${name}`)).close()
  await context.close()
})

test('a plan, a blank one and its draft, on a small screen', async () => {
  const chair = await board.chair.browser()
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
  await context.addCookies([...chair.cookies].map(([name, value]) => ({ name, value, url: base })))
  const first = await context.newPage()
  await first.goto(`${base}/in/${board.slug}/plan/draft?lang=en`)
  await first.getByLabel('What we want this place to be in ten years').fill('Everyone is warm.')
  await first.getByRole('button', { name: 'Save the draft' }).click()
  await first.getByRole('button', { name: 'Publish version 1' }).click()
  await first.waitForURL(/done=published/)
  await first.close()
  for (const [name, path] of [
    ['read', 'plan?lang=en'],
    ['read-urdu', 'plan?lang=ur'],
    ['blank', 'plan/template?lang=en'],
    ['draft', 'plan/draft?lang=en'],
  ] as const)
    await (await opened(context, `/in/${board.slug}/${path}`, `plan-${name}`)).close()
  await context.close()
})
