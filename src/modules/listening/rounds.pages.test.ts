import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { describe, test } from 'node:test'
import { anonymous } from '../../platform/actor.ts'
import type { Visit } from '../../platform/web/index.ts'
import { words } from '../../ui/words/index.ts'
import { createWeb } from '../../app/web.ts'
import { partnershipById } from '../partnerships/index.ts'
import { testSystem } from '../../../test/database.ts'
import { neighbours } from '../../../test/neighbours.ts'
import { openRound } from '../../../test/open-round.ts'
import { visitor } from '../../../test/visitor.ts'
import { wordsForAct } from './record-words.pages.ts'
import { closedRoundsSection, openRoundsSection } from './rounds.pages.ts'

const system = await testSystem()
const web = createWeb(system)
const visit: Visit = {
  actor: anonymous,
  language: 'en',
  theme: 'system',
  textSize: 'ordinary',
  path: '/',
  address: '',
}

describe('the rounds of a partnership', () => {
  test('none yet: a stranger is told so, an organiser is shown how to begin', async () => {
    const place = await neighbours(system)
    const stranger = await visitor(web).page(`/in/${place.slug}/rounds`)
    assert.match(stranger, /Nothing has been asked here yet/)
    assert.doesNotMatch(stranger, /Start a round/)
    const chair = visitor(web)
    await chair.signIn(system, place.chair.email)
    assert.match(await chair.page(`/in/${place.slug}/rounds`), /rounds\/new/)
  })

  test('stand under open, opening soon and closed, by the clock', async () => {
    const day = 86_400_000
    const now = system.clock.now().getTime()
    const open = await openRound(system, { closesAt: new Date(now + day) })
    const page = async () => visitor(web).page(`/in/${open.slug}/rounds`)
    assert.match(await page(), /Open until <time[^>]*>3 March 2026/)
    system.clock.advance(day + 1)
    assert.match(await page(), /Closed on <time[^>]*>3 March 2026/)
    assert.match(await page(), new RegExp(`/rounds/${open.id}/results`))
    const later = await openRound(system, { opensAt: new Date(now + 9 * day) })
    assert.match(
      await visitor(web).page(`/in/${later.slug}/rounds`),
      /Opens on <time[^>]*>11 March 2026/,
    )
    assert.equal((await visitor(web).get('/in/nowhere/rounds')).status, 404)
  })

  test('show on the partnership’s pages while open and once closed', async () => {
    const open = await openRound(system, {
      closesAt: new Date(system.clock.now().getTime() + 1000),
    })
    const partnership = (await partnershipById(system.db, open.partnership))!
    assert.match(
      String(await openRoundsSection(system, partnership, visit)),
      new RegExp(`/r/${open.code}`),
    )
    assert.equal(await closedRoundsSection(system, partnership, visit), null)
    system.clock.advance(2000)
    assert.equal(await openRoundsSection(system, partnership, visit), null)
    assert.match(String(await closedRoundsSection(system, partnership, visit)), /results/)
  })
})

describe('the public record', () => {
  test('has words for every act that this module records', () => {
    const folder = new URL('.', import.meta.url)
    const sources = readdirSync(folder)
      .filter((name) => name.endsWith('.actions.ts'))
      .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    const acts = sources.flatMap((source) =>
      [...source.matchAll(/\bact: '([a-z-]+)'/g)].map((found) => found[1]!),
    )
    assert.ok(acts.length > 10)
    for (const act of [
      ...acts,
      'statement-removed',
      'testimony-removed',
      'theme-made',
      'statement-answered',
    ])
      assert.ok(wordsForAct[act], `no words for ${act}`)
  })

  test('says an opening by its question, in the reader’s language, as words and never as markup', () => {
    const say = wordsForAct['round-opened']
    assert.ok(typeof say === 'function')
    const body = {
      code: 'ABCD-EFGH',
      questions: { en: 'Is <b>this</b> safe?', cy: 'Ydy hyn yn ddiogel?' },
    }
    const act = { act: 'round-opened' } as Parameters<typeof say>[0]
    assert.match(String(say(act, body, words('en'))), /href="\/r\/ABCD-EFGH">Is &lt;b&gt;this/)
    assert.match(String(say(act, body, words('cy'))), /Ydy hyn yn ddiogel\?/)
    assert.match(String(say(act, body, words('ur'))), /lang="en"/)
  })
})
