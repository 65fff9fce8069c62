// Long because it is one story: a round from the first sign-in to the answer on the thread, on a real
// Chromium against the real web, with a look at the stored rows after every step.

import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { getRequestListener } from '@hono/node-server'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { createWeb } from '../../src/app/web.ts'
import { tasks } from '../../src/app/worker.ts'
import { participantId } from '../../src/modules/listening/participant.ts'
import { verifyRounds } from '../../src/modules/listening/index.ts'
import { newId } from '../../src/platform/ids.ts'
import {
  leafHash,
  provesInclusion,
  verifyLedger,
  type ProofStep,
} from '../../src/platform/ledger/index.ts'
import { launch } from '../browser.ts'
import { testSystem } from '../database.ts'
import { openRound } from '../open-round.ts'
import { visitor } from '../visitor.ts'

const system = await testSystem()
const web = createWeb(system)
const server = createServer(
  getRequestListener(web.fetch as Parameters<typeof getRequestListener>[0]) as Parameters<
    typeof createServer
  >[1],
)

let browser: Browser
let site = ''
/** The founder at a desk; a neighbour on a phone without JavaScript. */
let megan: Page
let phone: Page
let sian: Page
/** Somebody who reads without a mouse. */
let reader: Page
let partnership = ''
let round = { id: '', code: '' }
/** Who the neighbour on the phone is. */
let neighbour = ''
/** The neighbour's private code. */
let code = ''
/** Serials of printed sheets. */
const serials: string[] = []
let batch = ''
const others: ReturnType<typeof visitor>[] = []
const contexts: BrowserContext[] = []

before(async () => {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launch()
  megan = await newPage({ viewport: { width: 1280, height: 900 } })
  phone = await newPage({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false })
})

after(async () => {
  await browser?.close()
  await new Promise((done) => server.close(done))
})

async function newPage(options: Parameters<Browser['newContext']>[0]): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  context.setDefaultTimeout(20_000)
  contexts.push(context)
  return context.newPage()
}

type Row = Record<string, unknown>
async function rows(query: string, values: unknown[] = []): Promise<Row[]> {
  return (await system.owner.query<Row>(query, values)).rows
}

async function row(query: string, values: unknown[] = []): Promise<Row> {
  const found = await rows(query, values)
  assert.equal(found.length, 1, `one row from ${query}`)
  return found[0]!
}

const button = (page: Page | Locator, name: string | RegExp) =>
  page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) })
const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { name, ...(typeof name === 'string' ? { exact: true } : {}) })

/** From an e-mail address to the page asked for, with the code that came by e-mail. */
async function signIn(page: Page, email: string, name: string): Promise<void> {
  await page.getByLabel('e-mail', { exact: false }).fill(email)
  await button(page, 'Send me a code').click()
  await heading(page, 'Check your e-mail').waitFor()
  const message = await row(
    'SELECT body FROM platform.message WHERE recipient = $1 ORDER BY id DESC LIMIT 1',
    [email],
  )
  const code = /\b\d{4} \d{4}\b/.exec(String(message['body']))?.[0]
  assert.ok(code, 'a code was sent')
  await page.getByLabel('The code from the e-mail').fill(code)
  await button(page, 'Sign in').click()
  await heading(page, 'Welcome').waitFor()
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('English').check()
  await button(page, 'Continue').click()
}

const statements = [
  ['The last bus should run until ten at night.', 'Dylai’r bws olaf redeg tan ddeg y nos.'],
  [
    'The path by the school should be lit all night.',
    'Dylai’r llwybr ger yr ysgol gael ei oleuo drwy’r nos.',
  ],
  [
    'I would pay a little more for an evening bus.',
    'Byddwn i’n talu ychydig mwy am fws gyda’r nos.',
  ],
  ['Street lights should go off at midnight.', 'Dylai goleuadau stryd ddiffodd am hanner nos.'],
  [
    'I feel safe walking home after dark.',
    'Rwy’n teimlo’n ddiogel yn cerdded adref ar ôl iddi nosi.',
  ],
  [
    'Cars go too fast down Harrow Lane in the evening.',
    'Mae ceir yn mynd yn rhy gyflym i lawr Harrow Lane gyda’r nos.',
  ],
  [
    'A shared taxi would suit me better than a bus.',
    'Byddai tacsi a rennir yn fy siwtio i’n well na bws.',
  ],
  ['The hall should stay open in the evening.', 'Dylai’r neuadd aros ar agor gyda’r nos.'],
] as const
const question = 'What would help us get about after dark?'
const cwestiwn = 'Beth fyddai’n ein helpu i fynd o gwmpas ar ôl iddi nosi?'

/** One step of the story; when one fails, those after it are skipped, since they stand on it. */
let broken = false
function step(name: string, work: () => Promise<void>): void {
  test(name, async (t) => {
    if (broken) return t.skip('a step before it failed')
    try {
      await work()
    } catch (error) {
      broken = true
      for (const page of contexts.flatMap((context) => context.pages()))
        t.diagnostic(`a page stands at ${page.url()}: ${await page.title()}`)
      throw error
    }
  })
}

