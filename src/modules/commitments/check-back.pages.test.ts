import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { promise } from '../../../test/promise.ts'
import { visitor } from '../../../test/visitor.ts'
import { askThosePromised, closeCheckBacks } from './check-back.jobs.ts'

const system = await testSystem()
const board = await foundBoard(system, { residents: 5, organisations: 2 })
const start = system.clock.now()
const officer = await board.officers[0]!.browser()
const stranger = () => visitor(board.web)

const rows = async (text: string, values: unknown[] = []) =>
  (await system.owner.query(text, values)).rows

beforeEach(() => system.clock.moveTo(start))

/** A promise that its partner says is kept; the check-back that this opened. */
async function saidDone(): Promise<{ commitment: string; checkBack: string }> {
  const commitment = await promise(board)
  const told = await officer.post(`/commitments/${commitment}/updates`, {
    text: 'All the seats stand.',
    evidence: 'https://council.example/seats',
    done: 'yes',
  })
  assert.equal(told.status, 303, await told.text())
  const [row] = await rows('SELECT id FROM commitments.check_back WHERE commitment_id = $1', [
    commitment,
  ])
  return { commitment, checkBack: row.id as string }
}
const say = async (who: number, checkBack: string, verdict: string, words = '') =>
  (await board.residents[who]!.browser()).post(`/check-backs/${checkBack}/words`, {
    verdict,
    words,
  })
const resultOf = async (checkBack: string) =>
  (
    await rows('SELECT * FROM commitments.check_back_result WHERE check_back_id = $1', [checkBack])
  )[0]

test('done is being checked until residents have said; their count closes it, beside what the partner says', async () => {
  const { commitment, checkBack } = await saidDone()
  assert.match(await stranger().page(`/commitments/${commitment}`), /They say it is done/)
  assert.equal((await say(0, checkBack, 'kept')).status, 303)
  assert.equal(
    (await say(1, checkBack, 'partly', 'Half of them are on the wrong side.')).status,
    303,
  )
  assert.equal((await say(2, checkBack, 'partly')).status, 303)
  // Somebody thinks again: the later word counts.
  assert.equal((await say(0, checkBack, 'not-kept', 'Mine was taken away.')).status, 303)
  const open = await stranger().page(`/commitments/${commitment}/check-back`)
  assert.match(open, /3 people have said so far/)
  assert.doesNotMatch(open, /wrong side/, 'what was said sways nobody before it is closed')

  const chair = await board.chair.browser()
  assert.equal(
    (
      await chair.post(`/check-backs/${checkBack}/closure`, {
        words: 'We walked the road together.',
      })
    ).status,
    303,
  )
  const result = await resultOf(checkBack)
  assert.equal(result.verdict, 'partly')
  assert.deepEqual(result.counts, { kept: 0, partly: 2, 'not-kept': 1, 'too-soon': 0 })
  const page = await stranger().page(`/commitments/${commitment}`)
  for (const words of [
    'All the seats stand',
    'Half of them are on the wrong side',
    'Mine was taken away',
    'Partly kept: 2',
    'We walked the road together',
    'People here said it was partly kept',
  ])
    assert.ok(page.includes(words), words)
  assert.equal((await say(3, checkBack, 'kept')).status, 409, 'it is closed')
  const [event] = await rows(
    `SELECT body, actor FROM platform.ledger_event WHERE act = 'check-back-partly' AND subject_id = $1`,
    [checkBack],
  )
  assert.equal(JSON.parse(event.body).outcome, 'partly')
  // No act says who said what.
  const acts = await rows(
    `SELECT DISTINCT act FROM platform.ledger_event WHERE partnership_id = $1`,
    [board.id],
  )
  assert.ok(!acts.some(({ act }) => /said-(kept|partly)|word/.test(String(act))))
  const json = (await (
    await stranger().get(`/commitments/${commitment}/commitment.json`)
  ).json()) as {
    state: { kind: string }
    checkBacks: { result: { outcome: string } }[]
  }
  assert.equal(json.state.kind, 'partly')
  assert.equal(json.checkBacks[0]?.result.outcome, 'partly')
  assert.doesNotMatch(JSON.stringify(json), /rowan@council/)
  assert.match(await stranger().page(`/thread/${commitment}`), /People said it was partly kept/)
})

test('those it was promised to are written to, once', async () => {
  const { checkBack } = await saidDone()
  await Promise.all([
    askThosePromised(system, { checkBack }),
    askThosePromised(system, { checkBack }),
  ])
  await askThosePromised(system, { checkBack })
  const [asking] = await rows(
    'SELECT people FROM commitments.check_back_asking WHERE check_back_id = $1',
    [checkBack],
  )
  assert.equal(asking.people, board.residents.length)
  const mails = await rows(
    `SELECT recipient FROM platform.message WHERE subject LIKE '%Was it kept%' ORDER BY recipient`,
  )
  assert.deepEqual(
    mails.map((row) => row.recipient),
    board.residents.map(({ email }) => email).toSorted(),
  )
})

