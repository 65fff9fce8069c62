// Every page of the running site, as somebody without an account, as a neighbour who takes part and
// as a member with every role sees it: no broken link, no fault that axe can find, nothing wider than
// a small phone, in every language that the page is offered in, with scripts and without.
// Long because it is one walk: who walks, what they leave behind them, and what every page must be.
// For looking at by eye: LOOK names a folder for pictures of all that it sees.

import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join as joined } from 'node:path'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { getRequestListener } from '@hono/node-server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { loadDemonstration } from '../../src/app/demo/index.ts'
import { createWeb } from '../../src/app/web.ts'
import { join } from '../../src/modules/partnerships/index.ts'
import { system as asSystem } from '../../src/platform/actor.ts'
import { transaction } from '../../src/platform/database/index.ts'
import { launch } from '../browser.ts'
import { testSystem } from '../database.ts'
import { visitor } from '../visitor.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const roles = ['chair', 'facilitator', 'moderator', 'keyer', 'safeguarding', 'member'] as const
const smallPhone = { width: 320, height: 640 }
const direction = { en: 'ltr', cy: 'ltr', ur: 'rtl' } as const
type Language = keyof typeof direction
type Visitor = ReturnType<typeof visitor>

const system = await testSystem()
const web = createWeb(system)
const server = createServer(
  getRequestListener(web.fetch as Parameters<typeof getRequestListener>[0]) as Parameters<
    typeof createServer
  >[1],
)
const stranger = visitor(web)
const neighbour = visitor(web)
const member = visitor(web)

let browser: Browser
let site = ''
/** Where the neighbour takes part. */
let taking = ''
/** Ids and codes of rounds, by what state the round is in: pages differ by it. */
const states = new Map<string, string>()

before(async () => {
  await loadDemonstration(system, () => undefined)
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launch()
  await joinBoth()
  await takePart()
  await organise()
  await nameStates()
})

after(async () => {
  await browser?.close()
  await new Promise((done) => server.close(done))
})

/** Somebody who belongs to both partnerships, which here speak every language, so that each page is seen in each. */
async function joinBoth(): Promise<void> {
  const person = await member.signIn(system, 'organiser@example.org')
  const { rows } = await system.owner.query<{ id: string }>(
    "UPDATE partnerships.partnership SET languages = '{en,cy,ur}' RETURNING id",
  )
  for (const { id } of rows)
    await transaction(system.db, asSystem('test'), system.clock.now(), (trx) =>
      join(trx, { partnership: id, person, standing: 'resident', organisation: null, roles }),
    )
}

async function nameStates(): Promise<void> {
  const { rows } = await system.owner.query<{ id: string; code: string; state: string }>(
    `SELECT round.id, round.code, CASE WHEN closure.round_id IS NOT NULL THEN 'closed' WHEN opening.round_id IS NULL THEN 'draft' ELSE 'open' END AS state
    FROM listening.round LEFT JOIN listening.opening ON opening.round_id = round.id LEFT JOIN listening.closure ON closure.round_id = round.id`,
  )
  for (const { id, code, state } of rows) states.set(id, state).set(code, state)
}

async function sent(as: Visitor, path: string, fields: Record<string, string | string[]>) {
  const response = await as.post(path, fields)
  assert.equal(
    response.status,
    303,
    `POST ${path}: ${/<main[\s\S]*/.exec(await response.text())?.[0].slice(0, 1200)}`,
  )
  return response.headers.get('location') ?? ''
}

const idIn = (address: string) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(address)![0]

