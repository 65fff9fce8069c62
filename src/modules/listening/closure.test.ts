import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createWeb } from '../../app/web.ts'
import { testSystem } from '../../../test/database.ts'
import { neighbours } from '../../../test/neighbours.ts'
import { openRound } from '../../../test/open-round.ts'
import { visitor } from '../../../test/visitor.ts'
import { leafHash, provesInclusion } from '../../platform/ledger/index.ts'
import { newId } from '../../platform/ids.ts'
import { closeRound } from './closure.actions.ts'
import { resultTasks } from './result.jobs.ts'
import { stopComputing } from './result.actions.ts'
import { roundById } from './round.sql.ts'
import { verifyRounds } from './verification.actions.ts'
import { system as asSystem } from '../../platform/actor.ts'

const system = await testSystem()
const web = createWeb(system)
after(() => stopComputing(system))

async function someResponses(round: Awaited<ReturnType<typeof openRound>>, people: number) {
  const ids: string[] = []
  for (let i = 0; i < people; i += 1) {
    const id = newId(system.clock.now())
    ids.push(id)
    await system.owner.query(
      `INSERT INTO listening.participant (id, round_id, channel, created_at) VALUES ($1, $2, 'paper', $3)`,
      [id, round.id, system.clock.now()],
    )
    for (const [s, statement] of round.statements.entries())
      await system.owner.query(
        `INSERT INTO listening.response (participant_id, statement_id, id, round_id, value, important, channel, given_at, received_at) VALUES ($1, $2, $3, $4, $5, $6, 'paper', $7, $7)`,
        [
          id,
          statement.id,
          newId(system.clock.now()),
          round.id,
          ((i + s) % 3) - 1,
          s === i,
          system.clock.now(),
        ],
      )
  }
  return ids
}

const actor = asSystem('test')

test('closing counts everybody, publishes the root and cannot be done twice', async () => {
  const round = await openRound(system)
  await someResponses(round, 7)
  const closure = await closeRound(system, actor, round, 'the hall is shut')
  const [row] = (
    await system.owner.query('SELECT * FROM listening.closure WHERE round_id = $1', [round.id])
  ).rows
  assert.equal(row.participants, 7)
  assert.equal(row.responses, 35)
  assert.ok(row.merkle_root.equals(closure.root))
  const { rows: events } = await system.owner.query(
    `SELECT body::jsonb AS body FROM platform.ledger_event WHERE subject_id = $1 AND act = 'round-closed'`,
    [round.id],
  )
  assert.equal(events.length, 1)
  assert.equal(events[0].body.root, closure.root.toString('hex'))
  assert.deepEqual((await closeRound(system, actor, round)).root, closure.root)
  const report = await verifyRounds(system)
  assert.deepEqual(
    report.flatMap((each) => each.faults),
    [],
  )
  assert.ok(report.every((each) => each.ok))
  const record = await visitor(web).page(`/rounds/${round.id}/record`)
  assert.ok(record.includes(closure.root.toString('hex')))
  assert.match(record, /the hall is shut/)
})

test('a response changed behind the triggers is found, by round and participant', async () => {
  const round = await openRound(system)
  const people = await someResponses(round, 5)
  await closeRound(system, actor, round)
  const client = await system.owner.connect()
  const tamper = async (statement: string, values: unknown[]) => {
    await client.query('ALTER TABLE listening.response DISABLE TRIGGER response_is_append_only')
    await client.query(statement, values)
    await client.query('ALTER TABLE listening.response ENABLE TRIGGER response_is_append_only')
  }
  const faults = async () =>
    (await verifyRounds(system)).filter((each) => !each.ok).map((each) => [each.round, each.faults])
  try {
    const target = [people[3], round.statements[1]!.id]
    await tamper(
      'UPDATE listening.response SET value = -value, important = NOT important WHERE participant_id = $1 AND statement_id = $2',
      target,
    )
    assert.deepEqual(await faults(), [
      [
        round.id,
        [
          `participant ${people[3]}: the responses are not those of the receipt`,
          'the root of the responses as they are stored is not the root that was published',
        ],
      ],
    ])
    await tamper(
      'UPDATE listening.response SET value = -value, important = NOT important WHERE participant_id = $1 AND statement_id = $2',
      target,
    )
    assert.deepEqual(await faults(), [])
    await tamper('DELETE FROM listening.response WHERE participant_id = $1', [people[0]])
    const [[, found] = []] = await faults()
    assert.equal(found?.[0], `participant ${people[0]}: has a receipt and no responses now`)
    assert.ok(String(found).includes('4 people are counted now; 5 were at closing'))
  } finally {
    client.release()
  }
})

test('the clock closes a round whose last day has passed', async () => {
  const round = await openRound(system, {
    closesAt: new Date(system.clock.now().getTime() + 3_600_000),
  })
  await someResponses(round, 3)
  await resultTasks['close-rounds']!(system, {})
  assert.equal((await roundById(system.db, round.id))!.closedAt, null)
  system.clock.advance(3_600_001)
  await resultTasks['close-rounds']!(system, {})
  assert.notEqual((await roundById(system.db, round.id))!.closedAt, null)
})

