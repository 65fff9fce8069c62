import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moderatedRound } from '../../test/moderated-round.ts'
import { testSystem } from '../../test/database.ts'
import { visitor } from '../../test/visitor.ts'
import { newId } from '../platform/ids.ts'
import { createWeb } from './web.ts'

const system = await testSystem()
const web = createWeb(system)
const directions = { en: 'ltr', cy: 'ltr', ur: 'rtl' } as const
type Language = keyof typeof directions
const all = Object.keys(directions) as Language[]

// A partnership that speaks Welsh and nothing else, with a statement in Welsh.
const round = await moderatedRound(system, { languages: ['cy'], moderation: 'after' })
const statement = newId(system.clock.now())
const words = 'Mae angen lle cynnes i eistedd heb dalu.'
await system.owner.query(
  `INSERT INTO listening.statement (id, round_id, number, text, language, source, channel, status, submitted_at, published_at)
   VALUES ($1, $2, 1, $3, 'cy', 'starting', 'screen', 'published', $4, $4)`,
  [statement, round.id, words, system.clock.now()],
)
await system.owner.query(
  `INSERT INTO platform.thread_node (id, partnership_id, kind, at) VALUES ($1, $2, 'statement', $3)`,
  [statement, round.partnership, system.clock.now()],
)
await system.owner.query(
  `UPDATE partnerships.partnership SET purpose = 'Byw yn dda yma.' WHERE id = $1`,
  [round.partnership],
)

const within = `/in/${round.place.slug}`
const residents = [
  '/',
  within,
  `${within}/rounds`,
  `${within}/came-out`,
  `${within}/record`,
  `${within}/insights`,
  `/r/${round.code}`,
  `/r/${round.code}/respond`,
  `/r/${round.code}/say`,
  `/r/${round.code}/tell`,
  `/r/${round.code}/about-you`,
  `/r/${round.code}/follow`,
  `/r/${round.code}/mine`,
  `/r/${round.code}/mine/receipt`,
  `/r/${round.code}/worried`,
  `/rounds/${round.id}/results`,
  `/rounds/${round.id}/results/statements/1`,
  `/rounds/${round.id}/record`,
  `/rounds/${round.id}/export`,
  `/thread/${statement}`,
  `/thread/${statement}/text`,
]
const organisers = [
  `${within}/members`,
  `${within}/settings`,
  `${within}/rounds/new`,
  ...['manage', 'words', 'settings', 'statements', 'about-questions', 'print', 'batches'].map(
    (page) => `/rounds/${round.id}/${page}`,
  ),
  ...['moderation', 'appeals', 'bans', 'answers', 'themes', 'closure'].map(
    (page) => `/rounds/${round.id}/${page}`,
  ),
]

const spoken = (page: string) => /<html lang="(\w+)" dir="(\w+)"/.exec(page)!.slice(1)

async function readsEverything(language: Language, reader: ReturnType<typeof visitor>) {
  await reader.post(`/r/${round.code}/start`)
  for (const path of residents) {
    const page = await reader.page(path)
    assert.deepEqual(spoken(page), [language, directions[language]], path)
    for (const each of all) assert.match(page, new RegExp(`hreflang="${each}"`), path)
    const main = /<main[\s\S]*<\/main>/.exec(page)![0]
    if (language === 'cy') continue
    // The partnership's words are in its own language, and say so: with their direction.
    const own = main.indexOf(words)
    if (own < 0) continue
    const before = main.slice(0, own)
    assert.match(
      before.slice(before.lastIndexOf('<')),
      /lang="cy" dir="(ltr|auto)"/,
      `${path}: ${before.slice(-200)}`,
    )
  }
}

for (const language of all) {
  test(`a reader whose browser asks for ${language} reads every page in it`, () =>
    readsEverything(language, visitor(web, { language })))

  test(`a choice of ${language} goes before what the browser asks for, and is kept`, async () => {
    const reader = visitor(web, { language: language === 'en' ? 'cy' : 'en' })
    await reader.get(`/r/${round.code}?lang=${language}`)
    await readsEverything(language, reader)
  })

  test(`a member who reads ${language} has organisers’ pages in it where they are whole in it`, async () => {
    const member = visitor(web, { language })
    const [{ email }] = [round.place.chair]
    await member.signIn(system, email)
    await system.owner.query('UPDATE people.person SET language = $1 WHERE id = $2', [
      language,
      round.place.chair.person,
    ])
    const whole = language === 'ur' ? 'en' : language
    for (const path of organisers) {
      const response = await member.get(path)
      if (response.status === 403) continue
      const page = await response.text()
      assert.equal(response.status, 200, path)
      assert.deepEqual(spoken(page), [whole, 'ltr'], path)
      assert.match(page, new RegExp(`hreflang="${whole}"[^>]* aria-current="true"`), path)
      assert.doesNotMatch(page, /hreflang="ur"/, path)
    }
    assert.deepEqual(spoken(await member.page(`/rounds/${round.id}/results`)), [
      language,
      directions[language],
    ])
  })
}
