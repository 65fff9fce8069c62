// Long because it is the whole of a decision, from the question to what came of it, in the order people do it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foundBoard, type Board, type BoardMember } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { visitor } from '../../../test/visitor.ts'
import { newId } from '../../platform/ids.ts'
import { tasks } from './decision.jobs.ts'

const system = await testSystem()
const hour = 3_600_000

const asking = {
  question: 'Shall we buy a bench for the green?',
  background: 'It costs £400.',
  changing: 'Yes, buy it',
  keeping: 'No',
  where: 'between',
}

async function put(board: Board, fields: Record<string, string | string[]> = {}): Promise<string> {
  const chair = await board.chair.browser()
  const answer = await chair.post(`/in/${board.slug}/decisions`, { ...asking, ...fields })
  assert.equal(answer.status, 303, await answer.text())
  return /^\/decisions\/([0-9a-f-]{36})/.exec(answer.headers.get('location')!)![1]!
}

/** Opens a vote between meetings until the end of 9 March. */
async function open(
  board: Board,
  decision: string,
  fields: Record<string, string> = { day: '9', month: '3', year: '2026' },
) {
  const answer = await (await board.chair.browser()).post(`/decisions/${decision}/opening`, fields)
  assert.equal(answer.status, 303, await answer.text())
}

async function optionsOf(decision: string): Promise<string[]> {
  const { rows } = await system.owner.query(
    'SELECT id FROM partnerships.decision_option WHERE decision_id = $1 ORDER BY position',
    [decision],
  )
  return rows.map((row: { id: string }) => row.id)
}

async function meetingOf(board: Board, notice = true): Promise<string> {
  const id = newId(system.clock.now())
  const starts = new Date(system.clock.now().getTime() + hour)
  await system.owner.query(
    `INSERT INTO partnerships.meeting (id, partnership_id, title, starts_at, ends_at, place, called_at) VALUES ($1, $2, 'Spring meeting', $3, $4, 'The hall', $5)`,
    [id, board.id, starts, new Date(starts.getTime() + 2 * hour), system.clock.now()],
  )
  if (notice) await giveNotice(id)
  return id
}

const giveNotice = (meeting: string) =>
  system.owner.query(
    'INSERT INTO partnerships.meeting_notice (meeting_id, sent_at, clear_days, asked_days) VALUES ($1, $2, 5, 5)',
    [meeting, system.clock.now()],
  )

const arrive = (meeting: string, members: readonly BoardMember[]) =>
  Promise.all(
    members.map((member) =>
      system.owner.query(
        `INSERT INTO partnerships.attendance (meeting_id, member_id, channel, arrived_at) VALUES ($1, $2, 'room', $3)`,
        [meeting, member.id, system.clock.now()],
      ),
    ),
  )

async function result(decision: string) {
  const { rows } = await system.owner.query(
    'SELECT outcome, count FROM partnerships.decision_result WHERE decision_id = $1',
    [decision],
  )
  return rows[0] as { outcome: string; count: Record<string, number> } | undefined
}

test('nothing is put before the quorum is set, and the page says where', async () => {
  const board = await foundBoard(system, { quorumShare: null })
  const chair = await board.chair.browser()
  const page = await chair.page(`/in/${board.slug}/decisions/new`)
  assert.match(page, /Set your quorum first/)
  assert.match(page, new RegExp(`href="/in/${board.slug}/constitution"`))
  assert.equal((await chair.post(`/in/${board.slug}/decisions`, asking)).status, 409)
})

test('a question that is not whole comes back as it was typed', async () => {
  const board = await foundBoard(system)
  const answer = await (
    await board.chair.browser()
  ).post(`/in/${board.slug}/decisions`, {
    question: '',
    changing: 'Yes',
    keeping: '',
    addresses: 'https://example.org/nowhere',
    where: '',
  })
  const page = await answer.text()
  assert.equal(answer.status, 422)
  for (const field of ['question', 'keeping', 'addresses', 'where'])
    assert.match(page, new RegExp(`href="#${field}"`), field)
  assert.match(page, />https:\/\/example.org\/nowhere</)
})

