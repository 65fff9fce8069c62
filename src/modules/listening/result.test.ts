import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { seededRandom } from '../../methods/random.ts'
import { testSystem } from '../../../test/database.ts'
import { neighbours } from '../../../test/neighbours.ts'
import { openRound } from '../../../test/open-round.ts'
import { newId } from '../../platform/ids.ts'
import { createWeb } from '../../app/web.ts'
import { visitor } from '../../../test/visitor.ts'
import { importPolis } from './import.actions.ts'
import { computeResult, stopComputing } from './result.actions.ts'
import { leastAtOnce } from './release.ts'
import { resultTasks } from './result.jobs.ts'
import { packMembers, unpackMembers } from './result.ts'

const system = await testSystem()
const web = createWeb(system)
after(() => stopComputing(system))

type Round = Awaited<ReturnType<typeof openRound>>

async function takePart(
  round: Round,
  options: { sameAs?: string; at?: Date } = {},
): Promise<string> {
  const id = newId(system.clock.now())
  await system.owner.query(
    `INSERT INTO listening.participant (id, round_id, channel, same_as_id, created_at) VALUES ($1, $2, 'screen', $3, $4)`,
    [id, round.id, options.sameAs ?? null, system.clock.now()],
  )
  return id
}

async function respond(round: Round, participant: string, answers: (number | null)[]) {
  for (const [number, value] of answers.entries()) {
    if (value === null) continue
    await system.owner.query(
      `INSERT INTO listening.response (participant_id, statement_id, id, round_id, value, channel, given_at, received_at) VALUES ($1, $2, $3, $4, $5, 'screen', $6, $6)`,
      [
        participant,
        round.statements[number]!.id,
        newId(system.clock.now()),
        round.id,
        value,
        system.clock.now(),
      ],
    )
  }
}

/** Two camps on the first three statements, of one mind on the last. */
async function twoCamps(round: Round, each: number, random = seededRandom(7)): Promise<string[]> {
  const people: string[] = []
  for (let i = 0; i < each * 2; i += 1) {
    const side = i % 2 === 0 ? 1 : -1
    const person = await takePart(round)
    const answers = round.statements.map((_, s) =>
      s === round.statements.length - 1 ? 1 : random() < 0.9 ? side * (s % 2 === 0 ? 1 : -1) : 0,
    )
    await respond(round, person, answers)
    people.push(person)
  }
  return people
}

const eight = Array.from({ length: 8 }, (_, i) => `Statement ${i}`)
const stored = async (round: string) =>
  (
    await system.owner.query(
      'SELECT * FROM listening.result WHERE round_id = $1 ORDER BY version DESC',
      [round],
    )
  ).rows

test('groups, common ground and differences are found, stored and shown', async () => {
  const round = await openRound(system, { statements: eight })
  await twoCamps(round, 15)
  await resultTasks['compute-result']!(system, { round: round.id })
  const [row] = await stored(round.id)
  assert.equal(row.participants, 30)
  assert.equal(row.responses, 240)
  assert.deepEqual(
    row.body.groups.map((group: { label: string; size: number }) => [group.label, group.size]),
    [
      ['A', 15],
      ['B', 15],
    ],
  )
  assert.equal(row.body.common[0].statement, 8)
  assert.equal(unpackMembers(row.members).length, 30)
  assert.deepEqual(row.body.channels, { screen: 30 })
  const page = await visitor(web).page(`/rounds/${round.id}/results`)
  const order = ['id="common"', 'id="different"', 'id="unsure"', 'id="people"'].map((part) =>
    page.indexOf(part),
  )
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  )
  assert.ok(order.every((at) => at > 0))
  assert.match(page, /Every group agrees/)
  assert.match(page, /Group A/)
})

test('counting only what is new gives what counting everything gives', async () => {
  const round = await openRound(system, { statements: eight })
  const people = await twoCamps(round, 10)
  const first = await computeResult(system, round.id)
  const letters = first.body.groups.map((group) => group.label)
  for (let step = 0; step < 4; step += 1) {
    system.clock.advance(60_000)
    await respond(round, people[step]!, [0, null, 1, null, -1])
    const [twin] = [await takePart(round, { sameAs: people[step + 4]! })]
    await respond(round, twin, [null, null, null, 1])
    await twoCamps(round, 2, seededRandom(step))
    if (step === 2)
      await system.owner.query('UPDATE listening.participant SET banned_at = $2 WHERE id = $1', [
        people[19],
        system.clock.now(),
      ])
    if (step === 3)
      await system.owner.query(`UPDATE listening.statement SET status = 'removed' WHERE id = $1`, [
        round.statements[2]!.id,
      ])
    const some = await computeResult(system, round.id)
    const all = await computeResult(system, round.id, { whole: true })
    const { axes: _someAxes, points: somePoints, ...someBody } = some.body
    const { axes: _allAxes, points: allPoints, ...allBody } = all.body
    assert.deepEqual(someBody, allBody)
    assert.equal(somePoints.length, allPoints.length)
    assert.deepEqual(
      all.body.groups.map((group) => group.label),
      letters,
    )
  }
  assert.equal((await stored(round.id)).length, 5, 'the last few versions are kept')
})