/** A neighbour answers, says something of their own, tells, follows and is worried: so that no page is empty. */
async function takePart(): Promise<void> {
  const { rows } = await system.owner.query<{ code: string }>(
    `SELECT code FROM listening.round JOIN listening.opening ON opening.round_id = round.id
    JOIN partnerships.partnership ON partnership.id = partnership_id AND slug = 'harrow-lane'
    WHERE NOT EXISTS (SELECT FROM listening.closure WHERE closure.round_id = round.id)`,
  )
  const at = (taking = `/r/${rows[0]!.code}`)
  await sent(neighbour, `${at}/start`, {})
  const page = await neighbour.page(`${at}/respond`)
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page)![1]!
  await sent(neighbour, `${at}/responses`, {
    response: field('response'),
    statement: field('statement'),
    value: '1',
  })
  const words = ['Ask Mrs Harriet Jones of 12 Mill Street about it, on 07700 900123.']
  words.push('A bench halfway up the hill would let me walk to the shops again.')
  for (const text of words) await neighbour.post(`${at}/say`, { text, anyway: 'yes' })
  for (const text of ['My son Peter is on 07700 900123.', 'I cannot sleep since the fire.'])
    await neighbour.post(`${at}/tell`, { text, publish: 'yes' })
  const { rows: said } = await system.owner.query<{ status: string }>(
    `SELECT status FROM listening.statement WHERE author_participant_id IS NOT NULL
    UNION ALL SELECT status FROM listening.testimony WHERE text LIKE '%07700%'`,
  )
  assert.deepEqual(said.map((each) => each.status).sort(), ['held', 'held', 'published'])
  await sent(stranger, `${at}/worried`, { text: 'My neighbour has stopped eating.' })
}

/** A member drafts a round, invites, keys a batch and takes something down: what members do. */
async function organise(): Promise<void> {
  await sent(member, '/in/harrow-lane/rounds/new', {
    language: 'en',
    question: 'What should the library be open for?',
    reason: 'The council asks us in June.',
    use: 'We answer every statement.',
    invited: 'Everyone who lives here.',
    languages: ['en', 'cy'],
    moderation: 'before',
  })
  await sent(member, '/in/harrow-lane/invitations', { standing: 'resident', uses: '3', days: '7' })
  const { rows } = await system.owner.query<{ id: string; statement: string }>(
    `SELECT round.id, statement.id AS statement FROM listening.round JOIN listening.statement ON round_id = round.id AND statement.source = 'participant'
    JOIN partnerships.partnership ON partnership.id = partnership_id AND slug = 'harrow-lane'
    WHERE NOT EXISTS (SELECT FROM listening.closure WHERE closure.round_id = round.id) ORDER BY statement.submitted_at DESC LIMIT 1`,
  )
  const { id: round, statement } = rows[0]!
  await sent(member, `/rounds/${round}/moderation/statement/${statement}/decisions`, {
    outcome: 'removed',
    reason: 'off-topic',
    note: 'It is about another place.',
  })
  await neighbour.post(`/r/${await codeOf(round)}/mine/appeals/${statement}`, {
    text: 'It is this very hill.',
  })
  const batch = idIn(
    (
      await sent(member, `/rounds/${round}/batches`, {
        name: 'Laundrette box',
        channel: 'paper',
        'given-day': '1',
        'given-month': '3',
        'given-year': '2026',
      })
    ).replace(round, ''),
  )
  const keying = `/rounds/${round}/batches/${batch}/keying/1`
  await sent(member, keying, { do: 'fresh' })
}

const codeOf = async (round: string) =>
  String(
    (await system.owner.query('SELECT code FROM listening.round WHERE id = $1', [round])).rows[0]
      .code,
  )

// ---- The crawl: in the program itself, without a browser ------------------------------------------

type Found = { path: string; pattern: string; from: string; status: number; html: string }

const notPages = /^\/(assets|patterns|sign-out|metrics|health|ready)\b/

/** What an address is an example of. Two partnerships' fronts are the same page; two rounds' are not. */
function patternOf(path: string): string {
  const [where = '', query = ''] = path.split('?')
  const segments = where.split('/').map((part, index, all) => {
    const state = states.get(part)
    if (state) return `{${state}}`
    if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(part)) return '{id}'
    if (/^[0-9A-Z]{4}(-[0-9A-Z]{4})+$/.test(part)) return '{code}'
    if (/^\d+$/.test(part)) return '{number}'
    if (all[index - 1] === 'in') return '{slug}'
    return part
  })
  const names = [...new URLSearchParams(query).keys()].filter((name) => name !== 'lang').sort()
  return segments.join('/') + (names.length > 0 ? `?${names.join('&')}` : '')
}