test('between meetings: put, opened, voted on a screen, closed by the clock once, dissent beside it', async () => {
  const board = await foundBoard(system)
  const node = newId(system.clock.now())
  await system.owner.query(`INSERT INTO platform.thread_node VALUES ($1, $2, 'insight', $3)`, [
    node,
    board.id,
    system.clock.now(),
  ])
  const decision = await put(board, {
    addresses: `http://127.0.0.1:3000/thread/${node}`,
    note: 'Many said so.',
  })
  const stranger = visitor(board.web)
  assert.equal((await stranger.get(`/decisions/${decision}`)).status, 404)
  assert.doesNotMatch(await stranger.page(`/in/${board.slug}/decisions`), /bench/)
  assert.match(
    await (await board.residents[3]!.browser()).page(`/in/${board.slug}/decisions`),
    /bench/,
  )

  const wrong = await (
    await board.chair.browser()
  ).post(`/decisions/${decision}/opening`, { day: '1', month: '3', year: '2026' })
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /still to come/)
  await open(board, decision)
  const seen = await stranger.page(`/decisions/${decision}`)
  assert.match(seen, /Shall we buy a bench/)
  assert.match(seen, new RegExp(`href="/thread/${node}"`))
  assert.match(seen, /9 of 9 members may vote/)
  assert.match(seen, /5 more members must take part/)
  assert.doesNotMatch(seen, /Resident 4/)
  const { rows: ties } = await system.owner.query(
    'SELECT kind FROM platform.thread_link WHERE earlier_id = $1 AND later_id = $2',
    [node, decision],
  )
  assert.deepEqual(ties, [{ kind: 'led-to' }])

  const [yes, no] = await optionsOf(decision)
  const first = await board.residents[3]!.browser()
  assert.equal((await first.post(`/decisions/${decision}/votes`, {})).status, 422)
  for (const [member, option] of [
    [board.residents[3]!, no!],
    [board.residents[3]!, yes!],
    [board.residents[4]!, yes!],
    [board.residents[5]!, yes!],
    [board.officers[0]!, no!],
    [board.officers[1]!, 'abstain'],
  ] as const) {
    const answer = await (await member.browser()).post(`/decisions/${decision}/votes`, { option })
    assert.equal(answer.status, 303, await answer.text())
  }
  assert.match(await first.page(`/decisions/${decision}`), /Your newest vote counts/)
  const { rows: kept } = await system.owner.query(
    'SELECT option_id FROM partnerships.vote WHERE member_id = $1 ORDER BY number',
    [board.residents[3]!.id],
  )
  assert.deepEqual(
    kept.map(({ option_id }: { option_id: string }) => option_id),
    [no, yes],
  )

  // Nobody sees how the votes stand before it is over, and nobody ends it early.
  const chair = await board.chair.browser()
  assert.doesNotMatch(await chair.page(`/decisions/${decision}`), /How the votes stand/)
  const early = await chair.page(`/decisions/${decision}/closure`)
  assert.match(early, /cannot be closed yet/)
  assert.equal((await chair.post(`/decisions/${decision}/closure`)).status, 409)

  const unnamed = await (
    await board.officers[0]!.browser()
  ).post(`/decisions/${decision}/dissents`, { text: 'The money was for the hall.', named: 'no' })
  assert.equal(unnamed.status, 303)
  // The same form twice at once says it once.
  const officer = await board.officers[0]!.browser()
  const again = { text: 'The money was for the hall.', named: 'no' }
  await Promise.all([1, 2].map(() => officer.post(`/decisions/${decision}/dissents`, again)))
  const named = await first.post(`/decisions/${decision}/dissents`, {
    text: 'It should be two benches.',
    named: 'yes',
  })
  assert.equal(named.status, 303)
  assert.doesNotMatch(await stranger.page(`/decisions/${decision}`), /two benches/)

  // A week without a worker, and one more voter who is too late.
  system.clock.advance(9 * 24 * hour)
  const late = await (
    await board.officers[2]!.browser()
  ).post(`/decisions/${decision}/votes`, { option: no! })
  assert.equal(late.status, 409)
  await Promise.all([tasks['close-decisions']!(system, {}), tasks['close-decisions']!(system, {})])
  await tasks['close-decisions']!(system, {})
  const stored = (await result(decision))!
  assert.equal(stored.outcome, 'carried')
  assert.deepEqual(
    [
      stored.count['members'],
      stored.count['takingPart'],
      stored.count['cast'],
      stored.count['residentsCast'],
      stored.count['abstained'],
    ],
    [9, 5, 4, 3, 1],
  )
  const { rows: events } = await system.owner.query(
    `SELECT actor, body FROM platform.ledger_event WHERE subject_id = $1 AND act = 'decision-closed'`,
    [decision],
  )
  assert.equal(events.length, 1)
  assert.equal(events[0].actor, 'system:close-decisions')
  assert.deepEqual(JSON.parse(events[0].body), {
    outcome: 'carried',
    option: yes,
    members: 9,
    residents: 6,
    takingPart: 5,
    residentsTakingPart: 3,
    cast: 4,
    residentsCast: 3,
  })

  const after = await stranger.page(`/decisions/${decision}`)
  assert.match(after, /Agreed: .*Yes, buy it/)
  assert.match(after, /two benches[\s\S]*Resident 4/)
  assert.match(after, /money was for the hall[\s\S]*A member/)
  assert.doesNotMatch(after, /Officer 1/)
  // The record names nobody who did not want to be named.
  const { rows: written } = await system.owner.query(
    `SELECT actor, to_char(at AT TIME ZONE 'Europe/London', 'HH24:MI') AS time FROM platform.ledger_event WHERE subject_id = $1 AND act = 'dissent-written' ORDER BY sequence`,
    [decision],
  )
  assert.deepEqual(
    written.map(({ actor }: { actor: string }) => actor),
    ['system:dissent', `person:${board.residents[3]!.person}`],
  )
  // Nor the minute, which would say who it was.
  assert.equal(written[0].time, '00:00')
  const record = await stranger.page(`/in/${board.slug}/record`)
  assert.match(record, /Voting opened on/)
  assert.match(record, /Voting closed, with 4 votes/)
  const json = (await (await stranger.get(`/decisions/${decision}/decision.json`)).json()) as {
    result: { outcome: string }
    dissent: { name: string | null }[]
  }
  assert.equal(json.result.outcome, 'carried')
  assert.deepEqual(new Set(json.dissent.map(({ name }) => name)), new Set(['Resident 4', null]))
})

