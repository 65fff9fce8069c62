// Moderation, safeguarding and answers in a real browser, on a small phone and a desk, in every
// language they speak: no fault that axe can find; and the queue is worked through by keyboard
// alone, without scripts.

import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { createAdaptorServer } from '@hono/node-server'
import type { Browser } from 'playwright-core'
import { createWeb } from '../../app/web.ts'
import { launch } from '../../../test/browser.ts'
import { testSystem } from '../../../test/database.ts'
import { moderatedRound } from '../../../test/moderated-round.ts'
import { visitor } from '../../../test/visitor.ts'

const system = await testSystem()
const web = createWeb(system)
const server = createAdaptorServer({ fetch: web.fetch })
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const round = await moderatedRound(system, { languages: ['en', 'cy', 'ur'] })
const [author, moderator, chair, named, other] = Array.from({ length: 5 }, () => visitor(web)) as [
  Person,
  Person,
  Person,
  Person,
  Person,
]
type Person = ReturnType<typeof visitor>

let browser: Browser
let base = ''
const desks: [Person, string[]][] = []
const residents: [Person, string[]][] = []

before(async () => {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launch()
  await moderator.signIn(system, round.place.moderator.email)
  await chair.signIn(system, round.place.chair.email)
  await named.signIn(system, round.place.safeguarding.email)
  await author.post(`/r/${round.code}/start`)
  await other.post(`/r/${round.code}/start`)
  for (const text of [
    'The last bus is at six. After that we are on our own.',
    'Sharon Price at 12 Elm Street parks on the path; ring 07700 900123.',
    'Buy my carpets.',
    'Some days I want to die.',
    'Mae angen lle cynnes i eistedd heb dalu.',
    'The park gate is locked too early.',
  ])
    await author.post(`/r/${round.code}/say`, { text })
  await other.post(`/r/${round.code}/say`, { text: 'I say this again and again.' })
  const { rows } = await system.owner.query(
    'SELECT id FROM listening.statement WHERE round_id = $1 ORDER BY number',
    [round.id],
  )
  const [bus, , carpets, , , , again] = rows.map((row) => String(row.id))
  const decide = (id: string, fields: Record<string, string>) =>
    moderator.post(`/rounds/${round.id}/moderation/statement/${id}/decisions`, fields)
  await decide(bus!, { outcome: 'published' })
  await decide(carpets!, { outcome: 'removed', reason: 'advert', note: 'Try the noticeboard.' })
  await author.post(`/r/${round.code}/mine/appeals/${carpets}`, {
    text: 'They are second-hand and free.',
  })
  await moderator.post(`/rounds/${round.id}/bans`, {
    kind: 'statement',
    subject: again!,
    reason: 'flooding',
  })
  const subject = `/rounds/${round.id}/answers?subject=statement:${bus}`
  await chair.post(subject, { kind: 'we-cannot', text: 'The money is gone.' })
  await chair.post(subject, { kind: 'we-will', text: 'Ask the bus company by May.' })
  await author.post(`/r/${round.code}/worried`, { text: 'I have not seen my neighbour for days.' })
  const concerns = await system.owner.query(
    'SELECT id FROM listening.safeguarding_concern ORDER BY raised_at, id',
  )
  const queue = `/in/${round.place.slug}/safeguarding`
  await named.post(`${queue}/${concerns.rows[0].id}/notes`, { text: 'Rang the surgery.' })
  desks.push(
    [
      moderator,
      [
        `/rounds/${round.id}/moderation`,
        `/rounds/${round.id}/moderation?show=published`,
        `/rounds/${round.id}/moderation?show=removed`,
        `/rounds/${round.id}/moderation?done=removed`,
        `/rounds/${round.id}/bans`,
      ],
    ],
    [chair, [`/rounds/${round.id}/appeals`, `/rounds/${round.id}/answers`, subject]],
    [named, [queue, `${queue}/${concerns.rows[0].id}`]],
  )
  residents.push([
    author,
    [
      `/r/${round.code}/worried`,
      `/r/${round.code}/worried?sent=1`,
      `/r/${round.code}/mine/appeals/${carpets}`,
    ],
  ])
})

after(async () => {
  await browser?.close()
  server.close()
})

async function look(seen: typeof desks, language: string, width: number): Promise<void> {
  for (const [person, paths] of seen) {
    const context = await browser.newContext({ viewport: { width, height: 800 } })
    await context.addCookies(
      [...person.cookies].map(([name, value]) => ({ name, value, url: base })),
    )
    const page = await context.newPage()
    for (const path of paths) {
      const where = `${path} in ${language} at ${width}`
      const answer = await page.goto(
        `${base}${path}${path.includes('?') ? '&' : '?'}lang=${language}`,
      )
      assert.equal(answer?.status(), 200, where)
      assert.equal(await page.getAttribute('html', 'lang'), language, where)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      assert.ok(wide <= width, `${where} is ${wide} px wide`)
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
          path: join(
            pictures,
            `${language}-${width}${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '').replace(/[^a-z0-9]+/gi, '-')}.png`,
          ),
          fullPage: true,
        })
      }
    }
    await context.close()
  }
}

for (const [language, width] of [
  ['en', 320],
  ['en', 1100],
  ['cy', 320],
] as const)
  test(`the desk in ${language} at ${width} px`, () => look(desks, language, width))
for (const language of ['en', 'cy', 'ur'])
  test(`what residents see in ${language}`, () => look(residents, language, 320))

test('by keyboard alone and without scripts: one is taken down with a reason, two are ticked and published', async () => {
  const context = await browser.newContext({
    viewport: { width: 1100, height: 800 },
    javaScriptEnabled: false,
  })
  await context.addCookies(
    [...moderator.cookies].map(([name, value]) => ({ name, value, url: base })),
  )
  const page = await context.newPage()
  await page.goto(`${base}/rounds/${round.id}/moderation?lang=en`)
  const sad = page.locator('article', { hasText: 'Some days I want to die.' })
  await sad.locator('summary', { hasText: 'Take it down, with a reason' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('It was about')
  await page.keyboard.press('Tab')
  await page.keyboard.type('We are here.')
  // Enter in the note takes it down, as the form says; it never publishes.
  await page.keyboard.press('Enter')
  await page.waitForURL(/done=removed/)
  const { rows } = await system.owner.query(
    `SELECT status, reason, note FROM listening.statement JOIN listening.moderation_decision ON subject_id = statement.id WHERE text = 'Some days I want to die.'`,
  )
  assert.deepEqual(rows, [{ status: 'removed', reason: 'off-topic', note: 'We are here.' }])

  for (const words of ['Mae angen lle cynnes', 'The park gate is locked']) {
    await page.locator('article', { hasText: words }).getByRole('checkbox').focus()
    await page.keyboard.press('Space')
  }
  await page.getByRole('button', { name: 'Publish the ones I checked' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/published=2&left=0/)
  assert.match(await page.locator('main').innerText(), /2 are public now\./)
  await context.close()
})