function withoutLanguage(address: string): string {
  const url = new URL(address, 'http://here.invalid')
  url.searchParams.delete('lang')
  return url.pathname + url.search
}

function linksOf(html: string, base: string): string[] {
  return [...html.matchAll(/<a\s[^>]*?href="([^"]*)"/g)].flatMap(([, href]) => {
    const url = new URL(href!.replaceAll('&amp;', '&'), `http://here.invalid${base}`)
    if (url.host !== 'here.invalid' || !url.protocol.startsWith('http')) return []
    return [withoutLanguage(url.pathname + url.search)]
  })
}

/** Follows every link breadth-first; goes on from the first page of each pattern only. */
async function crawl(as: Visitor, starts: readonly string[]): Promise<Found[]> {
  const waiting = starts.map((path) => ({ path, from: 'the start' }))
  const asked = new Set(starts)
  const read = new Set<string>()
  const found: Found[] = []
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { path, from } = next
    const pattern = patternOf(path)
    let response = await as.get(path)
    let at = path
    for (let hops = 0; response.status >= 300 && response.status < 400 && hops < 4; hops += 1) {
      at = response.headers.get('location')!
      response = await as.get(at)
    }
    // What a redirect leads to is looked at once, under its own address.
    const landed = at === path ? pattern : patternOf(at)
    const again = read.has(pattern) || (at !== path && read.has(landed))
    const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false
    const html = isPage ? await response.text() : (await response.body?.cancel(), '')
    const shown = at === path ? path : withoutLanguage(at)
    found.push({
      path: shown,
      pattern: landed,
      from,
      status: response.status,
      html: again ? '' : html,
    })
    if (again) continue
    read.add(pattern).add(landed)
    for (const link of linksOf(html, at))
      if (!asked.has(link) && !notPages.test(link)) {
        asked.add(link)
        waiting.push({ path: link, from: path })
      }
  }
  return found
}

const pagesOf = (found: readonly Found[]) => found.filter((each) => each.html !== '')

function assertNoneBroken(found: readonly Found[]): void {
  assert.deepEqual(
    found
      .filter((each) => each.status !== 200)
      .map((each) => `${each.path} answers ${each.status}, from ${each.from}`),
    [],
  )
}

// ---- The look: in a browser -----------------------------------------------------------------------

type Look = {
  as: Visitor
  language: Language
  scripts?: boolean
  theme?: 'dark' | 'contrast'
  viewport?: { width: number; height: number }
  /** Pages of refusals are called by what was refused, wherever they stand. */
  failing?: boolean
  /** Colours are the same in every language, looked at once; members' pages are built the same too. */
  axe?: 'all' | 'without colours' | 'no'
}

async function contextFor(look: Look): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: look.viewport ?? smallPhone,
    serviceWorkers: 'block',
    ...(look.theme === 'dark' ? { colorScheme: 'dark' as const } : {}),
  })
  const cookies = [...look.as.cookies].filter(([name]) => name !== 'choices')
  cookies.push(['choices', `${look.language}.${look.theme ?? 'system'}.ordinary`])
  await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: site })))
  // As with JavaScript off, but for axe: the policy lets no other script in.
  if (look.scripts === false)
    await context.route('**/*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: '' }),
    )
  return context
}

