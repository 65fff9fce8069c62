// Long because it is one story: from what people once said elsewhere to the answer of those who were
// promised something, on a real Chromium against the real web, with a look at the stored rows after
// every step. It is told twice: of a real conversation at a desk, and of a small invented one on a
// phone without JavaScript, which needs nothing from outside the repository.

import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { getRequestListener } from '@hono/node-server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { tasks } from '../../src/app/worker.ts'
import { verifyRounds } from '../../src/modules/listening/index.ts'
import { verifyLedger } from '../../src/platform/ledger/index.ts'
import { follow } from '../../src/platform/thread/index.ts'
import { foundBoard, type BoardMember } from '../board.ts'
import { launch } from '../browser.ts'
import { testSystem } from '../database.ts'
import { inventedRound } from '../invented-round.ts'
import { visitor } from '../visitor.ts'

type File = { name: string; mimeType: string; buffer: Buffer }
type Told = {
  name: string
  question: string
  source: string
  licence: string
  files: readonly File[]
  viewport: { width: number; height: number }
  scripts: boolean
  /** Who reads the thread at the end: on which screen, with scripts or without; both tellings together have all four. */
  readers: readonly (readonly [{ width: number; height: number }, boolean])[]
  skip: string | false
}

const csv = (name: string, text: string | Buffer): File => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
})

const desk = { width: 1280, height: 900 }
const phone = { width: 360, height: 740 }

const real = join(import.meta.dirname, '../../../shared/data/polis/london.youth.policing')
const polisFiles = ['comments.csv', 'participants-votes.csv', 'votes.csv']

const tellings: readonly Told[] = [
  {
    name: 'a real conversation, at a desk',
    question: 'How should young people be policed?',
    source: 'Published by The Computational Democracy Project: github.com/compdemocracy/openData',
    licence: 'CC BY 4.0',
    files: existsSync(real)
      ? polisFiles.map((name) => csv(name, readFileSync(join(real, name))))
      : [],
    viewport: desk,
    scripts: true,
    readers: [
      [desk, true],
      [phone, false],
    ],
    skip: existsSync(real) ? false : `no real conversation lies at ${real}`,
  },
  {
    name: 'an invented conversation, on a phone without JavaScript',
    question: 'What would help us get about after dark?',
    source: 'Invented for this test',
    licence: 'CC0',
    files: Object.entries(inventedRound()).map(([name, text]) => csv(name, text)),
    viewport: phone,
    scripts: false,
    readers: [
      [desk, false],
      [phone, true],
    ],
    skip: false,
  },
]

type Seven = [
  BoardMember,
  BoardMember,
  BoardMember,
  BoardMember,
  BoardMember,
  BoardMember,
  BoardMember,
]

const expected = 'Put a light at every bus stop on Harrow Lane.'
const promised = 'Every bus stop on Harrow Lane has a light that works.'
const dissent = 'Lights come before buses for me, and nobody asked the people on the late shift.'
const reminders = 'reminders@highways.example'
const day = 86_400_000

for (const telling of tellings)
  if (telling.skip) test(telling.name, { skip: telling.skip }, () => undefined)
  else await tell(telling)

