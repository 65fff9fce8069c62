import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { Refusal } from '../../platform/errors.ts'
import { testSystem } from '../../../test/database.ts'
import { openRound } from '../../../test/open-round.ts'
import { createRecorder } from './recorder.actions.ts'
import type { NewParticipant } from './response.sql.ts'
import type { Response } from './response.ts'

const system = await testSystem()
const round = await openRound(system)

const someone = (): NewParticipant => ({
  id: randomUUID(),
  round: round.id,
  channel: 'screen',
  language: 'en',
})

const response = (participant: NewParticipant, statement = 0): Response => ({
  id: randomUUID(),
  round: round.id,
  participant: participant.id,
  statement: round.statements[statement]!.id,
  value: 1,
  important: false,
  channel: 'screen',
  givenAt: system.clock.now(),
})

const many = async () =>
  Number((await system.owner.query('SELECT count(*) AS many FROM listening.response')).rows[0].many)

describe('recording responses in groups', () => {
  test('three hundred at once are stored in a few transactions, each told what it has answered', async () => {
    const recorder = createRecorder(system)
    const before = await many()
    const people = Array.from({ length: 300 }, someone)
    const answered = await Promise.all(
      people.map((person, index) => recorder.record(person, [response(person, index % 5)])),
    )
    assert.equal((await many()) - before, 300)
    for (const [index, ids] of answered.entries())
      assert.deepEqual(ids, [round.statements[index % 5]!.id])
  })

  test('one that the database refuses does not take the others with it', async () => {
    const recorder = createRecorder(system)
    const [good, bad, alsoGood] = [someone(), someone(), someone()]
    const outcomes = await Promise.allSettled([
      recorder.record(good, [response(good)]),
      recorder.record(bad, [{ ...response(bad), statement: randomUUID() }]),
      recorder.record(alsoGood, [response(alsoGood)]),
    ])
    assert.deepEqual(
      outcomes.map((each) => each.status),
      ['fulfilled', 'rejected', 'fulfilled'],
    )
    const { rowCount } = await system.owner.query(
      'SELECT FROM listening.participant WHERE id = $1',
      [bad.id],
    )
    assert.equal(rowCount, 0, 'nothing of the refused one is kept')
  })

  test('a database that goes away fails the whole group at once, and the next group is stored', async () => {
    const recorder = createRecorder(system)
    const people = Array.from({ length: 20 }, someone)
    const locker = await system.owner.connect()
    await locker.query('BEGIN')
    await locker.query('LOCK TABLE listening.response IN ACCESS EXCLUSIVE MODE')
    const sent = people.map((person) => recorder.record(person, [response(person)]))
    const outcomes = Promise.allSettled(sent)
    const waiting = async () =>
      (
        await locker.query(
          `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND application_name = 'common-thread'`,
        )
      ).rows as { pid: number }[]
    let stuck = await waiting()
    while (stuck.length === 0) stuck = await waiting()
    for (const { pid } of stuck) await system.owner.query('SELECT pg_terminate_backend($1)', [pid])
    assert.ok(
      (await outcomes).every((each) => each.status === 'rejected'),
      'nobody is told that it was saved',
    )
    await locker.query('ROLLBACK')
    locker.release()
    // Sent again with the same ids, as a device does.
    const again = response(people[0]!)
    assert.deepEqual(await recorder.record(people[0]!, [again]), [again.statement])
  })

  test('a response after the closing is refused; one before it is in the count', async () => {
    const closing = await openRound(system)
    const recorder = createRecorder(system)
    const person = { ...someone(), round: closing.id }
    const late = { ...response(person), round: closing.id, statement: closing.statements[0]!.id }
    // The closing holds the round while it counts; the response waits and then sees that it came too late.
    const closer = await system.owner.connect()
    await closer.query('BEGIN')
    await closer.query(`SELECT pg_advisory_xact_lock(hashtextextended('round:' || $1, 0))`, [
      closing.id,
    ])
    const sent = recorder.record(person, [late])
    await closer.query(
      `INSERT INTO listening.closure (round_id, closed_at, participants, responses, merkle_root) VALUES ($1, now(), 0, 0, '')`,
      [closing.id],
    )
    const refused = assert.rejects(
      sent,
      (error) => error instanceof Refusal && error.key === 'respond.refused.closed',
    )
    await closer.query('COMMIT')
    closer.release()
    await refused
    const { rowCount } = await system.owner.query(
      'SELECT FROM listening.response WHERE round_id = $1',
      [closing.id],
    )
    assert.equal(rowCount, 0)
  })
})
