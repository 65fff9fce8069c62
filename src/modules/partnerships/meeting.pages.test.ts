// Long because it follows one meeting from its call to its minutes, as its members do.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { meetingTasks } from './notice.jobs.ts'

const system = await testSystem()

/** Wednesday 11 March 2026: five clear days from Tuesday 3 March, and today is Monday the 2nd. */
const march = {
  title: 'Board meeting in March',
  'on-day': '11',
  'on-month': '3',
  'on-year': '2026',
  starts: '19:00',
  ends: '20:30',
  place: 'The hall on Harrow Lane, by the side door',
  joining: 'Phone 0117 496 0000',
}

type Board = Awaited<ReturnType<typeof foundBoard>>
type Browser = ReturnType<typeof visitor>

async function call(board: Board, fields: Record<string, string> = {}): Promise<string> {
  const chair = await board.chair.browser()
  const answer = await chair.post(`/in/${board.slug}/meetings`, { ...march, ...fields })
  assert.equal(answer.status, 303, await answer.text())
  return answer.headers.get('location')!.replace('/meetings/', '')
}

async function add(browser: Browser, meeting: string, title: string): Promise<void> {
  const answer = await browser.post(`/meetings/${meeting}/agenda`, { title, note: '' })
  assert.equal(answer.status, 303, await answer.text())
}

async function tell(meeting: string, kind: string): Promise<void> {
  await meetingTasks['tell-of-meeting']!(system, { meeting, kind })
}

const mailOf = async (subject: string) =>
  (
    await system.owner.query<{ recipient: string; body: string; language: string }>(
      'SELECT recipient, body, language FROM platform.message WHERE subject LIKE $1 ORDER BY id',
      [`%${subject}%`],
    )
  ).rows

const acts = async (board: Board) =>
  (
    await system.owner.query<{ act: string; body: string }>(
      `SELECT act, body FROM platform.ledger_event WHERE partnership_id = $1 AND subject_kind = 'meeting' ORDER BY sequence`,
      [board.id],
    )
  ).rows

const at = (iso: string) => system.clock.moveTo(new Date(iso))
const monday = '2026-03-02T12:00:00Z'

