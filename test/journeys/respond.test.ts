import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { serve } from '@hono/node-server'
import type { ServerType } from '@hono/node-server'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { createWeb } from '../../src/app/web.ts'
import { launch } from '../browser.ts'
import { testSystem } from '../database.ts'
import { openRound, type OpenRound } from '../open-round.ts'

const system = await testSystem()
const phone = { width: 360, height: 740 }
const urdu = [
  'آخری بس چھ بجے جاتی ہے۔ اس کے بعد ہم اکیلے ہیں۔',
  'لوگوں کے ساتھ مفت میں بیٹھنے کی کوئی گرم جگہ نہیں۔',
  'مجھے معلوم ہے کہ کچھ ٹھیک کروانا ہو تو کس سے کہوں۔',
  'بچوں کو کھیلنے کے لیے ایک سے زیادہ جگہ چاہیے۔',
  'سرجری کچھ وقت ان کے لیے رکھے جو فون پر بکنگ نہیں کر سکتے۔',
]

let browser: Browser
let server: ServerType
let site: string

before(async () => {
  browser = await launch()
  site = await new Promise((done) => {
    server = serve({ fetch: createWeb(system).fetch, port: 0, hostname: '127.0.0.1' }, (info) =>
      done(`http://127.0.0.1:${info.port}`),
    )
  })
})

after(async () => {
  await browser.close()
  await new Promise((done) => server.close(done))
})

async function onPhone(
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<BrowserContext> {
  return browser.newContext({ viewport: phone, ...options })
}

async function stored(round: OpenRound) {
  const { rows } = await system.owner.query(
    'SELECT id, participant_id, statement_id, value FROM listening.response WHERE round_id = $1',
    [round.id],
  )
  return rows as { id: string; participant_id: string; statement_id: string; value: number }[]
}

async function fitsAndIsClean(page: Page, what: string): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(wide <= phone.width, `${what} is ${wide} pixels wide`)
}

async function accessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  assert.deepEqual(
    violations.map(
      (each) =>
        `${each.id}: ${each.nodes
          .map((node) => node.html)
          .join(' ')
          .slice(0, 300)}`,
    ),
    [],
    what,
  )
}