const own = 'Someone should walk the last stretch with people who are afraid.'
const second = 'The hall should stay open in the evenings for us.'
const answered = 'We will walk with anyone who asks, from the last bus, from April.'
const told = 'I fell on the dark path in January. Rhiannon Davies found me and took me home.'

/** What the nth person thinks: all share 0, 5 and 7, nobody is sure of 6, and two minds split the rest. */
function mindOf(person: number, index: number): -1 | 0 | 1 {
  if (index === 6) return 0
  if (index === 0 || index === 5 || index === 7) return (person + index) % 9 === 8 ? -1 : 1
  const first = person % 2 === 0
  const contrary = (person * 7 + index * 3) % 11 === 10
  const agrees = first === (index === 1 || index === 2)
  return agrees !== contrary ? 1 : -1
}

describe('a round, from the first sign-in to the answer', { concurrency: false }, () => {
  step('the founder signs in with a code and founds a partnership', async () => {
    await megan.goto(`${site}/partnerships`)
    await megan.getByRole('banner').getByRole('link', { name: 'Sign in' }).click()
    await signIn(megan, 'megan@example.org', 'Megan Price')
    await megan.getByRole('button', { name: 'Found a partnership' }).click()
    await megan.getByLabel('What is the partnership called?').fill('Harrow Lane Together')
    await megan.getByLabel('What is it for?').fill('Living well on Harrow Lane, together.')
    await megan
      .getByRole('group', { name: 'Which language comes first?' })
      .getByLabel('English')
      .check()
    await megan.getByRole('group', { name: 'Which other languages' }).getByLabel('Cymraeg').check()
    await megan.getByLabel('What do people call the neighbourhood?').fill('Harrow Lane')
    await megan.getByLabel('Wales').check()
    await megan.getByLabel('I live here').check()
    await button(megan, 'Found it').click()
    await heading(megan, 'Harrow Lane Together').waitFor()
    const founded = await row('SELECT * FROM partnerships.partnership')
    assert.deepEqual(founded['languages'], ['en', 'cy'])
    assert.equal(founded['nation'], 'wales')
    partnership = String(founded['id'])
    const member = await row(
      `SELECT member.standing, array_agg(role ORDER BY role) AS roles FROM partnerships.member JOIN partnerships.member_role ON member_role.member_id = member.id
       WHERE partnership_id = $1 GROUP BY member.standing`,
      [partnership],
    )
    assert.equal(member['standing'], 'resident')
    assert.deepEqual(member['roles'], ['chair', 'facilitator', 'member', 'moderator'])

    // What another partnership of the same neighbourhood asked before.
    const earlier = await openRound(system)
    await system.owner.query(
      'UPDATE partnerships.partnership SET neighbourhood_id = $2 WHERE id = $1',
      [earlier.partnership, founded['neighbourhood_id']],
    )
  })

  step('she drafts a round in two languages', async () => {
    await megan.getByRole('button', { name: 'Ask something' }).click()
    await megan.getByRole('button', { name: 'Start a round' }).click()
    await megan.getByLabel('The question').fill(question)
    await megan.getByLabel('Why you ask').fill('The council decides about evening buses in May.')
    await megan
      .getByLabel('What will be done with the answers')
      .fill('We take them to the council and answer every statement.')
    await megan.getByLabel('Who is invited').fill('Everyone who lives on or near Harrow Lane.')
    await megan.getByLabel('After a moderator has read them').check()
    await button(megan, 'Save the draft').click()
    await megan.getByText('The draft is saved.').waitFor()
    const draft = await row('SELECT * FROM listening.round WHERE partnership_id = $1', [
      partnership,
    ])
    assert.deepEqual(draft['languages'], ['en', 'cy'])
    assert.equal(draft['moderation'], 'before')
    round = { id: String(draft['id']), code: String(draft['code']) }
    assert.equal((await web.fetch(new Request(`${site}/r/${round.code}`))).status, 404)

    await megan.getByRole('link', { name: 'The question and why you ask it' }).click()
    await megan.getByLabel('The question').fill(cwestiwn)
    await megan
      .getByLabel('Why you ask')
      .fill('Mae’r cyngor yn penderfynu am fysiau gyda’r nos ym mis Mai.')
    await megan
      .getByLabel('What will be done with the answers')
      .fill('Awn â nhw at y cyngor ac ateb pob gosodiad.')
    await megan.getByLabel('Who is invited').fill('Pawb sy’n byw ar Harrow Lane neu’n agos ati.')
    await button(megan, 'Save').click()
    await megan.getByText('The words are saved.').waitFor()
    const texts = await rows(
      'SELECT language, question FROM listening.round_text WHERE round_id = $1 ORDER BY language',
      [round.id],
    )
    assert.deepEqual(texts, [
      { language: 'cy', question: cwestiwn },
      { language: 'en', question },
    ])
  })

  step('she adds statements in both languages, and a question about people', async () => {
    await megan.getByRole('link', { name: 'Starting statements' }).click()
    await megan
      .getByLabel('One statement on each line')
      .fill(statements.map(([text]) => `• ${text}`).join('\n'))
    await button(megan, 'Add them').click()
    await megan.getByText('The statements are added.').waitFor()
    for (const [text, welsh] of statements.slice(0, 3)) {
      await megan.getByRole('link', { name: text }).click()
      await megan.getByLabel('In Cymraeg').fill(welsh)
      await button(megan, 'Save').click()
      await megan.getByText('The statement is saved.').waitFor()
    }
    await megan.getByRole('link', { name: 'Manage the round' }).click()
    await megan.getByRole('link', { name: 'Questions about the people' }).click()
    await megan.getByLabel('The question, in English').fill('How long have you lived here?')
    await megan.getByLabel('What people can choose').fill('Under a year\nOne to ten years\nLonger')
    await button(megan, 'Add it').click()
    await megan.getByRole('link', { name: 'Change in Cymraeg' }).click()
    await megan.getByLabel('The question, in Cymraeg').fill('Ers pryd ydych chi’n byw yma?')
    await megan
      .getByLabel('What people can choose')
      .fill('Llai na blwyddyn\nUn i ddeng mlynedd\nMwy')
    await button(megan, 'Save').click()
    await megan.getByText('The question is saved.').waitFor()
    const stored = await rows(
      `SELECT statement.text, translation.text AS welsh, status, source FROM listening.statement
       JOIN listening.statement_translation translation ON translation.statement_id = statement.id AND translation.language = 'cy'
       WHERE round_id = $1 ORDER BY number`,
      [round.id],
    )
    assert.deepEqual(
      stored.map((each) => [each['text'], each['welsh']]),
      statements.slice(0, 3),
    )
    assert.ok(stored.every((each) => each['source'] === 'starting'))
    const about = await row(
      'SELECT kind, words FROM listening.about_question WHERE round_id = $1',
      [round.id],
    )
    assert.equal(about['kind'], 'choice')
    assert.deepEqual(Object.keys(about['words'] as Row).toSorted(), ['cy', 'en'])
  })

  step('before asking, she reads what was said and says what is new', async () => {
    await megan.getByRole('link', { name: 'Manage the round' }).click()
    await megan.getByRole('link', { name: 'Open the round' }).click()
    await megan.getByRole('link', { name: 'Read what was said before' }).click()
    await megan.getByLabel('Look for').fill('bus')
    await button(megan, 'Look').click()
    await megan
      .getByRole('region', { name: 'What people said' })
      .getByText('The last bus is at six.')
      .first()
      .waitFor()
    await megan
      .getByLabel('What do you want to know that is not here already?')
      .fill('Whether people would use an evening bus, and who feels safe on foot.')
    await button(megan, 'I have read it').click()
    await megan.getByText('It is written down').waitFor()
    const read = await row(
      'SELECT searched_for, found, what_is_new FROM listening.prior_reading WHERE round_id = $1',
      [round.id],
    )
    assert.deepEqual(read, {
      searched_for: 'bus',
      found: 1,
      what_is_new: 'Whether people would use an evening bus, and who feels safe on foot.',
    })
  })

  step(
    'she names somebody for safeguarding, opens the round, and everyone can see it',
    async () => {
      await megan.getByRole('link', { name: 'Open the round' }).click()
      await megan.getByText('Nobody is named for safeguarding here.').waitFor()
      await megan.getByRole('link', { name: 'Choose a member and give them the role' }).click()
      await megan.getByRole('link', { name: 'Change roles' }).click()
      await megan.getByRole('checkbox', { name: 'safeguarding' }).check()
      await button(megan, 'Save').click()
      await heading(megan, 'Members').waitFor()
      await megan.goto(`${site}/rounds/${round.id}/opening`)
      assert.equal(await megan.getByText('Nobody is named').count(), 0)
      await button(megan, 'Open the round now').click()
      await megan.getByText('The round is open').waitFor()
      assert.equal(
        (await rows('SELECT FROM listening.opening WHERE round_id = $1', [round.id])).length,
        1,
      )
      const act = await row(
        `SELECT act FROM platform.ledger_event WHERE subject_id = $1 AND act = 'round-opened'`,
        [round.id],
      )
      assert.ok(act)
      assert.equal((await web.fetch(new Request(`${site}/r/${round.code}`))).status, 200)
    },
  )

  step('a neighbour answers everything on a phone, without JavaScript', async () => {
    await phone.goto(`${site}/r/${round.code}`)
    await button(phone, 'Start').click()
    const said: Record<string, number> = {}
    for (let answered = 0; answered < statements.length; answered += 1) {
      const asked = String(await phone.locator('#statement').textContent()).trim()
      const index = statements.findIndex(([text]) => text === asked)
      assert.ok(index >= 0, asked)
      if (index === 0) await phone.getByLabel('This matters a lot to me').check()
      const value = mindOf(0, index)
      said[asked] = value
      await button(phone, value === 1 ? 'Agree' : value === -1 ? 'Disagree' : 'Not sure').click()
      await phone.getByText('Saved.', { exact: true }).waitFor()
    }
    await heading(phone, 'You have answered everything').waitFor()
    await fits(phone)
    const stored = await rows(
      `SELECT statement.text, value, important, response.channel, participant_id FROM listening.response JOIN listening.statement ON statement.id = statement_id
       WHERE response.round_id = $1`,
      [round.id],
    )
    assert.deepEqual(Object.fromEntries(stored.map((each) => [each['text'], each['value']])), said)
    assert.equal(new Set(stored.map((each) => each['participant_id'])).size, 1)
    assert.ok(stored.every((each) => each['important'] === (each['text'] === statements[0][0])))
    neighbour = String(stored[0]!['participant_id'])
  })

  step('the neighbour adds two statements, and tells something that names a person', async () => {
    await phone.getByRole('link', { name: 'Say something of your own' }).click()
    await phone.getByLabel('Your statement').fill(own)
    await button(phone, 'Add my statement').click()
    await phone.getByText('Someone will read it before others can see it.').waitFor()
    await phone.getByRole('link', { name: 'Say something of your own' }).click()
    await phone.getByLabel('Your statement').fill(second)
    await button(phone, 'Add my statement').click()
    await heading(phone, 'These say something close').waitFor()
    await phone.getByText(statements[7][0]).first().waitFor()
    await button(phone, 'Add mine all the same').click()
    await phone.getByText('Someone will read it before others can see it.').waitFor()
    await phone.getByRole('link', { name: 'Tell us in your own words' }).click()
    await phone.getByLabel('Your words').fill(told)
    await phone.getByLabel('Yes, other people may read it').check()
    await button(phone, 'Send').click()
    const stored = await rows(
      `SELECT text, status FROM listening.statement WHERE round_id = $1 AND source = 'participant' AND author_participant_id = $2 ORDER BY number`,
      [round.id, neighbour],
    )
    assert.deepEqual(stored, [
      { text: own, status: 'waiting' },
      { text: second, status: 'waiting' },
    ])
    assert.deepEqual(
      await row(
        `SELECT text, public_text, status, may_publish, published_at FROM listening.testimony WHERE participant_id = $1`,
        [neighbour],
      ),
      { text: told, public_text: null, status: 'held', may_publish: true, published_at: null },
    )
  })

  step('says a little about themselves, and takes a private code home', async () => {
    await phone.getByRole('link', { name: 'Tell us a little about you' }).click()
    await phone.getByLabel('One to ten years').check()
    await button(phone, 'Keep these answers').click()
    assert.deepEqual(
      await rows('SELECT participant_id, options, words FROM listening.about_answer'),
      [{ participant_id: neighbour, options: [1], words: '' }],
    )
    await phone.getByRole('link', { name: 'Hear what comes of it' }).click()
    await button(phone, 'Give me a code').click()
    await heading(phone, 'Your private code').waitFor()
    code =
      /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(
        await phone.locator('main').innerText(),
      )?.[0] ?? ''
    assert.equal(participantId(system.secret, round, code), neighbour)
    assert.deepEqual(
      await rows('SELECT participant_id, channel, address FROM listening.follower'),
      [{ participant_id: neighbour, channel: 'code', address: null }],
    )
  })

  step('two dozen others answer, of two minds', async () => {
    const ids = await rows(
      `SELECT id FROM listening.statement WHERE round_id = $1 AND source = 'starting' ORDER BY number`,
      [round.id],
    )
    for (let person = 1; person < 25; person += 1) {
      const other = visitor(web)
      others.push(other)
      assert.equal((await other.post(`/r/${round.code}/start`)).status, 303)
      for (const [index, { id }] of ids.entries())
        await answer(other, String(id), mindOf(person, index))
    }
    const counts = await row(
      'SELECT count(*)::int AS responses, count(DISTINCT participant_id)::int AS people FROM listening.response WHERE round_id = $1',
      [round.id],
    )
    assert.deepEqual(counts, { responses: 25 * statements.length, people: 25 })
  })

  step('she prints a poster and sheets, each sheet with its own serial', async () => {
    await toManage()
    await megan.getByRole('link', { name: 'Print posters and sheets' }).click()
    const print = megan.url()
    const poster = megan.locator('form[action$="/print/poster"]')
    await poster.getByLabel('Language').selectOption('cy')
    await poster.getByLabel('this browser').check()
    await button(megan, 'Make the poster').click()
    await heading(megan, cwestiwn).waitFor()
    await megan.getByText(round.code, { exact: true }).waitFor()
    await megan.goto(print)
    const sheets = megan.locator('form[action$="/print/sheets"]')
    await sheets.getByLabel('How many sheets').fill('2')
    await sheets.getByLabel('this browser').check()
    await button(megan, 'Make the sheets').click()
    await heading(megan, question).first().waitFor()
    const text = await megan.locator('body').innerText()
    serials.push(
      ...new Set(
        [...text.matchAll(/\bSheet ([0-9A-Z]{4}-[0-9A-Z]{4})\b/g)].map((each) => each[1]!),
      ),
    )
    assert.equal(serials.length, 2)
    const stored = await rows('SELECT participant_id FROM listening.sheet WHERE round_id = $1', [
      round.id,
    ])
    assert.deepEqual(
      new Set(stored.map((each) => each['participant_id'])),
      new Set(serials.map((serial) => participantId(system.secret, round, serial))),
    )
  })

  step('somebody joins with a printed code, to key and to moderate', async () => {
    await megan.goto(`${site}/in/harrow-lane-together`)
    await button(megan, 'Invitations').click()
    await button(megan, 'Make an invitation').click()
    await megan.getByLabel('People who live here').check()
    await megan.getByRole('checkbox', { name: 'moderator' }).check()
    await megan.getByRole('checkbox', { name: 'keyer' }).check()
    await button(megan, 'Make it').click()
    await heading(megan, 'You are invited to join Harrow Lane Together').waitFor()
    const printed = (await megan.locator('#code').textContent())!.trim()
    sian = await newPage({ viewport: { width: 1280, height: 900 } })
    await sian.goto(`${site}/in/harrow-lane-together`)
    await sian.getByRole('link', { name: 'I have a code or a link to join' }).click()
    await sian
      .getByLabel('Code on your invitation')
      .fill(printed.toLowerCase().replaceAll('-', ' '))
    await button(sian, 'Go on').click()
    await button(sian, 'Sign in and go on').click()
    await signIn(sian, 'sian@example.org', 'Siân Ellis')
    await button(sian, 'Join').click()
    await sian.getByText('You have joined Harrow Lane Together.').waitFor()
    assert.deepEqual(
      await rows(
        `SELECT role FROM partnerships.member_role JOIN partnerships.member ON member.id = member_id JOIN people.person ON person.id = person_id
       WHERE person.email = 'sian@example.org' ORDER BY role`,
      ),
      [{ role: 'keyer' }, { role: 'member' }, { role: 'moderator' }],
    )
  })

  step('two people key the sheets, and settle the one difference', async () => {
    await toManage()
    await megan.getByRole('link', { name: 'Key in paper' }).click()
    await megan.getByLabel('Name').fill('Sheets from the hall')
    await megan.getByLabel('On paper').check()
    await megan.getByLabel('Day', { exact: true }).fill('2')
    await megan.getByLabel('Month').fill('3')
    await megan.getByLabel('Year').fill('2026')
    await button(megan, 'Make the batch').click()
    await heading(megan, 'Sheets from the hall').waitFor()
    batch = /batches\/([0-9a-f-]{36})/.exec(megan.url())![1]!
    await button(megan, 'Start keying').first().click()
    await key(megan)
    await sian.getByRole('link', { name: 'Have your say' }).click()
    await sian.getByRole('link', { name: 'Manage' }).click()
    await sian.getByRole('link', { name: 'Key in paper' }).click()
    await sian.getByRole('link', { name: 'Sheets from the hall' }).click()
    assert.equal(
      await button(sian, 'Start keying').count(),
      0,
      'the first keying is somebody else’s',
    )
    await button(sian, 'Start the second keying').click()
    // Her finger slips once: on the second sheet, the first statement.
    await key(sian, new Map([['1 0', '2']]))

    await megan.reload()
    await button(megan, 'Compare the two keyings').click()
    await megan.getByText('1 thing differs.').waitFor()
    assert.equal(
      (
        await rows('SELECT FROM listening.response WHERE round_id = $1 AND channel = $2', [
          round.id,
          'paper',
        ])
      ).length,
      0,
      'nothing counts before it is settled',
    )
    await megan.getByLabel('First keying: agree').check()
    await button(megan, 'Count the batch').click()
    await megan.getByText('The batch is counted.').waitFor()
    for (const [sheet, serial] of serials.entries()) {
      const stored = await rows(
        `SELECT number, value FROM listening.response JOIN listening.statement ON statement.id = statement_id
         WHERE participant_id = $1 AND response.channel = 'paper' ORDER BY number`,
        [participantId(system.secret, round, serial)],
      )
      assert.deepEqual(
        stored,
        statements.map((_, index) => ({ number: index + 1, value: mindOf(30 + sheet, index) })),
      )
    }
    const settled = await row(
      'SELECT first_keyed_by, second_keyed_by, settled_by FROM listening.batch WHERE id = $1',
      [batch],
    )
    assert.notEqual(settled['first_keyed_by'], settled['second_keyed_by'])
  })

  step('she publishes one statement, takes one down, and holds back a name', async () => {
    await toManage()
    await megan.getByRole('link', { name: 'Moderate', exact: true }).click()
    await button(card(megan, own), 'Publish as written').click()
    await megan.getByText('It is public now.').waitFor()
    await card(megan, second).getByText('Take it down, with a reason').click()
    await card(megan, second)
      .getByLabel('Reason')
      .first()
      .selectOption({ label: 'It said the same as another statement' })
    await card(megan, second).getByLabel('A word to the author').fill('Statement 7 says this.')
    await button(card(megan, second), 'Take it down').click()
    await megan.getByText('It is not public. The author can see the reason.').waitFor()
    await button(card(megan, 'I fell on the dark path'), 'Publish with that held back').click()
    await megan.getByText('It is public now, with what was found held back.').waitFor()
    await heading(megan, 'Moderation').waitFor()
    assert.deepEqual(
      await rows(
        `SELECT text, status FROM listening.statement WHERE author_participant_id = $1 ORDER BY number`,
        [neighbour],
      ),
      [
        { text: own, status: 'published' },
        { text: second, status: 'removed' },
      ],
    )
    const words = await row(
      'SELECT status, text, public_text FROM listening.testimony WHERE participant_id = $1',
      [neighbour],
    )
    assert.deepEqual(words, {
      status: 'published',
      text: told,
      public_text: told.replace('Rhiannon Davies', '[a name]'),
    })
    assert.deepEqual(
      await rows(
        'SELECT outcome, reason FROM listening.moderation_decision WHERE round_id = $1 ORDER BY id',
        [round.id],
      ),
      [
        { outcome: 'published', reason: 'fine' },
        { outcome: 'removed', reason: 'duplicate' },
        { outcome: 'published', reason: 'names-someone' },
      ],
    )
  })

  step('the author asks for another look, and another moderator gives it', async () => {
    system.clock.advance(60_000)
    await phone.getByRole('link', { name: 'What I said' }).click()
    await phone.getByText('Statement 7 says this.').waitFor()
    await phone.getByRole('link', { name: 'Ask for another look' }).first().click()
    await phone
      .getByLabel('Why should it be public?')
      .fill('It is about us coming in, not about the hall.')
    await button(phone, 'Ask for another look').click()
    await phone.getByText('Nobody has answered yet.').waitFor()
    await megan.getByRole('link', { name: 'Asked for another look' }).click()
    await megan.getByText('You made this decision, so someone else must answer.').waitFor()
    await sian.goto(`${site}/rounds/${round.id}/manage`)
    await sian.getByRole('link', { name: 'Moderate', exact: true }).click()
    await sian.getByRole('link', { name: 'Asked for another look' }).click()
    await sian.getByLabel('Publish as written').check()
    await sian
      .getByLabel('Your answer to the author')
      .fill('You are right, it asks for something else.')
    await button(sian, 'Answer').click()
    await sian.getByText('Published after all').waitFor()
    await phone.reload()
    await phone.getByText('You were right: it is public now.').waitFor()
    await phone.getByText('You are right, it asks for something else.').waitFor()
    await fits(phone)
    assert.equal(
      (await row('SELECT status FROM listening.statement WHERE text = $1', [second]))['status'],
      'published',
    )
    const appeal = await row(
      'SELECT upheld, answered_by FROM listening.appeal WHERE round_id = $1',
      [round.id],
    )
    assert.equal(appeal['upheld'], true)
    assert.notEqual(
      appeal['answered_by'],
      (await row(`SELECT id FROM people.person WHERE email = 'megan@example.org'`))['id'],
    )
  })

  step('others answer the new statement, and she closes the round', async () => {
    system.clock.advance(60_000)
    const ours = await row('SELECT id FROM listening.statement WHERE text = $1', [own])
    for (const other of others.slice(0, 9)) await answer(other, String(ours['id']), 1)
    await toManage()
    await megan.getByRole('link', { name: 'Close the round' }).click()
    await button(megan, 'Close the round').click()
    await megan.getByText('The round is closed. Everything has been counted.').waitFor()
    const acts = await megan.locator('ol').last().innerText()
    assert.match(acts, /A round was opened[^]*2 paper sheets were printed[^]*A round was closed/)
    const closure = await row(
      'SELECT participants, responses FROM listening.closure WHERE round_id = $1',
      [round.id],
    )
    assert.deepEqual(closure, { participants: 27, responses: 27 * statements.length + 9 })
    await work()
    const result = await row(
      `SELECT body FROM listening.result WHERE round_id = $1 ORDER BY version DESC LIMIT 1`,
      [round.id],
    )
    const body = result['body'] as { participants: number; groups: { size: number }[] }
    assert.equal(body.participants, 27)
    assert.equal(body.groups.length, 2)
  })

  step('what came out is read by keyboard alone, through the accessibility tree', async () => {
    reader = await newPage({ viewport: { width: 1280, height: 900 } })
    await reader.goto(`${site}/in/harrow-lane-together`)
    await press(reader, 'What came out')
    await heading(reader, 'What came out').waitFor()
    await press(reader, question)
    await reader.getByRole('heading', { name: question, level: 1 }).waitFor()
    assert.deepEqual(
      (await reader.locator('main').getByRole('heading', { level: 2 }).allInnerTexts()).slice(0, 4),
      ['What we share', 'Where we differ', 'What is still unsure', 'The map'],
    )
    const shared = reader.getByRole('region', { name: 'What we share' })
    assert.deepEqual(await shared.getByRole('heading', { level: 3 }).allInnerTexts(), [
      ...[0, 5, 7].map((index) => statements[index]![0]),
      own,
    ])
    assert.match(
      await shared.ariaSnapshot(),
      /Every group agrees: at least \d+% of each, allowing for chance\./,
    )
    const different = reader.getByRole('region', { name: 'Where we differ' })
    await different.getByRole('heading', { name: 'Group A' }).waitFor()
    assert.deepEqual(
      (await different.getByRole('heading', { level: 3 }).allInnerTexts()).slice(2).toSorted(),
      [1, 2, 3, 4].map((index) => statements[index]![0]).toSorted(),
    )
    const unsure = reader.getByRole('region', { name: 'What is still unsure' })
    assert.deepEqual(await unsure.getByRole('heading', { level: 3 }).allInnerTexts(), [
      statements[6][0],
    ])
    const map = reader.getByRole('figure', { name: 'Where people stand' })
    await map.getByRole('img', { name: '27 people in 2 groups' }).waitFor()
    assert.equal(await map.getByRole('table').count(), 0)
    await press(reader, 'See this as a table')
    await map.getByRole('table').waitFor()
    assert.match(
      await map.getByRole('table').ariaSnapshot(),
      /row "Group A \d+ \d+%"[^]*row "Group B \d+ \d+%"/,
    )
    await reader.getByText('[a name] found me and took me home').waitFor()
    assert.equal(await reader.getByText('Rhiannon').count(), 0)
    await press(reader, own)
    await reader.getByRole('heading', { name: own, level: 1 }).waitFor()
    await reader.getByText('The partnership has not answered this yet.').waitFor()
  })

  step(
    'the partnership answers, and the thread goes from what was said to the answer',
    async () => {
      system.clock.advance(60_000)
      await toManage()
      await megan.getByRole('link', { name: 'Answer what was said' }).click()
      await megan
        .getByRole('link', { name: `Answer this: ${own}` })
        .or(megan.getByRole('link', { name: own }))
        .first()
        .click()
      await heading(megan, own).waitFor()
      await megan.getByLabel('We will…').check()
      await megan.getByLabel('Your answer').fill(answered)
      await button(megan, 'Publish the answer').click()
      await megan.getByText('Your answer is public.').waitFor()
      await work()
      const stored = await row(
        'SELECT kind, text, subject_id FROM listening.answer WHERE round_id = $1',
        [round.id],
      )
      assert.deepEqual([stored['kind'], stored['text']], ['we-will', answered])
      assert.deepEqual(await rows('SELECT participant_id, channel FROM listening.told'), [
        { participant_id: neighbour, channel: 'code' },
      ])

      await reader.reload()
      await press(reader, 'Follow its thread: where it came from and what came of it')
      await reader.getByRole('heading', { name: own, level: 1 }).waitFor()
      const line = await reader.locator('main').ariaSnapshot()
      const [asked, said, answer] = [`Asked`, `Said`, `Answered`].map((verb) =>
        line.indexOf(`strong: ${verb}`),
      )
      assert.ok(0 < asked! && asked! < said! && said! < answer!, line)
      assert.ok(line.indexOf(answered) > answer!)
      assert.ok(line.slice(said, answer).includes(own))
    },
  )

  step(
    'the neighbour types the private code elsewhere, sees the answer and checks the receipt',
    async () => {
      const elsewhere = await newPage({
        viewport: { width: 360, height: 740 },
        javaScriptEnabled: false,
      })
      await elsewhere.goto(`${site}/thread/code`)
      await elsewhere.getByLabel('Your code').fill(code.toLowerCase().replaceAll('-', ' '))
      await button(elsewhere, 'Open').click()
      await heading(elsewhere, 'What came of what I said').waitFor()
      await elsewhere.getByText(answered).waitFor()
      await elsewhere.getByText('We will:').waitFor()
      await fits(elsewhere)
      await elsewhere.getByRole('link', { name: 'Check that my answers were counted' }).click()
      await heading(elsewhere, 'Your receipt').waitFor()
      await fits(elsewhere)
      const href = await elsewhere
        .getByRole('link', { name: 'Download the receipt' })
        .getAttribute('href')
      const receipt = (await (await elsewhere.context().request.get(site + href!)).json()) as {
        text: string
        leaf: string
        proof: ProofStep[]
      }
      assert.deepEqual(
        receipt.text.split('\n').slice(3),
        statements.map(
          (_, index) =>
            `${index + 1} ${{ '1': 'agree', '0': 'unsure', '-1': 'disagree' }[`${mindOf(0, index)}`]}${index === 0 ? ' matters' : ''}`,
        ),
      )
      const { merkle_root: root } = await row(
        'SELECT merkle_root FROM listening.closure WHERE round_id = $1',
        [round.id],
      )
      assert.equal(leafHash(receipt.text).toString('hex'), receipt.leaf)
      assert.ok(provesInclusion(leafHash(receipt.text), receipt.proof, root as Buffer))
      assert.ok(
        !provesInclusion(
          leafHash(receipt.text.replace('agree', 'disagree')),
          receipt.proof,
          root as Buffer,
        ),
      )
    },
  )

  step('everything is whole: the public record and the count', async () => {
    const ledger = await verifyLedger(system.db)
    assert.deepEqual(ledger.faults, [])
    assert.equal(ledger.chains, 1)
    const verified = await verifyRounds(system)
    assert.deepEqual(verified, [
      {
        round: round.id,
        ok: true,
        participants: 27,
        responses: 27 * statements.length + 9,
        faults: [],
      },
    ])
    await reader.goto(`${site}/in/harrow-lane-together/record`)
    const said = await reader.locator('main').innerText()
    for (const words of [
      'A round was opened',
      'A round was closed and its answers sealed.',
      'The partnership answered a statement.',
      'A batch was settled and counted.',
    ])
      assert.ok(said.includes(words), words)
    // People are in the record as numbers alone.
    const events = JSON.stringify(await rows('SELECT body FROM platform.ledger_event'))
    for (const secret of ['Rhiannon', 'megan@example.org', 'Siân', neighbour])
      assert.ok(!events.includes(secret), secret)
  })
})

