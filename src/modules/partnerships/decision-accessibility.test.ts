// Every page about decisions in a real browser: no fault that axe can find, nothing wider than a small
// phone, in each language; and a vote cast by keyboard alone, without scripts.

import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { createAdaptorServer } from '@hono/node-server'
import type { Browser } from 'playwright-core'
import { foundBoard, type Board } from '../../../test/board.ts'
import { launch } from '../../../test/browser.ts'
import { testSystem } from '../../../test/database.ts'
import { transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { closeDecision, openDecision, putDecision } from './decision.actions.ts'
import { writeDissent } from './dissent.actions.ts'
import { recordVotes } from './vote.actions.ts'

const system = await testSystem()
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const phone = { viewport: { width: 320, height: 640 } }

let board: Board
let browser: Browser
let server: ReturnType<typeof createAdaptorServer>
let base = ''
const open: string[] = []
const own: string[] = []
let voting = ''

async function ask(meeting: string | null, question: string): Promise<string> {
  return transaction(system.db, board.chair.actor, system.clock.now(), (trx) =>
    putDecision(trx, {
      partnership: board.id,
      meeting,
      kind: 'ordinary',
      question,
      background: 'It costs £400.\n\nThe green has none now.',
      language: 'en',
      options: [
        { text: 'Yes, buy the bench and set it under the lime tree', adopts: true },
        { text: 'No', adopts: false },
      ],
      grounds: [],
      parties: [board.organisations[0]!.id],
    }),
  )
}

before(async () => {
  board = await foundBoard(system)
  server = createAdaptorServer({ fetch: board.web.fetch })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launch()
  const now = system.clock.now()
  const meeting = newId(now)
  await system.owner.query(
    `INSERT INTO partnerships.meeting (id, partnership_id, title, starts_at, ends_at, place, called_at) VALUES ($1, $2, 'Spring meeting', $3, $4, 'The hall', $3)`,
    [meeting, board.id, now, new Date(now.getTime() + 7_200_000)],
  )
  const closed = await ask(meeting, 'Shall we buy a bench for the green?')
  const running = await ask(meeting, 'Shall we paint the hall?')
  await system.owner.query(
    'INSERT INTO partnerships.meeting_notice (meeting_id, sent_at, clear_days, asked_days) VALUES ($1, $2, 5, 5)',
    [meeting, now],
  )
  for (const member of board.residents)
    await system.owner.query(
      `INSERT INTO partnerships.attendance (meeting_id, member_id, channel, arrived_at) VALUES ($1, $2, 'room', $3)`,
      [meeting, member.id, now],
    )
  const { rows } = await system.owner.query(
    'SELECT id FROM partnerships.decision_option WHERE decision_id = $1 ORDER BY position',
    [closed],
  )
  const as = board.chair.actor
  await transaction(system.db, as, now, (trx) => openDecision(trx, closed, null))
  await transaction(system.db, as, now, (trx) => openDecision(trx, running, null))
  await transaction(system.db, as, now, (trx) =>
    recordVotes(
      trx,
      closed,
      board.residents.map(({ id }, index) => ({
        member: id,
        option: rows[index === 5 ? 1 : 0].id,
        channel: 'hand',
      })),
    ),
  )
  await transaction(system.db, board.residents[5]!.actor, now, (trx) =>
    writeDissent(trx, { decision: closed, text: 'Two benches.', language: 'en', named: true }),
  )
  await transaction(system.db, as, now, (trx) => closeDecision(trx, closed))
  voting = await ask(null, 'Shall we meet on Tuesdays?')
  await transaction(system.db, as, now, (trx) =>
    openDecision(trx, voting, new Date(now.getTime() + 864_000_000)),
  )
  const draft = await ask(null, 'Shall we plant a hedge?')
  open.push(
    `/in/${board.slug}/decisions`,
    `/decisions/${closed}`,
    `/decisions/${running}`,
    `/decisions/${voting}`,
  )
  own.push(
    ...open,
    `/decisions/${draft}`,
    `/in/${board.slug}/decisions/new`,
    `/decisions/${running}/recording`,
    `/decisions/${running}/closure`,
    `/decisions/${voting}/closure`,
  )
})

after(async () => {
  await browser?.close()
  server?.close()
})

async function look(
  cookies: ReadonlyMap<string, string>,
  paths: readonly string[],
  language: string,
) {
  const context = await browser.newContext(phone)
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: base })))
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
      await page.screenshot({
        path: join(pictures, `${language}-${cookies.size}-${paths.indexOf(path)}.png`),
        fullPage: true,
      })
    }
  }
  await context.close()
}

for (const language of ['en', 'cy', 'ur'])
  test(`decisions as anybody reads them in ${language}`, () => look(new Map(), open, language))

for (const language of ['en', 'cy'])
  test(`decisions as the chair works with them in ${language}`, async () =>
    look((await board.chair.browser()).cookies, own, language))

test('a vote by keyboard alone, without scripts', async () => {
  const context = await browser.newContext({ ...phone, javaScriptEnabled: false })
  const { cookies } = await board.residents[3]!.browser()
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: base })))
  const page = await context.newPage()
  await page.goto(`${base}/decisions/${voting}?lang=en`)
  await page.getByLabel('Yes, buy the bench').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/done=voted/)
  assert.match(await page.locator('main').innerText(), /You chose No on/)
  const { rows } = await system.owner.query(
    `SELECT option.text, channel FROM partnerships.vote JOIN partnerships.decision_option option ON option.id = option_id WHERE vote.decision_id = $1`,
    [voting],
  )
  assert.deepEqual(rows, [{ text: 'No', channel: 'screen' }])
  await context.close()
})