describe('a meeting, from its call to its minutes', () => {
  test('it is called, put in order, sent, held, and written up', async () => {
    at(monday)
    const board = await foundBoard(system, { residents: 5, organisations: 2, quorumShare: 50 })
    const chair = await board.chair.browser()
    const anyone = visitor(board.web)
    assert.match(await anyone.page(`/in/${board.slug}/meetings`), /No meeting is planned yet/)

    const meeting = await call(board)
    const stored = await system.owner.query(
      `SELECT starts_at, ends_at, yearly FROM partnerships.meeting WHERE id = $1`,
      [meeting],
    )
    assert.deepEqual(stored.rows[0], {
      starts_at: new Date('2026-03-11T19:00:00Z'),
      ends_at: new Date('2026-03-11T20:30:00Z'),
      yearly: false,
    })

    // A draft is there for members alone.
    assert.equal((await anyone.get(`/meetings/${meeting}`)).status, 404)
    assert.doesNotMatch(await anyone.page(`/in/${board.slug}/meetings`), /Board meeting in March/)
    const member = await board.residents[3]!.browser()
    assert.match(await member.page(`/meetings/${meeting}`), /This is a draft/)

    // The agenda offers what is always asked, and is put in order by buttons.
    const offered = await chair.page(`/meetings/${meeting}`)
    assert.match(offered, /Interests to declare/)
    assert.match(offered, /A yearly meeting is due/)
    await add(chair, meeting, 'Interests to declare')
    await add(chair, meeting, 'The road by the school')
    await add(chair, meeting, 'Any other matter')
    const ids = async () =>
      (
        await system.owner.query<{ id: string; title: string }>(
          'SELECT id, title FROM partnerships.agenda_item WHERE meeting_id = $1 ORDER BY position',
          [meeting],
        )
      ).rows
    const road = (await ids())[1]!
    await chair.post(`/meetings/${meeting}/agenda/${road.id}`, { move: 'up' })
    await chair.post(`/meetings/${meeting}/agenda/${road.id}`, { move: 'up' })
    assert.deepEqual(
      (await ids()).map((each) => each.title),
      ['The road by the school', 'Interests to declare', 'Any other matter'],
    )
    const changed = await chair.post(`/meetings/${meeting}/agenda/${road.id}`, {
      title: 'The road by the school gate',
      note: 'Bring the map.',
    })
    assert.equal(changed.status, 303)
    const nothing = await chair.post(`/meetings/${meeting}/agenda/${road.id}`, { title: ' ' })
    assert.equal(nothing.status, 422)
    assert.match(await nothing.text(), /Say what it is about/)
    await chair.post(`/meetings/${meeting}/agenda/${(await ids())[2]!.id}/removal`)
    assert.equal((await ids()).length, 2)

    // Notice says until when it is in time, and by which days.
    const notice = await chair.page(`/meetings/${meeting}/notice`)
    assert.match(notice, /Tuesday,? 3 March 2026/)
    assert.match(notice, /6 clear days/)
    assert.doesNotMatch(notice, /Why is it short/)
    assert.equal((await chair.post(`/meetings/${meeting}/notice`)).status, 303)
    const sent = await system.owner.query(
      'SELECT clear_days, asked_days, reason FROM partnerships.meeting_notice WHERE meeting_id = $1',
      [meeting],
    )
    assert.deepEqual(sent.rows[0], { clear_days: 6, asked_days: 5, reason: null })

    const open = await anyone.page(`/meetings/${meeting}`)
    assert.match(open, /The road by the school gate/)
    assert.match(open, /Bring the map/)
    assert.doesNotMatch(open, /0117 496 0000/, 'how to join is for members')
    assert.match(await member.page(`/meetings/${meeting}`), /0117 496 0000/)

    // Everybody is written to once, however often the work is done again.
    await tell(meeting, 'notice')
    await tell(meeting, 'notice')
    const mail = await mailOf('Meeting: Board meeting in March')
    assert.deepEqual(
      mail.map((each) => each.recipient).toSorted(),
      board.members.map((each) => each.email).toSorted(),
    )
    assert.match(mail[0]!.body, /1\. The road by the school gate\n2\. Interests to declare/)
    assert.match(mail[0]!.body, /0117 496 0000/)
    assert.match(mail[0]!.body, new RegExp(`/meetings/${meeting}`))

    // What was sent stands fast.
    assert.equal((await chair.post(`/meetings/${meeting}/notice`)).status, 409)
    assert.equal((await chair.post(`/meetings/${meeting}/agenda`, { title: 'Late' })).status, 409)
    assert.equal(
      (await chair.post(`/meetings/${meeting}/agenda/${road.id}`, { move: 'down' })).status,
      409,
    )
    assert.equal(
      (await chair.post(`/meetings/${meeting}/change`, { ...march, place: 'Elsewhere' })).status,
      409,
    )

    // Nobody is noted before the day.
    const keyer = await board.keyer.browser()
    assert.equal((await keyer.post(`/meetings/${meeting}/attendance`)).status, 409)

    at('2026-03-11T19:05:00Z')
    assert.match(await anyone.page(`/meetings/${meeting}`), /This meeting is on now/)
    const [first, second, third, fourth] = board.members
    const noted = await keyer.post(`/meetings/${meeting}/attendance`, {
      [`channel-${first!.id}`]: 'room',
      [`arrived-${first!.id}`]: '18:50',
      [`channel-${second!.id}`]: 'phone',
      [`channel-${third!.id}`]: 'paper',
      [`channel-${fourth!.id}`]: '',
    })
    assert.equal(noted.status, 303, await noted.text())
    const attendance = async () =>
      (
        await system.owner.query<{
          member_id: string
          channel: string
          arrived_at: Date
          left_at: Date | null
        }>(
          'SELECT member_id, channel, arrived_at, left_at FROM partnerships.attendance WHERE meeting_id = $1 ORDER BY arrived_at, channel',
          [meeting],
        )
      ).rows
    assert.deepEqual(
      (await attendance()).map((each) => [each.channel, each.arrived_at.toISOString()]),
      [
        ['room', '2026-03-11T18:50:00.000Z'],
        ['paper', '2026-03-11T19:05:00.000Z'],
        ['phone', '2026-03-11T19:05:00.000Z'],
      ],
    )
    // Seven members, a half of them rounded up: four. Paper is a vote, not a presence.
    let room = await keyer.page(`/meetings/${meeting}/attendance`)
    assert.match(room, /Not enough members are here to decide/)
    assert.match(room, /2 of 7 members are here/)
    assert.match(room, /2 of 5 resident members are here/)
    assert.match(room, /4 are needed: 2 more/)
    await keyer.post(
      `/meetings/${meeting}/attendance`,
      Object.fromEntries(board.members.map((each) => [`channel-${each.id}`, 'room'])),
    )
    room = await keyer.page(`/meetings/${meeting}/attendance`)
    assert.match(room, /Enough members are here to decide/)
    assert.equal(
      (await member.get(`/meetings/${meeting}/attendance?live=yes`)).headers.get('refresh'),
      '30',
    )
    assert.equal((await member.get(`/meetings/${meeting}/attendance`)).headers.get('refresh'), null)

    // One goes and comes back; times that cannot be are refused where they were typed.
    at('2026-03-11T19:30:00Z')
    await keyer.post(`/meetings/${meeting}/attendance/${fourth!.id}/end`)
    assert.match(await keyer.page(`/meetings/${meeting}/attendance`), /6 of 7 members are here/)
    at('2026-03-11T19:40:00Z')
    await keyer.post(`/meetings/${meeting}/attendance/${fourth!.id}/end`)
    assert.match(await keyer.page(`/meetings/${meeting}/attendance`), /7 of 7 members are here/)
    const wrong = await keyer.post(`/meetings/${meeting}/attendance`, {
      [`channel-${fourth!.id}`]: 'room',
      [`arrived-${fourth!.id}`]: '19:20',
      [`channel-${first!.id}`]: 'room',
      [`arrived-${first!.id}`]: '25:00',
      [`channel-${second!.id}`]: 'room',
      [`left-${second!.id}`]: '21:00',
    })
    assert.equal(wrong.status, 422)
    const said = await wrong.text()
    assert.match(said, /They were still here from before/)
    assert.match(said, /Enter a time, such as 19:30/)
    assert.match(said, /This time is still to come/)

    // Minutes begin from what happened, without a name in them.
    at('2026-03-12T09:00:00Z')
    const draft = await chair.page(`/meetings/${meeting}/minutes`)
    assert.match(draft, /7 of 7 members took part: 5 residents, and 2 who stand for organisations/)
    assert.match(draft, /## 1\. The road by the school gate/)
    const textOf = (page: string) => /<textarea[^>]*>([^<]*)<\/textarea>/.exec(page)![1]!
    for (const each of board.members) assert.ok(!textOf(draft).includes(each.name))
    assert.equal((await anyone.get(`/meetings/${meeting}/minutes`)).status, 404)
    const text = '## The road\n\n<b>Bold</b> words.\n- one\n- two\n\n> We will not have it.'
    assert.equal((await chair.post(`/meetings/${meeting}/minutes`, { text })).status, 303)
    assert.equal((await anyone.get(`/meetings/${meeting}/minutes`)).status, 404)
    assert.equal((await chair.post(`/meetings/${meeting}/minutes/1/publication`)).status, 303)
    const read = await anyone.page(`/meetings/${meeting}/minutes`)
    assert.match(read, /<h2>The road<\/h2>/)
    assert.match(read, /&lt;b&gt;Bold&lt;\/b&gt; words\./)
    assert.match(read, /<li>one<\/li><li>two<\/li>/)
    assert.match(read, /<blockquote><p>We will not have it\.<\/p><\/blockquote>/)
    assert.match(read, /Version 1, published on/)
    for (const each of board.members) assert.ok(!read.includes(each.name), 'names are for members')
    assert.match(await member.page(`/meetings/${meeting}/minutes`), new RegExp(first!.name))

    // A correction is a version of its own; the first stays readable.
    await chair.post(`/meetings/${meeting}/minutes`, { text: `${text}\n\nCorrected.` })
    assert.doesNotMatch(await anyone.page(`/meetings/${meeting}/minutes`), /Corrected/)
    await chair.post(`/meetings/${meeting}/minutes/2/publication`)
    assert.match(await anyone.page(`/meetings/${meeting}/minutes`), /Corrected/)
    assert.doesNotMatch(await anyone.page(`/meetings/${meeting}/minutes?version=1`), /Corrected/)

    assert.deepEqual(
      (await acts(board)).map((each) => each.act),
      ['meeting-called', 'notice-sent', 'minutes-published', 'minutes-published'],
    )
    const called = (await acts(board))[0]!
    assert.equal(called.body, '{}', 'a draft says nothing of itself')
    const node = await system.owner.query('SELECT kind FROM platform.thread_node WHERE id = $1', [
      meeting,
    ])
    assert.equal(node.rows[0]?.kind, 'meeting')
    const publicRecord = await anyone.page(`/in/${board.slug}/record`)
    assert.match(publicRecord, /Notice was sent of the meeting “Board meeting in March”/)

    // The next meeting is asked to agree them.
    const next = await call(board, { 'on-day': '15', 'on-month': '4' })
    assert.match(await chair.page(`/meetings/${next}`), /Minutes of the meeting on 11 March 2026/)
  })

  test('short notice needs a reason, and says so in public', async () => {
    at(monday)
    const board = await foundBoard(system, { residents: 4, organisations: 1 })
    const chair = await board.chair.browser()
    const meeting = await call(board, { title: 'Roof', 'on-day': '6' })
    const empty = await chair.post(`/meetings/${meeting}/notice`, { reason: 'The storm' })
    assert.equal(empty.status, 422)
    assert.match(await empty.text(), /Put something on the agenda first/)
    await add(chair, meeting, 'The roof')
    assert.match(await chair.page(`/meetings/${meeting}/notice`), /Why is it short/)
    const silent = await chair.post(`/meetings/${meeting}/notice`, { reason: ' ' })
    assert.equal(silent.status, 422)
    assert.match(await silent.text(), /Say why the notice is short/)
    await chair.post(`/meetings/${meeting}/notice`, { reason: 'The roof came down in the storm.' })
    const open = await visitor(board.web).page(`/meetings/${meeting}`)
    assert.match(open, /This notice was short/)
    assert.match(open, /The roof came down in the storm/)
    assert.match(open, /3 clear days before\. Our rules ask for 5/)
  })

  test('Wales: three clear days over Easter, and its bank holidays by their Welsh names', async () => {
    at('2026-03-30T09:00:00Z')
    const board = await foundBoard(system, { residents: 4, organisations: 1, nation: 'wales' })
    await system.owner.query(
      'UPDATE partnerships.constitution SET notice_days = 3 WHERE partnership_id = $1',
      [board.id],
    )
    const chair = await board.chair.browser()
    const meeting = await call(board, { 'on-day': '7', 'on-month': '4' })
    await add(chair, meeting, 'Y ffordd')
    const page = await chair.page(`/meetings/${meeting}/notice?language=cy`)
    assert.match(page, /Good Friday|Dydd Gwener y Groglith/)
    assert.match(page, /Easter Monday|Llun y Pasg/)
    assert.doesNotMatch(page, /Why is it short|Pam mae’n fyr/)
    await chair.post(`/meetings/${meeting}/notice`)
    const sent = await system.owner.query(
      'SELECT clear_days, asked_days, reason FROM partnerships.meeting_notice WHERE meeting_id = $1',
      [meeting],
    )
    assert.deepEqual(sent.rows[0], { clear_days: 3, asked_days: 3, reason: null })
  })

  test('a yearly meeting is made known two weeks before', async () => {
    at(monday)
    const board = await foundBoard(system, { residents: 4, organisations: 1 })
    const chair = await board.chair.browser()
    const meeting = await call(board, { yearly: 'yes' })
    await add(chair, meeting, 'The year')
    const page = await chair.page(`/meetings/${meeting}/notice`)
    assert.match(page, /Wednesday,? 25 February 2026/)
    assert.match(page, /Why is it short/)
  })

  test('a form that is wrong comes back as it was typed, with what to do', async () => {
    at(monday)
    const board = await foundBoard(system, { residents: 3, organisations: 1 })
    const chair = await board.chair.browser()
    for (const [fields, words] of [
      [{ title: ' ' }, /Say what the meeting is called/],
      [{ 'on-day': '31', 'on-month': '2' }, /Enter a day, such as/],
      [{ starts: 'seven' }, /Enter a time, such as/],
      [{ ends: '18:00' }, /It must end after it starts/],
      [{ 'on-day': '1' }, /The meeting must be in the future/],
    ] as const) {
      const answer = await chair.post(`/in/${board.slug}/meetings`, { ...march, ...fields })
      assert.equal(answer.status, 422)
      const text = await answer.text()
      assert.match(text, words)
      assert.match(text, /by the side door/)
    }
    const { rows } = await system.owner.query(
      'SELECT 1 FROM partnerships.meeting WHERE partnership_id = $1',
      [board.id],
    )
    assert.equal(rows.length, 0)
  })
})

describe('telling people in time', () => {
  test('everybody is reminded the day before, exactly once, whenever the work is done', async () => {
    at(monday)
    const board = await foundBoard(system, { residents: 3, organisations: 1 })
    const chair = await board.chair.browser()
    const meeting = await call(board, { title: 'Reminded' })
    await add(chair, meeting, 'One thing')
    await chair.post(`/meetings/${meeting}/notice`)
    const remind = () => meetingTasks['remind-of-meetings']!(system, {})
    const reminded = async () => (await mailOf('Soon: Reminded')).length
    for (const early of ['2026-03-09T20:00:00Z', '2026-03-10T09:45:00Z']) {
      at(early)
      await remind()
      assert.equal(await reminded(), 0, early)
    }
    at('2026-03-10T10:00:00Z')
    await Promise.all([remind(), remind()])
    await remind()
    assert.equal(await reminded(), board.members.length)
    at('2026-03-11T18:00:00Z')
    await remind()
    assert.equal(await reminded(), board.members.length)
  })

  test('where nothing ran the day before, people are reminded on the day, and never after it began', async () => {
    at(monday)
    const board = await foundBoard(system, { residents: 3, organisations: 1 })
    const chair = await board.chair.browser()
    const late = await call(board, { title: 'Slept through' })
    await add(chair, late, 'One thing')
    await chair.post(`/meetings/${late}/notice`)
    at('2026-03-11T08:00:00Z')
    await meetingTasks['remind-of-meetings']!(system, {})
    assert.equal((await mailOf('Soon: Slept through')).length, board.members.length)

    at(monday)
    const over = await call(board, { title: 'Begun' })
    await add(chair, over, 'One thing')
    await chair.post(`/meetings/${over}/notice`)
    at('2026-03-11T19:00:00Z')
    await meetingTasks['remind-of-meetings']!(system, {})
    assert.equal((await mailOf('Soon: Begun')).length, 0)
  })

  test('a cancelled meeting is told, once, to everybody, and nobody is reminded of it', async () => {
    at(monday)
    const board = await foundBoard(system, { residents: 3, organisations: 1 })
    const chair = await board.chair.browser()
    const meeting = await call(board, { title: 'Snowed off' })
    await add(chair, meeting, 'One thing')
    await chair.post(`/meetings/${meeting}/notice`)
    await tell(meeting, 'notice')
    const silent = await chair.post(`/meetings/${meeting}/cancellation`, { reason: '' })
    assert.equal(silent.status, 422)
    await chair.post(`/meetings/${meeting}/cancellation`, { reason: 'Two feet of snow.' })
    assert.equal(
      (await chair.post(`/meetings/${meeting}/cancellation`, { reason: 'Again' })).status,
      409,
    )
    await tell(meeting, 'cancellation')
    await tell(meeting, 'cancellation')
    const mail = await mailOf('Cancelled: Snowed off')
    assert.equal(mail.length, board.members.length)
    assert.match(mail[0]!.body, /Two feet of snow/)
    at('2026-03-10T12:00:00Z')
    await meetingTasks['remind-of-meetings']!(system, {})
    assert.equal((await mailOf('Soon: Snowed off')).length, 0)
    assert.match(await visitor(board.web).page(`/meetings/${meeting}`), /Two feet of snow/)
    assert.deepEqual(
      (await acts(board)).map((each) => each.act),
      ['meeting-called', 'notice-sent', 'meeting-cancelled'],
    )
  })

  test('a draft is given up without a word outside', async () => {
    at(monday)
    const board = await foundBoard(system, { residents: 3, organisations: 1 })
    const chair = await board.chair.browser()
    const meeting = await call(board, { title: 'Never mind' })
    await chair.post(`/meetings/${meeting}/cancellation`, { reason: 'A private matter' })
    assert.equal((await visitor(board.web).get(`/meetings/${meeting}`)).status, 404)
    assert.equal((await acts(board)).at(-1)!.body, '{}')
    await tell(meeting, 'cancellation')
    assert.equal((await mailOf('Never mind')).length, 0)
  })
})
