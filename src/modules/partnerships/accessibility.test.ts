// Every page of places and partnerships in a real browser: no fault that axe can find, nothing wider
// than a small phone, in each language, without scripts.

import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { createAdaptorServer } from '@hono/node-server'
import type { Browser, BrowserContext } from 'playwright-core'
import { launch } from '../../../test/browser.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { createWeb } from '../../app/web.ts'

const system = await testSystem()
const web = createWeb(system)
const server = createAdaptorServer({ fetch: web.fetch })
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const chair = visitor(web)

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
  await chair.signIn(system, 'chair@example.org')
  const languages = ['en', 'cy', 'ur']
  const founding = {
    name: 'Harrow Lane Together',
    purpose: 'Neighbours who set their own course.',
    place: 'Harrow Lane',
    postcode: 'BD3',
    nation: 'england',
    language: 'en',
    languages,
    standing: 'resident',
  }
  await chair.post('/partnerships', founding)
  const invitation = await chair.post('/in/harrow-lane-together/invitations', {
    standing: 'resident',
    uses: '3',
    days: '7',
  })
  const sheet = invitation.headers.get('location')!
  const code = /\/join\/([0-9A-Z-]{14})</.exec(await chair.page(sheet))![1]!
  const organisation = await chair.post('/organisations', {
    name: 'The Lantern',
    kind: 'charity',
    website: 'https://lantern.example.org',
  })
  const { rows } = await system.owner.query(
    `SELECT neighbourhood_id, member.id AS member FROM partnerships.partnership JOIN partnerships.member ON partnership_id = partnership.id`,
  )
  const here = '/in/harrow-lane-together'
  const body = organisation.headers.get('location')!.split('/').at(-1)!
  await chair.post(`${here}/trusted-organisation`, {
    organisation: 'The Lantern',
    organisationKind: 'charity',
    holds: 'Our grant.',
    day: '1',
    month: '1',
    year: '2026',
  })
  await chair.post(`${here}/interests`, { organisation: body, about: 'I sing there.' })
  await chair.post(`${here}/closeness/${body}`, { side: 'partnership', level: '3' })
  await chair.post(`${here}/members/${rows[0].member}/term`, { day: '1', month: '4', year: '2026' })
  const read = await chair.post(`${here}/drift`, {
    title: 'Grant agreement',
    language: 'en',
    text: 'The provider delivers to patients and meets its targets.',
  })
  open.push(
    '/partnerships',
    '/in/harrow-lane-together',
    '/in/harrow-lane-together/came-out',
    '/in/harrow-lane-together/record',
    '/in/harrow-lane-together/constitution',
    '/in/harrow-lane-together/trusted-organisation',
    '/join',
    `/join/${code}`,
    '/join/2345-2345-2345',
    '/neighbourhoods',
    `/neighbourhoods/${rows[0].neighbourhood_id}`,
    '/organisations',
    organisation.headers.get('location')!,
  )
  own.push(
    '/partnerships/new',
    '/in/harrow-lane-together',
    '/in/harrow-lane-together/members',
    `/in/harrow-lane-together/members/${rows[0].member}/roles`,
    '/in/harrow-lane-together/leaving',
    `${here}/members/${rows[0].member}/term`,
    `${here}/constitution/set-up`,
    `${here}/trusted-organisation`,
    `${here}/interests`,
    `${here}/representatives`,
    `${here}/closeness`,
    `${here}/closeness/${body}`,
    `${here}/drift`,
    read.headers.get('location')!,
    `${here}/drift-terms?language=en`,
    '/you/organisations',
    '/in/harrow-lane-together/invitations',
    '/in/harrow-lane-together/invitations/new',
    sheet,
    '/in/harrow-lane-together/settings',
    `/join/${code}`,
    '/neighbourhoods/new',
    `/neighbourhoods/${rows[0].neighbourhood_id}/areas?find=x`,
    '/organisations/new',
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
    await page.goto(`${base}${path}${path.includes('?') ? '&' : '?'}lang=${language}`)
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
        path: join(pictures, `${language}${path.replace(/[^a-z0-9]+/gi, '-')}.png`),
        fullPage: true,
      })
    }
  }
  await page.close()
}

const phone = { viewport: { width: 320, height: 640 } }

for (const language of ['en', 'cy', 'ur'])
  test(`public pages on a small phone in ${language}`, async () => {
    // axe needs scripts of its own; the pages load the same without theirs.
    const context = await browser.newContext(phone)
    await look(context, open, language)
    await context.close()
  })

for (const language of ['en', 'cy'])
  test(`members’ pages on a small phone in ${language}`, async () => {
    const context = await browser.newContext(phone)
    await context.addCookies(
      [...chair.cookies].map(([name, value]) => ({ name, value, url: base })),
    )
    await look(context, own, language)
    await context.close()
  })

test('without scripts a partnership is founded by pressing what is on the page', async () => {
  const context = await browser.newContext({ ...phone, javaScriptEnabled: false })
  await context.addCookies([...chair.cookies].map(([name, value]) => ({ name, value, url: base })))
  const page = await context.newPage()
  await page.goto(`${base}/partnerships?lang=en`)
  await page
    .getByRole('link', { name: 'Found a partnership' })
    .or(page.getByRole('button', { name: 'Found a partnership' }))
    .click()
  await page.getByLabel('What is the partnership called?').fill('Mill End')
  await page.getByLabel('What is it for?').fill('To keep the bus.')
  await page.getByLabel('what do people call the new one').fill('Mill End')
  await page.getByLabel('Wales').check()
  await page.getByLabel('I speak for an organisation').check()
  await page.getByLabel('Which organisation?').fill('Mill End Buses')
  await page.getByLabel('What kind of organisation is it?').selectOption('transport-body')
  await page.getByRole('button', { name: 'Found it' }).click()
  assert.equal(new URL(page.url()).pathname, '/in/mill-end')
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Mill End')
  assert.match(await page.locator('main').innerText(), /1 person for an organisation/)
  await context.close()
})