test('the clock asks for a result only where something has happened', async () => {
  const round = await openRound(system, { statements: eight })
  await twoCamps(round, 3)
  const waiting = async () => {
    await resultTasks['compute-results']!(system, {})
    const { rows } = await system.owner.query(
      `SELECT key FROM graphile_worker.jobs WHERE key = $1`,
      [`result:${round.id}`],
    )
    await system.owner.query(`DELETE FROM graphile_worker._private_jobs WHERE key = $1`, [
      `result:${round.id}`,
    ])
    return rows.length
  }
  assert.equal(await waiting(), 1)
  await computeResult(system, round.id)
  assert.equal(await waiting(), 0)
  system.clock.advance(1000)
  const said = async (people: number) => {
    for (let i = 0; i < people; i += 1) await respond(round, await takePart(round), [1, 1, 1])
  }
  await said(leastAtOnce - 1)
  assert.equal(await waiting(), 0, 'too few to be counted together')
  await said(1)
  assert.equal(await waiting(), 1)
})

test('an open round counts new answers only when enough people gave them, and all of them together', async () => {
  const round = await openRound(system, { statements: eight })
  const compute = () => resultTasks['compute-result']!(system, { round: round.id })
  const counted = async () => (await stored(round.id))[0]?.participants as number
  const first: string[] = []
  for (let i = 0; i < leastAtOnce; i += 1) {
    first.push(await takePart(round))
    await respond(round, first[i]!, [1])
    await compute()
    assert.equal(await counted(), i === leastAtOnce - 1 ? leastAtOnce : 0)
    system.clock.advance(60_000)
  }
  await respond(round, await takePart(round), [-1, -1])
  await compute()
  assert.equal(await counted(), leastAtOnce)
  // A ban is carried out at once, and brings nobody's new answers with it.
  await system.owner.query('UPDATE listening.participant SET banned_at = $2 WHERE id = $1', [
    first[0],
    system.clock.now(),
  ])
  await compute()
  assert.equal(await counted(), leastAtOnce - 1)
  const [before] = await stored(round.id)
  assert.equal(before.body.statements[1].disagree, 0)
  await system.owner.query(
    `INSERT INTO listening.closure (round_id, closed_at, participants, responses, merkle_root) VALUES ($1, $2, 0, 0, '')`,
    [round.id, system.clock.now()],
  )
  await compute()
  assert.equal(await counted(), leastAtOnce, 'a closed round is whole')
})

test('three people are enough; nobody is a group of one or two', async () => {
  const round = await openRound(system, { statements: eight })
  for (const side of [1, 1, -1, -1, 1])
    await respond(
      round,
      await takePart(round),
      eight.map(() => side),
    )
  const { body } = await computeResult(system, round.id)
  assert.ok(body.groups.every((group) => group.size >= 3))
  const page = await visitor(web).page(`/rounds/${round.id}/results`)
  if (body.groups.length === 0) assert.match(page, /There are no clear groups/)
})

test('a page view computes nothing; without a result it says so', async () => {
  const round = await openRound(system)
  const page = await visitor(web).page(`/rounds/${round.id}/results`)
  assert.match(page, /Nothing has been counted yet/)
  assert.equal((await stored(round.id)).length, 0)
})

test('members are packed and unpacked', () => {
  const members = [
    { participant: newId(), group: 0 },
    { participant: newId(), group: -1 },
  ]
  assert.deepEqual(unpackMembers(packMembers(members)), members)
})

for (const name of [
  'london.youth.policing',
  'scoop-hivemind.affordable-housing',
  'american-assembly.bowling-green',
])
  test(`${name}: results are computed, stored and shown`, async (t) => {
    const folder = join(import.meta.dirname, '../../../../shared/data/polis', name)
    if (!existsSync(folder)) return t.skip('the published conversations are not beside the project')
    const { partnership } = await neighbours(system)
    const { round, plan } = await importPolis(system, {
      folder,
      partnership,
      question: 'What matters?',
      source: 'a test',
      licence: 'CC BY 4.0',
    })
    const { body } = await computeResult(system, round)
    const removed = new Set(
      plan.statements.filter((each) => each.moderated === -1).map((each) => each.number),
    )
    // Every count in the result is the count of the files, statement by statement.
    const people = new Set<string>()
    const last = new Map<string, number>()
    for (let i = 0; i < plan.responses.value.length; i += 1) {
      const number = plan.statements[plan.responses.statement[i]!]!.number
      last.set(`${plan.responses.participant[i]} ${number}`, plan.responses.value[i]!)
    }
    const counts = new Map<number, [number, number, number]>()
    for (const [key, value] of last) {
      const [person, number] = key.split(' ')
      if (removed.has(Number(number))) continue
      people.add(person!)
      const count = counts.get(Number(number)) ?? [0, 0, 0]
      count[value === 1 ? 0 : value === 0 ? 1 : 2] += 1
      counts.set(Number(number), count)
    }
    assert.equal(body.participants, people.size)
    for (const each of body.statements)
      assert.deepEqual(
        [each.agree, each.unsure, each.disagree],
        counts.get(each.number) ?? [0, 0, 0],
      )
    assert.equal(body.statements.length, plan.statements.length - removed.size)
    assert.ok(body.common.length > 0)
    assert.ok(body.points.length <= 2000)
    for (const [index, group] of body.groups.entries()) {
      assert.ok(group.size >= 3)
      assert.ok(
        body.statements.every(
          (each) =>
            each.groups[index]![0] + each.groups[index]![1] + each.groups[index]![2] <= group.size,
        ),
      )
    }
    const page = await visitor(web).page(`/rounds/${round}/results`)
    assert.ok(page.includes('CC BY 4.0'))
    t.diagnostic(
      `${body.groups.map((g) => `${g.label} ${g.size}`).join(', ')}; page ${page.length} bytes`,
    )
  })