/** Looks at pages two at a time, since a browser has more than one process. */
async function lookAt(paths: readonly string[], look: Look): Promise<void> {
  const context = await contextFor(look)
  const faults: string[] = []
  const titles = new Map<string, string>()
  const waiting = [...paths]
  await Promise.all(
    [1, 2].map(async () => {
      const page = await context.newPage()
      const said: string[] = []
      page.on('console', (message) => {
        const text = message.text()
        if (message.type() !== 'error' && message.type() !== 'warning') return
        if (!text.includes('blocked by Playwright')) said.push(text)
      })
      page.on('pageerror', (error) => said.push(error.message))
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        said.length = 0
        const response = await page.goto(site + path)
        if (!response?.headers()['content-type']?.startsWith('text/html')) continue
        for (const fault of await faultsOn(page, path, look, titles))
          faults.push(`${path} (${look.language}): ${fault}`)
        if ((response?.status() ?? 200) < 400)
          for (const line of said) faults.push(`${path}: the console says: ${line}`)
      }
    }),
  )
  await context.close()
  assert.deepEqual(faults, [])
}

async function faultsOn(
  page: Page,
  path: string,
  look: Look,
  titles: Map<string, string>,
): Promise<string[]> {
  const faults: string[] = []
  const seen = await page.evaluate(inspect)
  if (seen.lang !== look.language) faults.push(`its language is ${seen.lang}`)
  if (seen.dir !== direction[look.language]) faults.push(`its direction is ${seen.dir}`)
  if (seen.wide.length > 0) faults.push(`wider than the screen: ${seen.wide.join(', ')}`)
  if (seen.unnamed.length > 0) faults.push(`controls without a name: ${seen.unnamed.join(', ')}`)
  if (seen.stuck.length > 0) faults.push(`forms that nothing sends: ${seen.stuck.join(', ')}`)
  if (seen.keys.length > 0) faults.push(`keys in place of words: ${seen.keys.join(', ')}`)
  const other = titles.get(seen.title)
  if (other !== undefined && !samePlace(other, path) && !look.failing)
    faults.push(`its title, “${seen.title}”, is that of ${other} too`)
  titles.set(seen.title, path)
  if (look.axe !== 'no') faults.push(...(await axeOn(page, look.axe !== 'without colours')))
  const pictures = process.env['LOOK']
  if (pictures) {
    mkdirSync(pictures, { recursive: true })
    const width = (look.viewport ?? smallPhone).width
    const who = look.as === member ? 'member' : look.as === neighbour ? 'neighbour' : 'stranger'
    const name = `${who}-${look.language}-${look.theme ?? 'light'}-${width}${patternOf(path).replace(/[^a-z0-9]+/gi, '-')}.png`
    await page.screenshot({ path: joined(pictures, name), fullPage: true })
  }
  return faults
}

async function axeOn(page: Page, colours: boolean): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(rules)
    .setLegacyMode()
  if (!colours) axe.disableRules(['color-contrast', 'link-in-text-block'])
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => {
    const where = nodes.map((node) => node.html).join(' ')
    return `axe: ${id}: ${where.slice(0, 400)}`
  })
}

/** Two rounds' pages, or a page and its variants (a filter, a page of a list), may share a title. */
const samePlace = (a: string, b: string) => placeOf(a) === placeOf(b)
const placeOf = (path: string) =>
  patternOf(path)
    .split('?')[0]!
    .replace(/\{(open|closed|draft)\}/g, '{round}')