test('a paper with a code is a voice: typed at a screen, or written down by a keyer', async () => {
  const { commitment, checkBack } = await saidDone()
  const chair = await board.chair.browser()
  const printed = await chair.post(`/check-backs/${checkBack}/papers`, { count: '2' })
  assert.equal(printed.status, 200)
  const codes = [
    ...new Set(
      [...(await printed.text()).matchAll(/\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b/g)].map(
        ([code]) => code,
      ),
    ),
  ]
  assert.equal(codes.length, 2)
  const stored = await rows(
    'SELECT code_hash FROM commitments.check_back_code WHERE check_back_id = $1',
    [checkBack],
  )
  assert.equal(stored.length, 2)
  assert.ok(
    stored.every((row) => !codes.includes(row.code_hash)),
    'a code is kept nowhere',
  )
  const acts = await rows(
    `SELECT body FROM platform.ledger_event WHERE act = 'check-back-papers-printed' AND subject_id = $1`,
    [checkBack],
  )
  assert.equal(JSON.parse(acts[0].body).papers, 2)

  const at = stranger()
  const typed = await at.post('/check-backs/code', {
    code: codes[0]!.toLowerCase().replaceAll('-', ' '),
  })
  assert.equal(typed.status, 303)
  assert.match(await at.page(typed.headers.get('location')!), /Every bus stop on Mill Road/)
  assert.equal(
    (await at.post(`/check-backs/code/${codes[0]}`, { verdict: 'not-kept' })).status,
    303,
  )
  assert.equal((await at.post('/check-backs/code', { code: 'XXXX-XXXX-XXXX' })).status, 404)

  const keyer = await board.keyer.browser()
  const written = await keyer.post(`/check-backs/${checkBack}/recording`, {
    member: '',
    code: codes[1]!,
    channel: 'paper',
    verdict: 'not-kept',
    words: 'There is none at the school.',
  })
  assert.equal(written.status, 303, await written.text())
  // By phone, for a resident who rang; then that resident thinks again on a screen.
  assert.equal(
    (
      await keyer.post(`/check-backs/${checkBack}/recording`, {
        member: board.residents[3]!.id,
        code: '',
        channel: 'phone',
        verdict: 'kept',
      })
    ).status,
    303,
  )
  assert.equal((await say(3, checkBack, 'partly')).status, 303)
  const words = await rows(
    'SELECT channel, recorded_by IS NOT NULL AS recorded FROM commitments.check_back_word WHERE check_back_id = $1 ORDER BY number',
    [checkBack],
  )
  assert.deepEqual(
    words.map(({ channel, recorded }) => [channel, recorded]),
    [
      ['screen', false],
      ['paper', true],
      ['phone', true],
      ['screen', false],
    ],
  )
  await chair.post(`/check-backs/${checkBack}/closure`, {})
  assert.deepEqual((await resultOf(checkBack)).counts, {
    kept: 0,
    partly: 1,
    'not-kept': 2,
    'too-soon': 0,
  })
  assert.match(await at.page(`/commitments/${commitment}`), /There is none at the school/)
})

test('the clock closes it after its last day: too soon looks again, nobody is shown as nobody and asked again', async () => {
  const soon = await saidDone()
  await say(1, soon.checkBack, 'too-soon')
  const silent = await saidDone()
  // Three weeks: the last day is 23 March, which ends at midnight.
  system.clock.moveTo(new Date('2026-03-23T23:59:59Z'))
  await closeCheckBacks(system, {})
  assert.equal(await resultOf(soon.checkBack), undefined)
  system.clock.moveTo(new Date('2026-03-24T00:00:00Z'))
  await Promise.all([closeCheckBacks(system, {}), closeCheckBacks(system, {})])
  const result = await resultOf(soon.checkBack)
  assert.deepEqual([result.verdict, result.next_review_on], ['too-soon', '2026-06-23'])
  assert.match(
    await stranger().page(`/commitments/${soon.commitment}`),
    /too soon to say\. The next word is due by 23 June 2026/,
  )
  const nobody = await stranger().page(`/commitments/${silent.commitment}`)
  assert.match(nobody, /nobody said whether it was kept/)
  const chair = await board.chair.browser()
  assert.equal((await chair.post(`/commitments/${silent.commitment}/check-back`)).status, 303)
  assert.match(
    await stranger().page(`/commitments/${silent.commitment}`),
    /People here are being asked until 14 April 2026/,
  )
  // After too soon, the partner goes on reporting.
  const told = await officer.post(`/commitments/${soon.commitment}/updates`, {
    text: 'Now they do.',
    done: 'yes',
  })
  assert.equal(told.status, 303)
})

test('erasing a person takes the name and leaves the role', async () => {
  const other = board.officers[1]!
  const browser = await other.browser()
  const made = await browser.post(`/in/${board.slug}/promises/new`, {
    organisation: board.organisations[1]!.id,
    promise: 'The clinic opens on Saturdays.',
    'due-day': '1',
    'due-month': '6',
    'due-year': '2026',
    'review-day': '1',
    'review-month': '4',
    'review-year': '2026',
    name: 'Somebody To Forget',
    role: 'Clinic manager',
    myself: 'yes',
    address: 'forget@clinic.example',
  })
  const commitment = /\/commitments\/([0-9a-f-]{36})/.exec(made.headers.get('location') ?? '')![1]!
  assert.match(await stranger().page(`/commitments/${commitment}`), /Somebody To Forget/)
  const erased = await browser.post('/you/erasure', { confirm: 'erase' })
  assert.equal(erased.status, 303, (await erased.text()).slice(0, 3000))
  const [named] = await rows(
    'SELECT name, role, person_id FROM commitments.responsible WHERE commitment_id = $1',
    [commitment],
  )
  assert.deepEqual(named, { name: null, role: 'Clinic manager', person_id: null })
  assert.equal(
    (
      await rows('SELECT FROM commitments.responsible_contact WHERE address = $1', [
        'forget@clinic.example',
      ])
    ).length,
    0,
  )
  const page = await stranger().page(`/commitments/${commitment}`)
  assert.doesNotMatch(page, /Somebody To Forget/)
  assert.match(page, /Clinic manager/)
})
