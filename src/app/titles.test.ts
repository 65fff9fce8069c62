import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { testSystem } from '../../test/database.ts'
import { visitor } from '../../test/visitor.ts'
import { join } from '../modules/partnerships/index.ts'
import { system as asSystem } from '../platform/actor.ts'
import { transaction } from '../platform/database/index.ts'
import { loadDemonstration } from './demo/index.ts'
import { createWeb } from './web.ts'

const system = await testSystem()
const member = visitor(createWeb(system))
const roles = ['chair', 'facilitator', 'moderator', 'keyer', 'safeguarding', 'member'] as const

/** Every page that a member with every role reaches by links, with its title. */
const titles = new Map<string, string>()
let questions: { id: string; code: string; question: string; partnership: string }[] = []

before(async () => {
  await loadDemonstration(system, () => undefined)
  const person = await member.signIn(system, 'organiser@example.org')
  const { rows } = await system.owner.query<{ id: string }>(
    'SELECT id FROM partnerships.partnership',
  )
  for (const { id } of rows)
    await transaction(system.db, asSystem('test'), system.clock.now(), (trx) =>
      join(trx, { partnership: id, person, standing: 'resident', organisation: null, roles }),
    )
  // A round that reads as one of the demonstration's, in another partnership, and two batches in it.
  await member.post('/in/cwm-derwen/rounds/new', {
    language: 'en',
    question: 'What should the library be open for?',
    reason: 'The council asks us in June.',
    use: 'We answer every statement.',
    invited: 'Everyone who lives here.',
    languages: ['en', 'cy'],
    moderation: 'before',
  })
  questions = (
    await system.owner.query(
      `SELECT round.id, code, question, partnership.name AS partnership FROM listening.round
       JOIN partnerships.partnership ON partnership.id = partnership_id
       JOIN listening.round_text words ON words.round_id = round.id AND words.language = 'en'`,
    )
  ).rows
  const open = questions.filter((each) => each.question !== 'What should the library be open for?')
  for (const { id } of open)
    for (const name of ['Laundrette box', 'Lunch club'])
      await member.post(`/rounds/${id}/batches`, {
        name,
        channel: 'paper',
        'given-day': '1',
        'given-month': '3',
        'given-year': '2026',
      })
  await system.owner.query(`UPDATE people.person SET name = 'Person ' || right(id::text, 6)`)
  await walk(['/', '/you', '/partnerships', '/neighbourhoods'])
})

async function walk(starts: readonly string[]): Promise<void> {
  const waiting = [...starts]
  const asked = new Set(waiting)
  /** So many pages of one kind are as good as all: hundreds of statements have one each. */
  const kinds = new Map<string, number>()
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = path
      .split('?')[0]!
      .replace(/\d+$/, '{number}')
      .replace(/^(\/thread\/)[^/]+/, '$1{id}')
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    if (kinds.get(kind)! > 6) continue
    const response = await member.get(path)
    if (!response.headers.get('content-type')?.startsWith('text/html') || response.status !== 200) {
      await response.body?.cancel()
      continue
    }
    const page = await response.text()
    titles.set(path, /<title>([^<]*)<\/title>/.exec(page)![1]!)
    for (const [, href] of page.matchAll(/<a\s[^>]*?href="([^"#]+)"/g)) {
      const url = new URL(href!.replaceAll('&amp;', '&'), `http://here.invalid${path}`)
      url.searchParams.delete('lang')
      const next = url.pathname + url.search
      if (url.host !== 'here.invalid' || asked.has(next)) continue
      if (/^\/(assets|patterns|sign-in|sign-out|metrics|health|ready)\b|\.(csv|json)$/.test(next))
        continue
      asked.add(next)
      waiting.push(next)
    }
  }
}

/** The same page sorted, filtered or just saved: not another page. */
const variants = [
  'sort',
  'order',
  'direction',
  'live',
  'again',
  'done',
  'saved',
  'published',
  'left',
  'closed',
  'find',
  'page',
  'after',
  'before',
  'from',
  'statement',
  'to',
]
function samePage(path: string): string {
  const url = new URL(path, 'http://here.invalid')
  for (const name of variants) url.searchParams.delete(name)
  // The shelf, and the language, that a page shows when none is asked for.
  if (url.searchParams.get('show') === 'waiting') url.searchParams.delete('show')
  if (url.pathname.endsWith('/words')) url.searchParams.delete('language')
  return url.pathname + url.search
}
const plain = (html: string) =>
  html.replace(
    /&(amp|#39|quot|lt|gt);/g,
    (_, name: string) => ({ amp: '&', '#39': "'", quot: '"', lt: '<', gt: '>' })[name]!,
  )

test('no two pages have one title', () => {
  assert.ok(titles.size > 90, `${titles.size} pages`)
  const first = new Map<string, string>()
  const faults: string[] = []
  for (const [path, title] of titles) {
    const other = first.get(title)
    if (other !== undefined && samePage(other) !== samePage(path))
      faults.push(`${path} and ${other}: ${title}`)
    first.set(title, other ?? path)
  }
  assert.deepEqual(faults, [])
})

test('a page about a round names the round, its partnership and the site', () => {
  const faults: string[] = []
  for (const [path, title] of titles) {
    const round = questions.find(({ id, code }) => path.includes(id) || path.includes(code))
    if (!round) continue
    const named = [round.question.slice(0, 40), round.partnership, 'Common Thread']
    const missing = named.filter((part) => !plain(title).includes(part))
    if (missing.length > 0) faults.push(`${path}: ${title} lacks ${missing.join(' and ')}`)
    if (title.length > 290) faults.push(`${path}: ${title} is long`)
  }
  assert.deepEqual(faults, [])
})

test('a page of a partnership names it', () => {
  const faults = [...titles]
    .filter(([path]) => /^\/in\/(harrow-lane|cwm-derwen)/.test(path))
    .filter(([path, title]) => {
      const name = path.includes('harrow-lane') ? 'Harrow Lane' : 'Cwm Derwen'
      return !plain(title).includes(name)
    })
  assert.deepEqual(faults, [])
})