test('where sheets were printed the clock leaves time to key them, and then closes', async () => {
  const closesAt = new Date(system.clock.now().getTime() + 3_600_000)
  const round = await openRound(system, { closesAt })
  await someResponses(round, 3)
  await system.owner.query(
    `INSERT INTO listening.printing (id, round_id, language, large_print, statement_ids, sheets, printed_at) VALUES ($1, $2, 'en', false, '{}', 1, $3)`,
    [newId(), round.id, system.clock.now()],
  )
  const closedAt = async () => (await roundById(system.db, round.id))!.closedAt
  system.clock.advance(13 * 86_400_000)
  await resultTasks['close-rounds']!(system, {})
  assert.equal(await closedAt(), null)
  system.clock.advance(2 * 86_400_000)
  await resultTasks['close-rounds']!(system, {})
  assert.notEqual(await closedAt(), null)
})

test('a receipt proves a person’s responses to anyone, and shows them to nobody else', async () => {
  const round = await openRound(system)
  const me = visitor(web)
  const text = await (await me.get(`/r/${round.code}`)).text()
  assert.ok(text.length > 0)
  await me.post(`/r/${round.code}/start`)
  for (const statement of round.statements.slice(0, 3)) {
    const sent = await me.post(`/r/${round.code}/responses`, {
      response: newId(system.clock.now()),
      statement: statement.id,
      value: '1',
    })
    assert.equal(sent.status, 303, await sent.text())
  }
  await someResponses(round, 4)
  assert.match(await me.page(`/r/${round.code}/mine/receipt`), /The round is still open/)
  system.clock.advance(1000)
  const closure = await closeRound(system, actor, round)
  const page = await me.page(`/r/${round.code}/mine/receipt`)
  assert.match(page, /Your 3 responses are in the final count of 5 people/)
  const receipt = (await (await me.get(`/r/${round.code}/mine/receipt?as=json`)).json()) as {
    text: string
    leaf: string
    proof: { side: 'left' | 'right'; hash: string }[]
    root: string
  }
  assert.equal(receipt.root, closure.root.toString('hex'))
  assert.equal(leafHash(receipt.text).toString('hex'), receipt.leaf)
  assert.ok(provesInclusion(leafHash(receipt.text), receipt.proof, closure.root))
  assert.ok(!provesInclusion(leafHash(`${receipt.text}\n9 agree`), receipt.proof, closure.root))
  assert.equal(receipt.text.split('\n').length, 6)
  assert.match(
    await visitor(web).page(`/r/${round.code}/mine/receipt`),
    /There is no receipt for this browser/,
  )
})

test('who may close, name themes and import', async () => {
  const ours = await neighbours(system)
  const theirs = await neighbours(system)
  let count = 0
  const made = async (opened = true) => {
    const id = newId(system.clock.now())
    count += 1
    await system.owner.query(
      `INSERT INTO listening.round (id, partnership_id, code, languages, moderation, created_at) VALUES ($1, $2, $3, '{en}', 'after', $4)`,
      [id, ours.partnership, `ACCS-${String(count).padStart(4, '0')}`, system.clock.now()],
    )
    await system.owner.query(
      `INSERT INTO listening.round_text VALUES ($1, 'en', 'A question', '', '', '')`,
      [id],
    )
    if (opened)
      await system.owner.query(
        `INSERT INTO listening.opening (round_id, opened_at) VALUES ($1, $2)`,
        [id, system.clock.now()],
      )
    return id
  }
  const expected: [string, typeof ours.chair | null, number][] = [
    ['nobody', null, 303],
    ['their chair', theirs.chair, 403],
    ['a member', ours.member, 403],
    ['a keyer', ours.keyer, 403],
    ['a moderator', ours.moderator, 403],
    ['a facilitator', ours.facilitator, 200],
    ['the chair', ours.chair, 200],
  ]
  const draft = await made(false)
  for (const [who, person, status] of expected) {
    const round = await made()
    const browser = visitor(web)
    if (person) await browser.signIn(system, person.email)
    for (const path of [
      `/rounds/${round}/closure`,
      `/rounds/${round}/themes`,
      `/in/${ours.slug}/import`,
    ])
      assert.equal((await browser.get(path)).status, status, `${who}: ${path}`)
    const closed = await browser.post(`/rounds/${round}/closure`)
    // Posting without having signed in is refused with 401.
    assert.equal(closed.status, status === 200 ? 303 : status === 303 ? 401 : status, who)
    assert.equal((await roundById(system.db, round))!.closedAt !== null, status === 200, who)
    for (const path of ['results', 'results/statements', 'export', 'export/votes.csv', 'record'])
      assert.ok((await browser.get(`/rounds/${round}/${path}`)).status < 400, `${who}: ${path}`)
    for (const path of ['results', 'export/round.json', 'record'])
      assert.ok(
        (await browser.get(`/rounds/${draft}/${path}`)).status !== 200,
        `${who}: draft ${path}`,
      )
  }
})