describe('taking part on a phone', () => {
  test('without JavaScript, from the door to the last answer', async () => {
    const round = await openRound(system)
    const context = await onPhone({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${site}/r/${round.code}`)
    await page.getByRole('button', { name: 'Start' }).click()
    for (const [index, name] of ['Agree', 'Disagree', 'Not sure', 'Agree', 'Agree'].entries()) {
      if (index === 0) await page.getByLabel('This matters a lot to me').check()
      await page.getByRole('button', { name, exact: true }).click()
      await page.getByText('Saved.', { exact: true }).waitFor()
    }
    await page.getByRole('heading', { name: 'You have answered everything' }).waitFor()
    await page.getByRole('link', { name: 'What I said' }).click()
    assert.equal(await page.getByText('Agree', { exact: true }).count(), 3)
    assert.equal((await stored(round)).length, 5)
    await context.close()
  })

  test('with JavaScript, without signal for a while: kept, then sent, exactly once', async () => {
    const round = await openRound(system)
    const context = await onPhone()
    const page = await context.newPage()
    await page.goto(`${site}/r/${round.code}`)
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('button', { name: 'Agree', exact: true }).click()
    await page.getByText('Saved.', { exact: true }).waitFor()
    assert.equal((await stored(round)).length, 1)

    await context.setOffline(true)
    const seen = new Set([await page.locator('#statement').textContent()])
    for (let kept = 1; kept <= 3; kept += 1) {
      await page.getByRole('button', { name: 'Disagree' }).click()
      await page
        .getByText(
          kept === 1
            ? 'Waiting for signal: 1 answer kept on this phone'
            : `Waiting for signal: ${kept} answers kept on this phone`,
        )
        .waitFor()
      seen.add(await page.locator('#statement').textContent())
    }
    assert.equal(seen.size, 4, 'the next statements were there already')
    assert.equal((await stored(round)).length, 1)

    await context.setOffline(false)
    await page.getByText('Saved.', { exact: true }).waitFor()
    const rows = await stored(round)
    assert.equal(rows.length, 4)
    assert.equal(new Set(rows.map((row) => row.statement_id)).size, 4)
    assert.equal(new Set(rows.map((row) => row.participant_id)).size, 1)
    await page.getByRole('button', { name: 'Not sure' }).click()
    await page.getByRole('heading', { name: 'You have answered everything' }).waitFor()
    assert.equal((await stored(round)).length, 5)
    await context.close()
  })

  test('answers kept when the page is closed are sent when it is opened again', async () => {
    const round = await openRound(system)
    const context = await onPhone({ serviceWorkers: 'block' })
    const page = await context.newPage()
    await page.goto(`${site}/r/${round.code}`)
    await page.getByRole('button', { name: 'Start' }).click()
    // The server is out of reach for this page alone, so that nothing but the page could send.
    await page.route('**/responses', (route) => route.abort())
    await page.getByRole('button', { name: 'Agree', exact: true }).click()
    await page.getByText('Waiting for signal: 1 answer').waitFor()
    await page.close()
    assert.equal((await stored(round)).length, 0)
    const again = await context.newPage()
    await again.goto(`${site}/r/${round.code}/respond`)
    await again.getByText('Saved.', { exact: true }).waitFor()
    assert.equal((await stored(round)).length, 1)
    await context.close()
  })

  test('a page of ours is shown when the signal goes altogether', async () => {
    const round = await openRound(system)
    const context = await onPhone()
    const page = await context.newPage()
    await page.goto(`${site}/r/${round.code}`)
    await page.getByRole('button', { name: 'Start' }).click()
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.reload()
    await context.setOffline(true)
    await page.goto(`${site}/r/${round.code}/mine`).catch(() => undefined)
    await page.getByRole('heading', { name: 'No signal' }).waitFor()
    await context.close()
  })

  test('by keyboard alone', async () => {
    const round = await openRound(system, { statements: ['One', 'Two'] })
    const context = await onPhone()
    const page = await context.newPage()
    await page.goto(`${site}/r/${round.code}`)
    const reach = async (name: string) => {
      for (let presses = 0; presses < 40; presses += 1) {
        const focused = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
        if (focused === name) return
        await page.keyboard.press('Tab')
      }
      assert.fail(`${name} cannot be reached by Tab`)
    }
    await reach('Start')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/respond')
    await reach('Disagree')
    await page.keyboard.press('Enter')
    await page.getByText('Saved.', { exact: true }).waitFor()
    // The next statement is where the reader is, so that it is heard and the answers come next.
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'statement')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.getByRole('heading', { name: 'You have answered everything' }).waitFor()
    assert.deepEqual(
      (await stored(round)).map((row) => row.value).sort((a, b) => a - b),
      [-1, 1],
    )
    await context.close()
  })

  test('a helper’s turn ends visibly, and “back” shows nothing of it', async () => {
    const round = await openRound(system)
    const context = await onPhone()
    const page = await context.newPage()
    await page.goto(`${site}/r/${round.code}/helper`)
    await page.getByRole('button', { name: 'Start a turn' }).click()
    await page.getByText('This is your turn.').waitFor()
    await page.getByRole('button', { name: 'Agree', exact: true }).click()
    await page.getByText('Saved.', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'That is enough for now' }).click()
    await page.getByText('My answers').waitFor()
    await page.getByRole('button', { name: 'I have finished' }).click()
    await page.getByRole('heading', { name: 'Your turn has ended' }).waitFor()
    for (let i = 0; i < 3; i += 1) {
      await page.goBack().catch(() => undefined)
      assert.equal(await page.getByText('My answers').count(), 0)
      assert.equal(await page.getByText('This is your turn.').count(), 0)
    }
    await context.close()
  })

  for (const language of ['en', 'cy', 'ur'])
    test(`every page passes axe and fits 360 pixels (${language})`, async () => {
      const round = await openRound(system, {
        languages: ['en', 'cy', 'ur'],
        translations: { ur: urdu },
      })
      const context = await onPhone()
      const page = await context.newPage()
      await page.goto(`${site}/r/${round.code}?lang=${language}`)
      await accessible(page, 'the door')
      await fitsAndIsClean(page, 'the door')
      await page.locator('.govuk-button--start').first().click()
      await page.locator('#statement').waitFor()
      await accessible(page, 'respond')
      await fitsAndIsClean(page, 'respond')
      const shots = process.env['SCREENSHOTS']
      if (shots) await page.screenshot({ path: `${shots}/respond-${language}.png`, fullPage: true })
      await page.locator('.choice').first().click()
      await page.locator('#saved:not(:empty)').waitFor()
      for (const part of [
        'say',
        'tell',
        'about-you',
        'follow',
        'mine',
        'mine?ask=withdraw',
        'helper',
      ]) {
        await page.goto(`${site}/r/${round.code}/${part}`)
        await accessible(page, part)
        await fitsAndIsClean(page, part)
        if (shots)
          await page.screenshot({
            path: `${shots}/${part.replace('?', '-')}-${language}.png`,
            fullPage: true,
          })
      }
      await page.goto(`${site}/thread/code`)
      await accessible(page, 'private code')
      await context.close()
    })
})
