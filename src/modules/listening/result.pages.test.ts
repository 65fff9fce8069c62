// What came out, in a real browser: looked at by axe in each language, read by keyboard and as a
// screen reader hears it, on a small screen and without scripts.
import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { serve, type ServerType } from '@hono/node-server'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { createWeb } from '../../app/web.ts'
import { launch } from '../../../test/browser.ts'
import { testSystem } from '../../../test/database.ts'
import { neighbours } from '../../../test/neighbours.ts'
import { visitor } from '../../../test/visitor.ts'
import { newId } from '../../platform/ids.ts'
import { importPolis } from './import.actions.ts'
import { computeResult, stopComputing } from './result.actions.ts'

const system = await testSystem()
const web = createWeb(system)
const us = await neighbours(system, { languages: ['en', 'cy', 'ur'] })
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

let server: ServerType
let browser: Browser
let origin: string
let round: string

/** Two camps of twelve on eight statements, of one mind on the last, unsure of the sixth. */
function conversation() {
  const numbers = Array.from({ length: 9 }, (_, i) => i)
  const comments = numbers.map(
    (n) => `1700000000000,x,${n},1,,,1,Statement number ${n} of this street`,
  )
  const people = Array.from({ length: 24 }, (_, person) => {
    const side = person % 2 === 0 ? 1 : -1
    const answers = numbers.map((n) =>
      n === 8
        ? 1
        : n === 6
          ? 0
          : (person * 7 + n * 3) % 11 === 0
            ? 0
            : side * (n % 2 === 0 ? 1 : -1),
    )
    return `${person},,0,9,0,0,${answers.join(',')}`
  })
  const encode = (text: string) => new TextEncoder().encode(text)
  return {
    'comments.csv': encode(
      `timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n${comments.join('\n')}\n`,
    ),
    'participants-votes.csv': encode(
      `participant,group-id,n-comments,n-votes,n-agree,n-disagree,${numbers.join(',')}\n${people.join('\n')}\n`,
    ),
  }
}

before(async () => {
  const made = await importPolis(system, {
    files: conversation(),
    partnership: us.partnership,
    question: 'What would help us live well here?',
    source: 'A made-up street',
    licence: 'CC BY 4.0',
  })
  round = made.round
  await computeResult(system, round)
  browser = await launch()
  await new Promise<void>((listening) => {
    server = serve({ fetch: web.fetch, port: 0, hostname: '127.0.0.1' }, () => listening())
  })
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

after(async () => {
  await browser?.close()
  server?.close()
  await stopComputing(system)
})

async function open(
  path: string,
  options: { width?: number; script?: boolean } = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1100, height: 800 },
    javaScriptEnabled: options.script ?? true,
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => assert.fail(error.message))
  const response = await page.goto(origin + path)
  assert.equal(response?.status(), 200, path)
  return page
}

describe('axe finds nothing, and nothing scrolls sideways', () => {
  const pages = ['results', 'results/statements', 'results/statements/2', 'export', 'record']
  for (const language of ['en', 'cy', 'ur'])
    for (const name of pages)
      test(`${name} in ${language}`, async () => {
        const page = await open(`/rounds/${round}/${name}?lang=${language}`, { width: 320 })
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        assert.ok(wide <= 0, `${wide} pixels too wide`)
        const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
        assert.deepEqual(
          violations.map((each) => `${each.id}: ${each.nodes[0]?.html}`),
          [],
        )
        await page.context().close()
      })
})

test('heard in order: what we share, where we differ, what is unsure, the map', async () => {
  const page = await open(`/rounds/${round}/results`, { script: false })
  const heard = await page.locator('main').ariaSnapshot()
  const at = ['What we share', 'Where we differ', 'What is still unsure', 'The map'].map((name) =>
    heard.indexOf(`heading "${name}" [level=2]`),
  )
  assert.ok(
    at.every((place) => place > 0),
    heard.slice(0, 2000),
  )
  assert.deepEqual(
    at,
    at.toSorted((a, b) => a - b),
  )
  assert.match(heard, /heading "Statement number 8 of this street" \[level=3\]/)
  assert.match(heard, /heading "Group A 12 people" \[level=3\]/)
  // The map is a picture with its sentence; its figures are in a table below.
  assert.match(heard, /img "Where people stand 24 people in 2 groups/)
  await page.context().close()
})

test('everything is reached by keyboard, the table’s order too', async () => {
  const page = await open(`/rounds/${round}/results`)
  const reached = new Set<string>()
  for (let press = 0; press < 120; press += 1) {
    await page.keyboard.press('Tab')
    reached.add(await page.evaluate(() => document.activeElement?.textContent?.trim() ?? ''))
  }
  for (const name of [
    'What we share',
    'Statement number 8 of this street',
    'See this as a table',
    'Take everything with you, as open files',
  ])
    assert.ok(reached.has(name), `${name} is not reached`)
  await page.getByRole('link', { name: 'See every statement in one table' }).first().click()
  await page.getByRole('link', { name: /^Responded/ }).press('Enter')
  await page.waitForURL(/sort=answered&order=ascending/)
  assert.equal(await page.locator('th[aria-sort="ascending"]').count(), 1)
  await page.context().close()
})

test('themes are made by a form, and show people’s own words beside statements', async () => {
  const { rows } = await system.owner.query(
    'SELECT id FROM listening.statement WHERE round_id = $1 AND number = 3',
    [round],
  )
  const statement = String(rows[0].id)
  const person = newId(system.clock.now())
  const testimony = newId(system.clock.now())
  await system.owner.query(
    `INSERT INTO listening.participant (id, round_id, channel, created_at) VALUES ($1, $2, 'paper', now())`,
    [person, round],
  )
  await system.owner.query(
    `INSERT INTO listening.testimony (participant_id, id, round_id, text, language, channel, may_publish, status, given_at, published_at) VALUES ($1, $2, $3, 'I sit on the bus to keep warm.', 'en', 'paper', true, 'published', now(), now())`,
    [person, testimony, round],
  )
  const facilitator = visitor(web)
  await facilitator.signIn(system, us.facilitator.email)
  const address = `/rounds/${round}/themes`
  assert.equal((await facilitator.post(address, { title: '' })).status, 422)
  const made = await facilitator.post(address, { title: 'Keeping warm' })
  assert.equal(made.status, 303)
  const one = made.headers.get('location')!
  assert.match(await facilitator.page(one), /Statements that belong to it/)
  const elsewhere = newId(system.clock.now())
  await facilitator.post(one, {
    do: 'save',
    title: 'Keeping warm',
    items: [`statement:${statement}`, `testimony:${testimony}`, `statement:${elsewhere}`],
  })
  const { rows: items } = await system.owner.query(
    'SELECT kind, item_id FROM listening.theme_item ORDER BY kind',
  )
  assert.deepEqual(items, [
    { kind: 'statement', item_id: statement },
    { kind: 'testimony', item_id: testimony },
  ])
  const anyone = visitor(web)
  assert.match(
    await anyone.page(`/rounds/${round}/results`),
    /Keeping warm<\/h3>[\s\S]*Statement number 3[\s\S]*I sit on the bus to keep warm\./,
  )
  assert.match(await anyone.page(`/rounds/${round}/results/statements/3`), /I sit on the bus/)
  assert.equal((await anyone.post(one, { do: 'remove', title: 'x' })).status, 401)
  await facilitator.post(one, { do: 'remove', title: 'Keeping warm' })
  assert.match(await facilitator.page(address), /There are no themes yet/)
})