/** Run inside the page. */
function inspect() {
  const root = document.documentElement
  const named = (element: Element) =>
    `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''}.${(element.getAttribute('class') ?? '').slice(0, 60)}`
  const wide =
    root.scrollWidth > root.clientWidth
      ? [...document.querySelectorAll('body *')]
          .filter((element) => {
            const box = element.getBoundingClientRect()
            return box.right > root.clientWidth + 1 || box.left < -1
          })
          .filter((element) => !element.closest('.govuk-visually-hidden, .table-frame'))
          .slice(0, 4)
          .map((element) => `${named(element)} “${element.textContent?.trim().slice(0, 40)}”`)
          .concat(`${root.scrollWidth} px`)
      : []
  const controls = document.querySelectorAll<HTMLInputElement>(
    'main input:not([type=hidden]), main select, main textarea, main button',
  )
  const unnamed = [...controls]
    .filter((control) => {
      const labels = [...(control.labels ?? [])].map((label) => label.textContent?.trim())
      const text = control.tagName === 'BUTTON' ? control.textContent?.trim() : ''
      return (
        !labels.join('') &&
        !text &&
        !control.getAttribute('aria-label') &&
        !control.getAttribute('aria-labelledby')
      )
    })
    .map(named)
  const stuck = [...document.querySelectorAll('main form')]
    .filter(
      (form) =>
        !form.closest('[hidden]') &&
        !form.querySelector('button:not([type=button]), input[type=submit]'),
    )
    .map(named)
  const text = document.querySelector('main')?.textContent ?? ''
  const keys =
    text.match(
      /\b(?:app|ui|people|places|partnerships|listening|respond|paper|moderation|results)\.[a-z][a-z-]*\.[a-z.-]+\b/g,
    ) ?? []
  return {
    lang: root.lang,
    dir: root.dir || 'ltr',
    title: document.title,
    wide,
    unnamed,
    stuck,
    keys,
  }
}

// ---- The tests ------------------------------------------------------------------------------------

const starts = [
  '/',
  '/in/harrow-lane',
  '/record',
  '/join',
  '/sign-in',
  '/partnerships',
  '/neighbourhoods',
]
const seen: Record<'public' | 'taking' | 'own', Found[]> = { public: [], taking: [], own: [] }
const paths = (which: keyof typeof seen) => seen[which].map((each) => each.path)

/** The page's own part: the same page with somebody's name in its frame is not looked at again. */
const mainOf = (html: string) => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html
function newAmong(found: readonly Found[], known: readonly Found[]): Found[] {
  const mains = new Set(known.map((each) => mainOf(each.html)))
  return pagesOf(found).filter((each) => !mains.has(mainOf(each.html)))
}

test('no link is broken: for a visitor, somebody who takes part, and a member with every role', async (t) => {
  const visited = await crawl(stranger, starts)
  assertNoneBroken(visited)
  seen.public = pagesOf(visited)
  const took = await crawl(neighbour, [taking, `${taking}/respond`, `${taking}/mine`, '/'])
  assertNoneBroken(took)
  seen.taking = newAmong(took, seen.public)
  const held = await crawl(member, ['/', '/you', ...starts])
  assertNoneBroken(held)
  seen.own = newAmong(held, seen.public)
  const found = Object.entries(seen).map(([who, pages]) => `${pages.length} ${who}`)
  t.diagnostic(`pages: ${found.join(', ')}`)
  assert.ok(
    seen.public.length > 25 && seen.taking.length > 5 && seen.own.length > 40,
    String(found),
  )
})

test('public pages in English', () => lookAt(paths('public'), { as: stranger, language: 'en' }))
test('public pages in Welsh, without scripts', () =>
  lookAt(paths('public'), { as: stranger, language: 'cy', scripts: false, axe: 'without colours' }))
test('public pages in Urdu, from right to left', () =>
  lookAt(paths('public'), { as: stranger, language: 'ur', axe: 'without colours' }))
test('taking part in English', () => lookAt(paths('taking'), { as: neighbour, language: 'en' }))
test('taking part in Welsh', () =>
  lookAt(paths('taking'), { as: neighbour, language: 'cy', axe: 'without colours' }))
test('taking part in Urdu, without scripts', () =>
  lookAt(paths('taking'), {
    as: neighbour,
    language: 'ur',
    scripts: false,
    axe: 'without colours',
  }))
test('members’ pages in English', () => lookAt(paths('own'), { as: member, language: 'en' }))
test('members’ pages in Welsh, without scripts', () =>
  lookAt(paths('own'), { as: member, language: 'cy', scripts: false, axe: 'no' }))