test('at a meeting: quorum fails, is recorded as that, and is put again with hands and paper', async () => {
  const board = await foundBoard(system)
  const meeting = await meetingOf(board, false)
  const decision = await put(board, { where: meeting })
  const keyer = await board.keyer.browser()
  const chair = await board.chair.browser()
  assert.equal((await chair.post(`/decisions/${decision}/opening`)).status, 409)
  await giveNotice(meeting)
  assert.match(await visitor(board.web).page(`/decisions/${decision}`), /On an agenda/)
  await open(board, decision, {})
  system.clock.advance(1.1 * hour)
  await arrive(meeting, board.residents.slice(0, 3))

  const form = await keyer.page(`/decisions/${decision}/recording`)
  assert.equal([...form.matchAll(/<div class="card" id="row-/g)].length, 9)
  const [yes, no] = await optionsOf(decision)
  const absent = await keyer.post(`/decisions/${decision}/recording`, {
    [`vote-${board.residents[4]!.id}`]: yes!,
    [`channel-${board.residents[4]!.id}`]: 'hand',
  })
  assert.equal(absent.status, 422)
  assert.match(await absent.text(), /noted as at the meeting/)
  const votes = Object.fromEntries(
    board.residents.slice(0, 3).flatMap(({ id }) => [
      [`vote-${id}`, yes!],
      [`channel-${id}`, 'hand'],
    ]),
  )
  assert.equal((await keyer.post(`/decisions/${decision}/recording`, votes)).status, 303)
  const preview = await chair.page(`/decisions/${decision}/closure`)
  assert.match(preview, /nothing would be agreed/)
  assert.match(preview, /2 more members must take part/)
  assert.equal((await chair.post(`/decisions/${decision}/closure`)).status, 303)
  assert.equal((await result(decision))?.outcome, 'no-quorum')
  assert.match(
    await visitor(board.web).page(`/decisions/${decision}`),
    /Not decided: too few members took part/,
  )
  assert.match(
    await visitor(board.web).page(`/in/${board.slug}/decisions`),
    /Not carried[\s\S]*bench[\s\S]*too few members took part/,
  )

  // Put again, with what was said the first time in the form already.
  assert.match(
    await chair.page(`/in/${board.slug}/decisions/new?again=${decision}`),
    /Shall we buy a bench/,
  )
  const next = await meetingOf(board, false)
  const second = await put(board, { where: next, again: decision })
  await giveNotice(next)
  await open(board, second, {})
  system.clock.advance(1.1 * hour)
  await arrive(next, board.residents.slice(0, 3))
  const more = { ...votes }
  for (const { id } of [board.officers[0]!, board.officers[1]!]) {
    more[`vote-${id}`] = no!
    more[`channel-${id}`] = 'paper'
  }
  const [yesAgain, noAgain] = await optionsOf(second)
  const again = Object.fromEntries(
    Object.entries(more).map(([key, value]) => [
      key,
      value === yes ? yesAgain! : value === no ? noAgain! : value,
    ]),
  )
  assert.equal((await keyer.post(`/decisions/${second}/recording`, again)).status, 303)
  assert.match(
    await chair.page(`/decisions/${second}/closure`),
    /this would be agreed: Yes, buy it/,
  )
  assert.equal((await chair.post(`/decisions/${second}/closure`)).status, 303)
  assert.equal((await result(second))?.outcome, 'carried')
  const { rows } = await system.owner.query(
    'SELECT kind FROM platform.thread_link WHERE earlier_id = $1 AND later_id = $2',
    [decision, second],
  )
  assert.deepEqual(rows, [{ kind: 'put-again' }])

  // A question that settles a list elsewhere is put again there: as bare words it could be carried and change nothing.
  await system.owner.query(
    `UPDATE partnerships.decision SET about_kind = 'priority-list', about_id = id WHERE id = $1`,
    [decision],
  )
  const sent = await chair.get(`/in/${board.slug}/decisions/new?again=${decision}`)
  assert.deepEqual(
    [sent.status, sent.headers.get('location')],
    [302, `/in/${board.slug}/priorities`],
  )
  const tried = await chair.post(`/in/${board.slug}/decisions`, {
    question: 'The same again?',
    changing: 'Yes',
    keeping: 'No',
    where: next,
    again: decision,
  })
  assert.equal(tried.headers.get('location'), `/in/${board.slug}/priorities`)
  const told = await visitor(board.web).page(`/decisions/${decision}`)
  assert.match(told, new RegExp(`href="/decisions/${second}"`))
  const thread = await visitor(board.web).page(`/thread/${second}`)
  assert.match(thread, /Decided/)
})

test('whoever has an interest is shown why they do not vote, and others who', async () => {
  const board = await foundBoard(system)
  const decision = await put(board, { parties: [board.organisations[0]!.id] })
  await open(board, decision, { day: '30', month: '3', year: '2026' })
  const officer = await board.officers[0]!.browser()
  assert.match(
    await officer.page(`/decisions/${decision}`),
    /speaks for an organisation that stands to gain or lose does not vote/,
  )
  const [yes] = await optionsOf(decision)
  assert.equal((await officer.post(`/decisions/${decision}/votes`, { option: yes! })).status, 403)

  const member = await board.residents[4]!.browser()
  assert.equal((await member.post(`/decisions/${decision}/votes`, { option: yes! })).status, 303)
  assert.equal((await member.post(`/decisions/${decision}/interests`, { reason: '' })).status, 422)
  assert.equal(
    (await member.post(`/decisions/${decision}/interests`, { reason: 'My sister would build it.' }))
      .status,
    303,
  )
  assert.equal((await member.post(`/decisions/${decision}/votes`, { option: yes! })).status, 403)
  const seen = await (await board.residents[5]!.browser()).page(`/decisions/${decision}`)
  assert.match(
    seen,
    /Resident 5[\s\S]*has an interest in this question[\s\S]*My sister would build it/,
  )
  const outside = await visitor(board.web).page(`/decisions/${decision}`)
  assert.doesNotMatch(outside, /My sister|Resident 5/)
  assert.match(outside, /7 of 9 members may vote/)
  assert.match(outside, /One member has said that they have an interest/)
  const json = (await (
    await visitor(board.web).get(`/decisions/${decision}/decision.json`)
  ).json()) as { turnout: Record<string, unknown> }
  // The vote that was cast before is kept and no longer counted; how votes stand is nobody's yet.
  assert.deepEqual(
    [json.turnout['voted'], json.turnout['takingPart'], 'options' in json.turnout],
    [0, 0, false],
  )
})

test('voting papers are printed for those who may vote, in large print too', async () => {
  const board = await foundBoard(system, { residents: 3, organisations: 1 })
  const decision = await put(board)
  const keyer = await board.keyer.browser()
  for (const path of ['papers', 'papers?large=1']) {
    const answer = await keyer.get(`/decisions/${decision}/${path}`)
    assert.equal(answer.status, 200)
    assert.equal(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
      '%PDF-',
    )
  }
})

test('everybody reads decisions in Welsh and in Urdu', async () => {
  const board = await foundBoard(system)
  const decision = await put(board)
  await open(board, decision, { day: '30', month: '3', year: '2026' })
  assert.match(
    await visitor(board.web, { language: 'cy' }).page(`/decisions/${decision}`),
    /Pwy sy’n cael pleidleisio/,
  )
  assert.match(
    await visitor(board.web, { language: 'ur' }).page(`/decisions/${decision}`),
    /کون ووٹ دے سکتا ہے/,
  )
})