async function tell({ name, viewport, scripts, ...told }: Told): Promise<void> {
  const system = await testSystem()
  const board = await foundBoard(system, { residents: 7, organisations: 3, quorumShare: null })
  const server = createServer(
    getRequestListener(board.web.fetch as Parameters<typeof getRequestListener>[0]) as Parameters<
      typeof createServer
    >[1],
  )
  const place = `/in/${board.slug}`
  const [first, second, third, fourth, fifth, sixth, seventh] = board.residents as Seven
  const [council, health] = board.officers as [BoardMember, BoardMember, BoardMember]

  let browser: Browser
  let site = ''
  let chair: Page
  let stranger: Page
  let partner: Page
  const contexts: BrowserContext[] = []
  const pages = new Map<string, { page: Page; since: number }>()

  let round = ''
  let list = ''
  const priorities: { id: string; title: string; statements: string[] }[] = []
  const meetings: string[] = []
  const decisions: string[] = []
  let expectation = ''
  let commitment = ''
  let checkBack = ''

  type Row = Record<string, unknown>
  const rows = async (query: string, values: unknown[] = []): Promise<Row[]> =>
    (await system.owner.query<Row>(query, values)).rows
  async function row(query: string, values: unknown[] = []): Promise<Row> {
    const found = await rows(query, values)
    assert.equal(found.length, 1, `one row from ${query}`)
    return found[0]!
  }
  const acts = async (act: string) =>
    rows('SELECT subject_id, body FROM platform.ledger_event WHERE act = $1 ORDER BY sequence', [
      act,
    ])

  async function newPage(cookies: Iterable<[string, string]> = []): Promise<Page> {
    const context = await browser.newContext({
      locale: 'en-GB',
      viewport,
      javaScriptEnabled: scripts,
      serviceWorkers: 'block',
    })
    context.setDefaultTimeout(20_000)
    await context.addCookies([...cookies].map(([key, value]) => ({ name: key, value, url: site })))
    contexts.push(context)
    return context.newPage()
  }

  /** A member's own browser, signed in; after weeks away, signed in anew. */
  async function of(member: BoardMember): Promise<Page> {
    const now = system.clock.now().getTime()
    const known = pages.get(member.id)
    if (known && now - known.since < 20 * day) return known.page
    await known?.page.context().close()
    const fresh = visitor(board.web)
    await fresh.signIn(system, member.email)
    const page = await newPage(fresh.cookies)
    pages.set(member.id, { page, since: now })
    return page
  }

  /** From the page that asks for an address to being signed in, with the code that came by e-mail. */
  async function signIn(page: Page, email: string): Promise<void> {
    await page.getByLabel('e-mail', { exact: false }).fill(email)
    await button(page, 'Send me a code').click()
    await heading(page, 'Check your e-mail').waitFor()
    const mail = (await mailsTo(email)).at(-1)
    await page
      .getByLabel('The code from the e-mail')
      .fill(/\b\d{4} \d{4}\b/.exec(String(mail!['body']))![0])
    await button(page, 'Sign in').click()
  }

  const button = (page: Page, called: string | RegExp) =>
    page.getByRole('button', {
      name: called,
      ...(typeof called === 'string' ? { exact: true } : {}),
    })
  const heading = (page: Page, called: string | RegExp) =>
    page
      .getByRole('heading', {
        name: called,
        ...(typeof called === 'string' ? { exact: true } : {}),
      })
      .first()
  /** A link of the page itself, also one that looks like a button. */
  function follows(page: Page, called: string | RegExp) {
    const asked = { name: called, ...(typeof called === 'string' ? { exact: true } : {}) }
    const main = page.locator('main')
    return main.getByRole('link', asked).or(main.getByRole('button', asked)).first()
  }
  const idOf = (page: Page): string => /[0-9a-f-]{36}/.exec(new URL(page.url()).pathname)![0]

  /** Day, month and year into the three boxes of a date. */
  async function fillDay(page: Page, prefix: string, date: string): Promise<void> {
    const [year = '', month = '', date_ = ''] = date.split('-')
    await page.locator(`[name="${prefix}-day"]`).fill(String(Number(date_)))
    await page.locator(`[name="${prefix}-month"]`).fill(String(Number(month)))
    await page.locator(`[name="${prefix}-year"]`).fill(year)
  }

  const looked = new Set<string>()
  /** A new kind of page: nothing on it is wider than the screen, and axe finds no fault. */
  async function look(page: Page, kind: string): Promise<void> {
    assert.ok(!looked.has(kind), `${kind} was looked at before`)
    looked.add(kind)
    const pictures = process.env['LOOK']
    if (pictures) {
      mkdirSync(pictures, { recursive: true })
      const path = join(pictures, `${kind}-${viewport.width}.png`)
      await page.screenshot({ path, fullPage: true })
    }
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(width <= viewport.width, `${kind}: ${page.url()} is ${width} pixels wide`)
    if (!scripts) return
    const { violations } = await new AxeBuilder({ page })
      .options({ resultTypes: ['violations'] })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .setLegacyMode()
      .analyze()
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
      [],
      kind,
    )
  }

  async function get(path: string): Promise<number> {
    return (await board.web.fetch(new Request(`${site}${path}`))).status
  }

  /** Does the background work that waits, as the program's jobs do. */
  async function work(): Promise<void> {
    const waits = () =>
      rows(
        `SELECT job.id, task_identifier, payload FROM graphile_worker.jobs view JOIN graphile_worker._private_jobs job ON job.id = view.id ORDER BY job.id`,
      )
    for (let waiting = await waits(); waiting.length > 0; waiting = await waits())
      for (const { id, task_identifier: task, payload } of waiting) {
        await tasks[String(task)]!(system, payload as Record<string, unknown>)
        await system.owner.query('DELETE FROM graphile_worker._private_jobs WHERE id = $1', [id])
      }
  }
  const mailsTo = (recipient: string) =>
    rows(
      'SELECT subject, body, created_at FROM platform.message WHERE recipient = $1 ORDER BY id',
      [recipient],
    )

  /** One step of the story; when one fails, those after it are skipped, since they stand on it. */
  let broken = false
  function step(what: string, does: () => Promise<void>): void {
    test(what, async (t) => {
      if (broken) return t.skip('a step before it failed')
      try {
        await does()
      } catch (error) {
        broken = true
        for (const page of contexts.flatMap((context) => context.pages()))
          t.diagnostic(`a page stands at ${page.url()}: ${await page.title()}`)
        throw error
      }
    })
  }

  /** Calls a meeting, puts the list to it, draws up its agenda and sends notice of it. */
  async function callMeeting(title: string, on: string): Promise<void> {
    await chair.goto(`${site}${place}/meetings`)
    await follows(chair, 'Call a meeting').click()
    await chair.getByLabel('What the meeting is called').fill(title)
    await fillDay(chair, 'on', on)
    await chair.getByLabel('It starts at').fill('19:00')
    await chair.getByLabel('It ends at').fill('21:00')
    await chair.getByLabel('Where', { exact: true }).fill('The hall; no steps.')
    await button(chair, 'Call the meeting').click()
    await heading(chair, title).waitFor()
    meetings.push(idOf(chair))
    assert.equal(await get(`/meetings/${meetings.at(-1)}`), 404, 'a draft is for members alone')
  }

  async function sendNotice(question: RegExp): Promise<void> {
    const meeting = meetings.at(-1)!
    await chair.goto(`${site}/meetings/${meeting}`)
    await button(chair, /^Put it on the agenda ?: Interests to declare/).click()
    await button(chair, question).click()
    await chair.getByLabel('What it is about').fill('Any other business')
    await button(chair, 'Add to the agenda').click()
    if (meetings.length === 1) await look(chair, 'agenda')
    await chair.getByRole('button', { name: 'Send notice', exact: true }).click()
    if (meetings.length === 1) await look(chair, 'notice')
    await button(chair, 'Send notice now').click()
    await heading(chair, 'What it is about').waitFor()
    await work()
    const { clear_days: given, asked_days: asked } = await row(
      'SELECT clear_days, asked_days FROM partnerships.meeting_notice WHERE meeting_id = $1',
      [meeting],
    )
    assert.ok(Number(given) >= Number(asked), 'notice was in time')
    for (const { email } of board.members)
      assert.equal(
        (await mailsTo(email)).filter(({ subject }) => String(subject).startsWith('Meeting:'))
          .length,
        meetings.length,
        `${email} was told once of each meeting`,
      )
    assert.equal(await get(`/meetings/${meeting}`), 200)
  }

  /** Notes who takes part and how. */
  async function noteAttendance(there: readonly (readonly [BoardMember, string])[]): Promise<void> {
    await chair.goto(`${site}/meetings/${meetings.at(-1)}`)
    await follows(chair, 'Who is here').click()
    for (const [member, how] of there)
      await chair
        .getByLabel(`How ${member.name} takes part`, { exact: true })
        .selectOption({ label: how })
    await button(chair, 'Save who is here').click()
  }

  /** Puts in what members said in the room and on paper. */
  async function recordVotes(
    votes: readonly (readonly [BoardMember, string, string])[],
  ): Promise<void> {
    await chair.goto(`${site}/decisions/${decisions.at(-1)}`)
    await button(chair, 'Record votes').click()
    await heading(chair, 'Record votes').waitFor()
    for (const [member, option, way] of votes) {
      const line = chair.getByRole('group', { name: new RegExp(`^${member.name} `) })
      await line.getByLabel(option).check()
      await line.getByLabel('How it was given').selectOption({ label: way })
    }
    if (decisions.length === 2) await look(chair, 'recording')
    await button(chair, 'Save the votes').click()
    await chair.getByText('The votes are saved.').waitFor()
  }

  before(async () => {
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done)
    })
    site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await launch()
    chair = await of(first)
    stranger = await newPage()
    partner = await newPage()
  })
  after(async () => {
    await browser?.close()
    await new Promise((done) => server.close(done))
  })

  describe(`from words to an answer: ${name}`, { concurrency: false }, () => {
    step('a conversation held elsewhere is brought in, and its results can be read', async () => {
      await chair.goto(`${site}${place}/import`)
      for (const file of told.files)
        await chair.locator(`input[type=file][name="${file.name}"]`).setInputFiles(file)
      await chair.getByLabel('What was asked', { exact: true }).fill(told.question)
      await chair.getByLabel('Where it comes from').fill(told.source)
      await chair.getByLabel('Its licence').fill(told.licence)
      await button(chair, 'Check the files').click()
      await heading(chair, 'What would be brought in').waitFor()
      await button(chair, 'Bring it in').click()
      await chair.waitForURL(/\/rounds\/[0-9a-f-]{36}\/results$/)
      round = idOf(chair)
      await work()
      const [stored] = await rows(
        'SELECT participants, responses FROM listening.result WHERE round_id = $1 ORDER BY version DESC LIMIT 1',
        [round],
      )
      assert.ok(Number(stored?.['participants']) >= 20 && Number(stored?.['responses']) > 150)
    })

    step('the chair sets the rules they decide by', async () => {
      await chair.goto(`${site}${place}/constitution`)
      await button(chair, 'Set these rules up').click()
      await chair.getByLabel('Members who must take part').fill('50')
      await look(chair, 'rules')
      await button(chair, 'Set these rules').click()
      await chair.getByText('The rules are set.').waitFor()
      const rules = await row(
        'SELECT quorum_share, notice_days FROM partnerships.constitution WHERE partnership_id = $1 ORDER BY version DESC LIMIT 1',
        [board.id],
      )
      assert.deepEqual(rules, { quorum_share: 50, notice_days: 5 })
    })

    step('three members each put something forward, from what people said', async () => {
      const titles = ['Being safe on the way home', 'Being heard', 'Somewhere to go']
      for (const [index, member] of [first, second, fifth].entries()) {
        const page = await of(member)
        const title = titles[index]!
        await page.goto(`${site}${place}/priorities`)
        await button(page, 'Put something forward').first().click()
        await page.getByLabel('What matters?').fill(title)
        await page
          .getByLabel('What is already strong here?')
          .fill('Neighbours walk home together on Fridays.')
        await button(page, 'Save and choose what people said').click()
        await page.getByText('It is saved. Now choose what people said about it.').waitFor()
        const id = idOf(page)
        if (index === 0) await look(page, 'grounds')
        // Each takes two statements that nobody took before.
        const offered = page.locator('input[name=chosen][value^="statement:"]')
        const chosen: string[] = []
        for (let at = 0; chosen.length < 2; at += 1) {
          const value = await offered.nth(at).getAttribute('value')
          assert.ok(value, 'there are statements enough')
          const statement = value.slice('statement:'.length)
          if (priorities.some(({ statements }) => statements.includes(statement))) continue
          await offered.nth(at).check()
          chosen.push(statement)
        }
        await page.getByLabel('Why does it belong here?').fill('Many people said this.')
        await button(page, 'Link what I chose').click()
        await page.getByText('Linked.', { exact: true }).waitFor()
        assert.equal(await get(`/priorities/${id}`), 404, 'a draft is for members alone')
        const stored = await rows(
          'SELECT node_id FROM priorities.ground WHERE priority_id = $1 ORDER BY node_id',
          [id],
        )
        assert.deepEqual(
          stored.map((each) => each['node_id']),
          chosen.toSorted(),
        )
        priorities.push({ id, title, statements: chosen })
      }
      await chair.goto(`${site}/priorities/${priorities[0]!.id}`)
      await look(chair, 'priority-draft')
    })

    step('she puts them in order, and the list to a meeting with notice in time', async () => {
      await callMeeting('Board meeting in March', '2026-03-11')
      await chair.goto(`${site}${place}/priorities`)
      await chair
        .locator('main')
        .getByText('Put priorities in order', { exact: true })
        .first()
        .click()
      await look(chair, 'ordering')
      // By links, so that it works without scripts: the one about safety goes to the top.
      for (let moves = 0; moves < 3; moves += 1) {
        const up = follows(chair, new RegExp(`^Move up ?: ${priorities[0]!.title}`))
        if ((await up.count()) > 0) await up.click()
      }
      await button(chair, 'Draw up this list').click()
      await heading(chair, /A list of 3/).waitFor()
      list = idOf(chair)
      await look(chair, 'list-draft')
      await chair.getByLabel('What should people know').fill('Three came out of what people said.')
      assert.ok(await chair.getByLabel(/At “Board meeting in March”/).isChecked())
      await button(chair, 'Put it to the decision').click()
      await chair.getByText('The question is written down.').waitFor()
      decisions.push(idOf(chair))
      const ranked = await rows(
        'SELECT priority_id FROM priorities.rank WHERE list_id = $1 ORDER BY place',
        [list],
      )
      assert.equal(ranked.length, 3)
      assert.equal(ranked[0]!['priority_id'], priorities[0]!.id)
      assert.equal(await get(`/decisions/${decisions[0]}`), 404, 'until notice is given')
      await sendNotice(/^Put it on the agenda ?: Are these the things/)
      assert.equal(await get(`/decisions/${decisions[0]}`), 200)
      for (const { id } of priorities) assert.equal(await get(`/priorities/${id}`), 200)
      await stranger.goto(`${site}/meetings/${meetings[0]}`)
      await look(stranger, 'meeting')
    })

    step('too few come: nothing is decided, and that is written down as it is', async () => {
      system.clock.moveTo(new Date('2026-03-11T19:10:00Z'))
      await noteAttendance([
        [first, 'In the room'],
        [second, 'In the room'],
        [council, 'In the room'],
      ])
      await chair.getByText('Not enough members are here to decide.').waitFor()
      await chair.getByText('5 are needed: 2 more.').waitFor()
      await look(chair, 'attendance-too-few')
      await chair.goto(`${site}/decisions/${decisions[0]}`)
      await button(chair, 'Open voting').click()
      await chair.getByText('Voting is open.').waitFor()
      await recordVotes([
        [first, 'Agree these priorities in this order', 'by hand'],
        [second, 'Agree these priorities in this order', 'by hand'],
        [council, 'Agree these priorities in this order', 'by hand'],
      ])
      await button(chair, 'Close voting').click()
      await chair.getByText('If it were closed now, nothing would be agreed.').waitFor()
      await look(chair, 'closing-too-few')
      await button(chair, 'Close voting now').click()
      await chair.getByText('Not decided: too few members took part.').first().waitFor()
      await work()
      const { outcome, count } = await row(
        'SELECT outcome, count FROM partnerships.decision_result WHERE decision_id = $1',
        [decisions[0]],
      )
      assert.equal(outcome, 'no-quorum')
      assert.equal((count as Row)['takingPart'], 3)
      assert.equal((await rows('SELECT FROM priorities.adoption')).length, 0)
      const [closed] = await acts('decision-closed')
      assert.equal(JSON.parse(String(closed!['body'])).outcome, 'no-quorum')
      await stranger.goto(`${site}/decisions/${decisions[0]}`)
      await stranger.getByText('Not decided: too few members took part.').first().waitFor()
      await look(stranger, 'decision-failed')
      await stranger.goto(`${site}${place}/priorities`)
      assert.equal(await stranger.getByText(/^Agreed/).count(), 0)
    })

    step('the same list is put again, to a meeting a fortnight later', async () => {
      system.clock.moveTo(new Date('2026-03-12T10:00:00Z'))
      await callMeeting('Board meeting, again', '2026-03-25')
      await chair.goto(`${site}/priority-lists/${list}`)
      await look(chair, 'list-failed')
      await follows(chair, 'Draw it up again, to put it again').click()
      await button(chair, 'Draw up this list').click()
      await heading(chair, /A list of 3/).waitFor()
      list = idOf(chair)
      await chair.getByLabel(/At “Board meeting, again”/).check()
      await button(chair, 'Put it to the decision').click()
      await chair.getByText('The question is written down.').waitFor()
      decisions.push(idOf(chair))
      const { again_of: again } = await row(
        'SELECT again_of FROM partnerships.decision WHERE id = $1',
        [decisions[1]],
      )
      assert.equal(again, decisions[0])
      await sendNotice(/^Put it on the agenda ?: Are these the things/)
    })

    step('enough come; two have an interest, and so have no vote', async () => {
      system.clock.moveTo(new Date('2026-03-25T19:10:00Z'))
      await noteAttendance([
        [first, 'In the room'],
        [second, 'In the room'],
        [third, 'In the room'],
        [fourth, 'In the room'],
        [council, 'In the room'],
        [health, 'In the room'],
        [fifth, 'Votes on paper'],
        [sixth, 'On a screen'],
        [seventh, 'On a screen'],
      ])
      await chair.getByText('Enough members are here to decide.').waitFor()
      await look(chair, 'attendance')
      assert.equal(
        (await rows('SELECT FROM partnerships.attendance WHERE meeting_id = $1', [meetings[1]]))
          .length,
        9,
      )

      const seat = await of(council)
      await seat.goto(`${site}/decisions/${decisions[1]}`)
      await seat.getByText('I have an interest in this question').click()
      await seat.getByLabel('What the interest is').fill('My firm mends the lights.')
      await button(seat, 'Declare the interest').click()
      await seat.getByText('The interest is written down.').waitFor()
      // The other says so in the room, and the chair notes it.
      await chair.goto(`${site}/decisions/${decisions[1]}`)
      await look(chair, 'decision-announced')
      await chair.getByText('I have an interest in this question').click()
      await chair.locator('#interest-member').selectOption({ label: fourth.name })
      await chair.getByLabel('What the interest is').fill('His sister drives the bus.')
      await button(chair, 'Declare the interest').click()
      await chair.getByText('The interest is written down.').waitFor()
      const declared = await rows(
        'SELECT member_id FROM partnerships.decision_interest WHERE decision_id = $1 ORDER BY declared_at, member_id',
        [decisions[1]],
      )
      assert.deepEqual(
        declared.map((each) => String(each['member_id'])).toSorted(),
        [council.id, fourth.id].toSorted(),
      )

      await button(chair, 'Open voting').click()
      await chair.getByText('Voting is open.').waitFor()
      await look(chair, 'decision-open')
      await seat.goto(`${site}/decisions/${decisions[1]}`)
      await seat
        .getByText('An interest in this question was declared, so there is no vote on it.')
        .waitFor()
      assert.equal(await button(seat, 'Vote').count(), 0)
      const options = await rows(
        'SELECT id FROM partnerships.decision_option WHERE decision_id = $1 ORDER BY position',
        [decisions[1]],
      )
      const tried = await (
        await council.browser()
      ).post(`/decisions/${decisions[1]}/votes`, { option: String(options[0]!['id']) })
      assert.equal(tried.status, 403, 'nor past the page')
    })

    step(
      'they vote by hand, on paper and on screens; one does not agree and says why',
      async () => {
        await recordVotes([
          [first, 'Agree these priorities in this order', 'by hand'],
          [second, 'Agree these priorities in this order', 'by hand'],
          [third, 'Agree these priorities in this order', 'by hand'],
          [health, 'Not vote either way', 'by hand'],
          [fifth, 'Agree these priorities in this order', 'on paper'],
        ])
        const agrees = await of(sixth)
        await agrees.goto(`${site}/decisions/${decisions[1]}`)
        await look(agrees, 'voting')
        await agrees.getByLabel('Agree these priorities in this order').check()
        await button(agrees, 'Vote').click()
        await agrees.getByText('Your vote is saved.').waitFor()
        const against = await of(seventh)
        await against.goto(`${site}/decisions/${decisions[1]}`)
        await against.getByLabel('Do not agree').check()
        await button(against, 'Vote').click()
        await against.getByText('Your vote is saved.').waitFor()
        await against.getByText('I do not agree, and want it written down').click()
        await against.getByLabel('In your own words').fill(dissent)
        await against.getByLabel('No, say “a member”').check()
        await button(against, 'Write it down').click()
        await against.getByText('Your words are saved.').waitFor()
        await stranger.goto(`${site}/decisions/${decisions[1]}`)
        assert.equal(await stranger.getByText(dissent).count(), 0, 'not before it is closed')

        await chair.goto(`${site}/decisions/${decisions[1]}`)
        await button(chair, 'Close voting').click()
        await chair
          .getByText(
            'If it were closed now, this would be agreed: Agree these priorities in this order',
          )
          .waitFor()
        await look(chair, 'closing')
        await button(chair, 'Close voting now').click()
        await chair.getByText('Voting is closed.').waitFor()
        const { outcome, count } = await row(
          'SELECT outcome, count FROM partnerships.decision_result WHERE decision_id = $1',
          [decisions[1]],
        )
        assert.equal(outcome, 'carried')
        const counted = count as Record<string, unknown>
        assert.deepEqual(
          {
            members: counted['members'],
            mayVote: counted['mayVote'],
            excluded: (counted['excluded'] as Row)['declared'],
            abstained: counted['abstained'],
            cast: counted['cast'],
            residentsCast: counted['residentsCast'],
          },
          { members: 10, mayVote: 8, excluded: 2, abstained: 1, cast: 6, residentsCast: 6 },
        )
        const ways = await rows(
          'SELECT channel, count(*)::int AS votes FROM partnerships.vote WHERE decision_id = $1 GROUP BY channel ORDER BY channel',
          [decisions[1]],
        )
        assert.deepEqual(ways, [
          { channel: 'hand', votes: 4 },
          { channel: 'paper', votes: 1 },
          { channel: 'screen', votes: 2 },
        ])
        assert.deepEqual(
          await row(
            'SELECT text, named FROM partnerships.dissent JOIN partnerships.dissenter ON dissent_id = dissent.id',
          ),
          { text: dissent, named: false },
        )

        await work()
        assert.equal((await row('SELECT list_id FROM priorities.adoption'))['list_id'], list)
        assert.equal((await acts('priorities-adopted')).length, 1)
        await stranger.goto(`${site}/decisions/${decisions[1]}`)
        await stranger.getByText(dissent).waitFor()
        assert.equal(await stranger.getByText(seventh.name).count(), 0, 'without a name')
        await look(stranger, 'result')
        await stranger.goto(`${site}${place}/priorities`)
        for (const { title } of priorities) await stranger.getByText(title).first().waitFor()
        await look(stranger, 'priorities')
        await follows(stranger, new RegExp(priorities[0]!.title)).click()
        await stranger.getByText('Agreed on 25 March 2026: number 1 of 3.').waitFor()
        await look(stranger, 'priority')
      },
    )

    step('minutes are drafted from what happened, read over and published', async () => {
      system.clock.moveTo(new Date('2026-03-26T10:00:00Z'))
      await chair.goto(`${site}/meetings/${meetings[1]}`)
      await follows(chair, 'Minutes').click()
      const draft = await chair.getByLabel('Minutes', { exact: true }).inputValue()
      for (const words of [
        'Decided: Agree these priorities in this order.',
        '2 members have an interest and did not vote',
        dissent,
      ])
        assert.ok(draft.includes(words), `${words} in ${draft}`)
      await look(chair, 'minutes-draft')
      await chair
        .getByLabel('Minutes', { exact: true })
        .fill(draft.replaceAll(/\(Write what was said[^)]*\)/g, 'Nothing more was said.'))
      await button(chair, 'Keep as a new version').click()
      assert.equal(await get(`/meetings/${meetings[1]}/minutes`), 404)
      await button(chair, 'Publish version 1').click()
      await chair.getByText('Version 1, published on').waitFor()
      await stranger.goto(`${site}/meetings/${meetings[1]}/minutes`)
      await stranger.getByText(dissent).waitFor()
      await look(stranger, 'minutes')
      assert.equal((await acts('minutes-published')).length, 1)
    })

    step(
      'somebody is invited to speak for the council, and signs in as nobody’s member',
      async () => {
        await chair.goto(`${site}${place}/representatives`)
        await button(chair, 'Invite somebody to speak for an organisation').click()
        await chair.getByLabel('Which organisation?').fill('Harrow Borough Council')
        await chair.locator('[name=organisationKind]').selectOption('council')
        await button(chair, 'Make it').click()
        const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(
          await chair.locator('main').innerText(),
        )?.[0]
        assert.ok(code, 'the code is shown once')
        await partner.goto(`${site}/join`)
        await partner.getByLabel('Code on your invitation').fill(code.toLowerCase())
        await button(partner, 'Go on').click()
        await heading(partner, /^Speak for Harrow Borough Council with/).waitFor()
        await look(partner, 'invited')
        await button(partner, 'Sign in and go on').click()
        await signIn(partner, 'rowan@council.example')
        await heading(partner, 'Welcome').waitFor()
        await partner.getByLabel('Your name').fill('Rowan Hale')
        await partner.getByLabel('English').check()
        await button(partner, 'Continue').click()
        await button(partner, 'Speak for it').click()
        await partner.getByText('You now speak for this organisation.').waitFor()
        assert.equal(
          (
            await rows(
              `SELECT FROM partnerships.representative one JOIN people.person ON person.id = one.person_id WHERE email = 'rowan@council.example' AND ended_at IS NULL`,
            )
          ).length,
          1,
        )
        assert.equal(
          (await rows('SELECT FROM partnerships.member WHERE partnership_id = $1', [board.id]))
            .length,
          10,
          'and is no member',
        )
      },
    )

    step('from a priority, the community says what it expects of the council', async () => {
      await chair.goto(`${site}${place}/expectations`)
      await look(chair, 'expectations-none')
      await chair.locator('main').getByText('Say what you expect', { exact: true }).first().click()
      await chair.getByLabel('Which public body?').selectOption({ label: 'Harrow Borough Council' })
      await chair.getByLabel('What should it do?').fill(expected)
      await chair.getByLabel('Why?', { exact: true }).fill('People are afraid on the way home.')
      await chair
        .getByLabel('Which of your priorities is it for?')
        .selectOption({ label: priorities[0]!.title })
      await fillDay(chair, 'answer', '2026-04-23')
      await chair.getByLabel('Where should we send it?').fill('highways@council.example')
      await look(chair, 'expectation-form')
      await button(chair, 'Keep as a draft').click()
      await chair.getByText('The draft is kept. Read it, then send it.').waitFor()
      expectation = idOf(chair)
      assert.equal(await get(`/expectations/${expectation}`), 404)
      await button(chair, 'Send it').click()
      await chair.getByText('It is sent, and anybody can read it.').waitFor()
      await look(chair, 'expectation-sent')
      await work()
      assert.equal((await mailsTo('highways@council.example')).length, 1)
      const [tied] = await rows(
        'SELECT kind FROM platform.thread_link WHERE earlier_id = $1 AND later_id = $2',
        [priorities[0]!.id, expectation],
      )
      assert.equal(tied?.['kind'], 'led-to-expectation')
      await stranger.goto(`${site}/thread/${priorities[0]!.statements[0]}`)
      await stranger
        .getByText('Nobody has answered this yet. An answer was asked for by 23 April 2026.')
        .waitFor()
    })

    step('the council says yes, with a promise by somebody', async () => {
      system.clock.moveTo(new Date('2026-04-01T09:00:00Z'))
      const [mail] = await mailsTo('highways@council.example')
      const path = /\/expectations\/[0-9a-f-]{36}/.exec(String(mail!['body']))![0]
      await partner.goto(`${site}${path}`)
      await look(partner, 'expectation-partner')
      await button(partner, /^Answer for Harrow Borough Council/).click()
      if (!scripts) await look(partner, 'answer')
      await partner.getByLabel('Yes: we promise').check()
      if (scripts) await look(partner, 'answer')
      await partner.getByLabel('What will be true?').fill(promised)
      await fillDay(partner, 'due', '2026-07-01')
      await fillDay(partner, 'review', '2026-06-01')
      await partner.getByLabel('Who answers for it?').fill('Rowan Hale')
      await partner.getByLabel('Their role').fill('Head of highways')
      await partner.getByLabel('Where should reminders go?').fill(reminders)
      await button(partner, 'Answer in public').click()
      await partner.getByText('The promise is made, and anybody can read it.').waitFor()
      commitment = idOf(partner)
      await look(partner, 'promise-partner')
      const stored = await row(
        'SELECT what, due_on::text, review_on::text, priority_id, expectation_id FROM commitments.commitment',
      )
      assert.deepEqual(stored, {
        what: promised,
        due_on: '2026-07-01',
        review_on: '2026-06-01',
        priority_id: priorities[0]!.id,
        expectation_id: expectation,
      })
      await stranger.goto(`${site}/commitments/${commitment}`)
      await stranger.getByText('Rowan Hale, Head of highways').first().waitFor()
      assert.equal(await stranger.getByText(reminders).count(), 0, 'an address is never shown')
      await look(stranger, 'promise')
    })

    step('no word comes: four reminders, each once, and it has gone quiet in public', async () => {
      const watch = tasks['watch-promises']!
      for (
        let at = Date.parse('2026-05-20T05:07:00Z');
        at <= Date.parse('2026-06-12T05:07:00Z');
        at += day / 2
      ) {
        system.clock.moveTo(new Date(at))
        // Two workers beside each other, as after a restart that was too quick.
        await Promise.all([watch(system, {}), watch(system, {})])
      }
      const sent = await mailsTo(reminders)
      assert.deepEqual(
        sent.map(({ subject, created_at: at }) => [
          String(subject),
          (at as Date).toISOString().slice(0, 10),
        ]),
        [
          ['Please say how a promise goes by Monday, 1 June 2026', '2026-05-25'],
          ['Please say how a promise goes by Monday, 1 June 2026', '2026-05-31'],
          ['A promise has gone quiet', '2026-06-02'],
          ['A promise has gone quiet', '2026-06-08'],
        ],
      )
      assert.equal(
        (await row('SELECT review_on::text FROM commitments.quiet'))['review_on'],
        '2026-06-01',
      )
      assert.equal((await acts('commitment-gone-quiet')).length, 1)
      await stranger.goto(`${site}/commitments/${commitment}`)
      await stranger
        .getByText('Gone quiet. There has been no word since it was due on 1 June 2026.')
        .first()
        .waitFor()
      await look(stranger, 'quiet')
      await stranger.goto(`${site}${place}/promises`)
      await stranger.getByText(promised).first().waitFor()
      await look(stranger, 'board')
      await stranger.goto(`${site}/thread/${commitment}`)
      await stranger
        .getByText(/Gone quiet/)
        .first()
        .waitFor()
    })

    step('the council reports, and later says that it is done', async () => {
      system.clock.moveTo(new Date('2026-06-15T09:00:00Z'))
      // As whoever comes from the reminder, ten weeks after they last were here.
      await partner.goto(`${site}/commitments/${commitment}`)
      await partner.getByRole('banner').getByRole('link', { name: 'Sign in' }).click()
      await signIn(partner, 'rowan@council.example')
      await partner.goto(`${site}/commitments/${commitment}`)
      await button(partner, 'Say what has happened').click()
      await partner
        .getByLabel('What has happened since the last word?')
        .fill('The lights came late. Half of them stand.')
      await partner.getByLabel('Where can it be seen?').fill('https://council.example/lights')
      await partner.getByLabel('Not yet').check()
      await fillDay(partner, 'review', '2026-08-01')
      await look(partner, 'update')
      await button(partner, 'Say it in public').click()
      await partner.getByText('What you said is on the promise’s page.').waitFor()
      await stranger.goto(`${site}/commitments/${commitment}`)
      await stranger
        .getByText('No word came by 1 June 2026. The next one came on 15 June 2026.')
        .waitFor()

      system.clock.moveTo(new Date('2026-06-29T09:00:00Z'))
      await partner.goto(`${site}/commitments/${commitment}`)
      await button(partner, 'Say what has happened').click()
      await partner
        .getByLabel('What has happened since the last word?')
        .fill('All the lights stand now.')
      await partner.getByLabel('Yes, it is done').check()
      await button(partner, 'Say it in public').click()
      await partner.getByText('You said it is done.').waitFor()
      await work()
      const asked = await row('SELECT id, closes_on::text FROM commitments.check_back')
      checkBack = String(asked['id'])
      const mailed = await rows(
        `SELECT recipient FROM platform.message WHERE subject LIKE '%Was it kept?' ORDER BY recipient`,
      )
      assert.deepEqual(
        mailed.map((each) => each['recipient']),
        board.residents.map(({ email }) => email).toSorted(),
        'each resident on the board is asked, once',
      )
      await partner.goto(`${site}/commitments/${commitment}/check-back`)
      await partner.getByText('You speak for the organisation that made this promise.').waitFor()
    })

    step(
      'those it was promised to say: partly; one by a paper’s code, without an account',
      async () => {
        chair = await of(first)
        const said = [
          [second, 'Kept', ''],
          [third, 'Partly kept', 'The one by the school is dark again.'],
          [seventh, 'Partly kept', ''],
        ] as const
        for (const [index, [member, verdict, words]] of said.entries()) {
          const page = await of(member)
          await page.goto(`${site}/commitments/${commitment}`)
          await button(page, 'Was it kept? Say here').click()
          if (index === 0) await look(page, 'check-back')
          await page.getByLabel(verdict, { exact: true }).check()
          await page.getByLabel('Why, in your own words').fill(words)
          await button(page, 'Say it').click()
          await page.getByText('Thank you. What you said is counted.').waitFor()
        }
        await chair.goto(`${site}/commitments/${commitment}/check-back`)
        await look(chair, 'check-back-desk')
        await follows(chair, 'Print papers with codes').click()
        await chair.getByLabel('How many?').fill('1')
        await button(chair, 'Make the papers').click()
        await heading(chair, 'Papers to print').waitFor()
        await look(chair, 'papers')
        const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(
          await chair.locator('main').innerText(),
        )?.[0]
        assert.ok(code)
        await stranger.goto(`${site}/commitments/${commitment}/check-back`)
        await follows(stranger, 'I have a code').click()
        await stranger.getByLabel('Your code').fill(code.toLowerCase().replaceAll('-', ' '))
        await button(stranger, 'Go on').click()
        await look(stranger, 'check-back-code')
        await stranger.getByLabel('Partly kept', { exact: true }).check()
        await stranger.getByLabel('Why, in your own words').fill('Mine flickers.')
        await button(stranger, 'Say it').click()
        await stranger.getByText('Thank you. What you said is counted.').waitFor()
        await stranger.getByText('4 people have said so far.').waitFor()
        assert.equal(
          await stranger.getByText('Mine flickers.').count(),
          0,
          'not before it is closed',
        )

        await chair.goto(`${site}/commitments/${commitment}/check-back`)
        await follows(chair, 'Close it before its last day').click()
        await chair.getByLabel('What the partnership adds').fill('We walked the lane together.')
        await button(chair, 'Close it').click()
        await chair.getByText('It is closed. What people said is below.').waitFor()
        const { verdict, counts } = await row(
          'SELECT verdict, counts FROM commitments.check_back_result WHERE check_back_id = $1',
          [checkBack],
        )
        assert.equal(verdict, 'partly')
        assert.deepEqual(counts, { kept: 1, partly: 3, 'not-kept': 0, 'too-soon': 0 })
        const voices = await rows(
          'SELECT member_id IS NULL AS by_code FROM commitments.check_back_word WHERE check_back_id = $1',
          [checkBack],
        )
        assert.equal(voices.filter((each) => each['by_code']).length, 1)
        assert.equal(voices.length, 4)
        await stranger.goto(`${site}/commitments/${commitment}`)
        for (const words of [
          'All the lights stand now.',
          'Mine flickers.',
          'The one by the school is dark again.',
          'We walked the lane together.',
          'Partly kept: 3',
        ])
          await stranger.getByText(words).first().waitFor()
        await look(stranger, 'closed')
      },
    )

    step('the thread leads from the statement to that answer, and back', async () => {
      const statement = priorities[0]!.statements[0]!
      const walked = await follow(system.db, statement)
      for (const id of [priorities[0]!.id, ...decisions, expectation, commitment, checkBack])
        assert.ok(
          walked.some((each) => each.id === id && each.distance > 0),
          `${id} is before the statement`,
        )
      const kinds = new Set(walked.map(({ kind }) => kind))
      for (const kind of ['expectation-answer', 'update', 'check-back']) assert.ok(kinds.has(kind))
      const text = String(
        (await row('SELECT text FROM listening.statement WHERE id = $1', [statement]))['text'],
      )

      for (const [width, javaScriptEnabled] of told.readers) {
        const context = await browser.newContext({
          locale: 'en-GB',
          viewport: width,
          javaScriptEnabled,
        })
        context.setDefaultTimeout(20_000)
        contexts.push(context)
        const reader = await context.newPage()
        await reader.goto(`${site}/thread/${statement}`)
        const line = reader.locator('main')
        for (const words of [
          priorities[0]!.title,
          'Not decided: too few members took part',
          expected,
          promised,
          'Half of them stand',
          'All the lights stand now.',
          'People said it was partly kept',
        ])
          await line.getByText(words).first().waitFor()
        assert.equal(
          await line.getByText(/Nobody has answered this yet|Gone quiet/).count(),
          0,
          'no end is loose',
        )
        const wide = await reader.evaluate(() => document.documentElement.scrollWidth)
        assert.ok(wide <= width.width, `the thread is ${wide} pixels wide`)
        if (javaScriptEnabled) {
          const { violations } = await new AxeBuilder({ page: reader }).setLegacyMode().analyze()
          assert.deepEqual(
            violations.map(({ id }) => id),
            [],
          )
        }
        if (process.env['LOOK'])
          await reader.screenshot({
            path: join(
              process.env['LOOK'],
              `thread-${scripts ? 'real' : 'invented'}-${width.width}-${javaScriptEnabled ? 'js' : 'plain'}.png`,
            ),
            fullPage: true,
          })
        // On along it to the answer of those it was promised to …
        await follows(reader, 'People said it was partly kept').click()
        await reader.getByText('Partly kept: 3').first().waitFor()
        await reader.getByRole('link', { name: 'The promise', exact: true }).first().click()
        await heading(reader, promised).waitFor()
        await follows(reader, 'Follow the whole thread').click()
        // … and from there back to the words it began with.
        await line.getByText(text).first().waitFor()
        await reader.goto(`${site}/thread/${checkBack}`)
        await line.getByText(text).first().waitFor()
        await follows(reader, new RegExp(priorities[0]!.title)).click()
        await heading(reader, priorities[0]!.title).waitFor()
        await follows(reader, 'Follow its thread').click()
        await line.getByText('People said it was partly kept').first().waitFor()
        await context.close()
      }
    })

    step('the record holds together, and names nobody', async () => {
      const ledger = await verifyLedger(system.db)
      assert.deepEqual(ledger.faults, [])
      assert.equal(ledger.chains, 1)
      const [verified] = await verifyRounds(system)
      assert.equal(verified?.ok, true)
      const events = JSON.stringify(await rows('SELECT body FROM platform.ledger_event'))
      for (const secret of [
        reminders,
        'highways@council.example',
        'rowan@council.example',
        'Mine flickers',
        seventh.name,
        'sister',
      ])
        assert.ok(!events.includes(secret), secret)
      await stranger.goto(`${site}${place}/record`)
      const said = await stranger.locator('main').innerText()
      assert.match(said, /A member wrote down why they do not agree\./)
      await look(stranger, 'record')
    })
  })
}