/** To the page that says what to do next. */
async function toManage(): Promise<void> {
  await megan.goto(`${site}/rounds/${round.id}/manage`)
}

/** Keys every printed sheet as a keyer does, then finishes the pass. A slip is named by sheet and statement. */
async function key(page: Page, slips = new Map<string, string>()): Promise<void> {
  for (const [sheet, serial] of serials.entries()) {
    await page.getByLabel('Serial on the sheet').fill(serial.toLowerCase())
    await page.keyboard.press('Enter')
    await heading(page, `Sheet ${sheet + 1}`).waitFor()
    await page.locator('input[data-mark]:focus').waitFor()
    // The keys alone: the first line has the focus, and each key goes on to the next.
    for (const line of await page.locator('tbody label').allInnerTexts()) {
      const index = Number.parseInt(line, 10) - 1
      const mark = { '1': '1', '-1': '2', '0': '3' }[`${mindOf(30 + sheet, index)}`]
      await page.keyboard.press(slips.get(`${sheet} ${index}`) ?? mark)
    }
    await page.getByLabel('How long have you lived here?').fill('3')
    await button(page, 'Keep, and the next sheet').click()
    await page.getByText(`Sheet ${sheet + 1} is kept.`).waitFor()
  }
  await button(page, 'Finish this keying').click()
  await heading(page, 'Sheets from the hall').waitFor()
}