test('in dark and in high contrast, on a desk', async () => {
  const desk = { width: 1100, height: 800 }
  const sample =
    /^\/$|\/came-out$|results(\/statements\/\{number\})?$|thread\/\{id\}$|\/in\/\{slug\}$/
  const shown = seen.public.filter((each) => sample.test(each.pattern)).map((each) => each.path)
  assert.ok(shown.length > 4)
  await lookAt(shown, { as: stranger, language: 'en', theme: 'dark', viewport: desk })
  await lookAt(paths('taking').slice(0, 4), { as: neighbour, language: 'ur', theme: 'dark' })
  // What somebody has chosen for themselves goes before what their browser remembers.
  await system.owner.query("UPDATE people.person SET theme = 'contrast'")
  const work = seen.own.filter((each) =>
    /manage$|moderation$|keying|settlement|safeguarding/.test(each.pattern),
  )
  await lookAt(
    work.map((each) => each.path),
    { as: member, language: 'en', theme: 'contrast', viewport: desk },
  )
})

test('what goes wrong is said on a page that is as good as any', async () => {
  const [draft] = [...states].filter(([, state]) => state === 'draft').map(([id]) => id)
  const nobody = visitor(web)
  await nobody.signIn(system, 'somebody@example.org')
  const wrong: [Visitor, string, number][] = [
    [stranger, '/nothing/here', 404],
    [stranger, '/in/no-such-place', 404],
    [stranger, '/thread/00000000-0000-7000-8000-000000000000', 404],
    [nobody, '/in/harrow-lane/members', 403],
    [nobody, `/rounds/${draft}/manage`, 404],
  ]
  for (const [as, path, status] of wrong) assert.equal((await as.get(path)).status, status, path)
  const of = (who: Visitor) => wrong.filter(([as]) => as === who).map(([, path]) => path)
  await lookAt(of(nobody), { as: nobody, language: 'en', failing: true })
  for (const language of ['en', 'cy', 'ur'] as const)
    await lookAt(of(stranger), { as: stranger, language, failing: true })
  const asked = await stranger.get('/in/harrow-lane/members')
  assert.equal(asked.status, 303)
  assert.match(asked.headers.get('location')!, /^\/sign-in\?to=/)
})

test('a form sent empty says what is missing, at the top and at the field', async () => {
  const open = [...states].find(([id, state]) => state === 'open' && id.length === 9)![0]
  const forms: [Visitor, string][] = [
    [stranger, '/sign-in'],
    [stranger, '/join'],
    [neighbour, `/r/${open}/say`],
    [neighbour, `/r/${open}/tell`],
    [neighbour, `/r/${open}/follow`],
    [member, '/partnerships/new'],
    [member, '/organisations/new'],
    [member, '/neighbourhoods/new'],
    [member, '/in/harrow-lane/rounds/new'],
  ]
  const faults: string[] = []
  const pages = new Map<Visitor, Page>()
  for (const [as, path] of forms) {
    const look: Look = { as, language: 'en', scripts: false }
    const page = pages.get(as) ?? (await (await contextFor(look)).newPage())
    pages.set(as, page)
    await page.goto(site + path)
    await page.evaluate(() => {
      for (const each of document.querySelectorAll('main form'))
        (each as HTMLFormElement).noValidate = true
    })
    await page.locator('main form button:not([type=button]):visible').first().click()
    await page.waitForLoadState()
    const summary = page.locator('.govuk-error-summary a')
    if ((await summary.count()) === 0) faults.push(`${path}: no summary of what is missing`)
    else {
      await summary.first().click()
      const focused = await page.evaluate(() => document.activeElement?.tagName ?? '')
      if (!/INPUT|TEXTAREA|SELECT/.test(focused))
        faults.push(`${path}: its summary leads to ${focused}`)
    }
    for (const fault of await faultsOn(page, path, look, new Map()))
      faults.push(`${path}, sent empty: ${fault}`)
  }
  await Promise.all([...pages.values()].map((page) => page.context().close()))
  assert.deepEqual(faults, [])
})