/** What is said about one thing on a page of many. */
const card = (page: Page, words: string) => page.getByRole('article').filter({ hasText: words })

/** Goes to a link or a button by Tab and presses it by Enter. */
async function press(page: Page, name: string): Promise<void> {
  await reach(page, name)
  await page.keyboard.press('Enter')
}

/** Presses Tab until the link or button of this name has the focus. */
async function reach(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    const focused = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
    if (focused === name) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`${name} cannot be reached by Tab on ${page.url()}`)
}

async function answer(
  other: ReturnType<typeof visitor>,
  statement: string,
  value: number,
): Promise<void> {
  const sent = await other.post(`/r/${round.code}/responses`, {
    response: newId(system.clock.now()),
    statement,
    value: String(value),
  })
  assert.equal(sent.status, 303, await sent.text())
}

/** Does the background work that waits, as the program's jobs do. */
async function work(): Promise<void> {
  for (let waiting = await jobs(); waiting.length > 0; waiting = await jobs())
    for (const { id, task_identifier: task, payload } of waiting) {
      await tasks[String(task)]!(system, payload as Record<string, unknown>)
      await system.owner.query('DELETE FROM graphile_worker._private_jobs WHERE id = $1', [id])
    }
}

const jobs = () =>
  rows(
    `SELECT job.id, task_identifier, payload FROM graphile_worker.jobs view JOIN graphile_worker._private_jobs job ON job.id = view.id ORDER BY job.id`,
  )

async function fits(page: Page): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(width <= page.viewportSize()!.width, `${page.url()} is ${width} pixels wide`)
}
