import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foundBoard } from '../../../test/board.ts'
import { testSystem } from '../../../test/database.ts'
import { transaction } from '../../platform/database/index.ts'
import { makeCommitment } from './commitment.actions.ts'
import { postUpdate } from './update.actions.ts'

const system = await testSystem()
const board = await foundBoard(system)
const officer = board.officers[0]!

const acting = <T>(work: (trx: Parameters<typeof makeCommitment>[0]) => Promise<T>) =>
  transaction(system.db, officer.actor, system.clock.now(), work)
const promise = (what: string) =>
  acting((trx) =>
    makeCommitment(trx, {
      partnership: board.id,
      organisation: officer.organisation!,
      what,
      language: 'en',
      dueOn: '2026-12-01',
      reviewOn: '2026-06-01',
      priority: null,
      expectation: null,
      intent: null,
      responsible: { name: 'Ann Bell', role: 'Head of buses', myself: false, address: '' },
    }),
  )

test('an update that is sent twice at once is posted once', async () => {
  const one = await promise('A bus on Sundays.')
  const update = (text: string) =>
    acting((trx) =>
      postUpdate(trx, {
        commitment: one,
        text,
        language: 'en',
        evidenceUrl: null,
        figure: null,
        saysDone: false,
        nextReviewOn: '2026-07-01',
      }),
    )
  const [first, second] = await Promise.all([
    update('We have a driver.'),
    update('We have a driver.'),
  ])
  assert.equal(first, second)
  assert.notEqual(await update('We have a bus.'), first)
  const { rows } = await system.owner.query(
    `SELECT act, count(*)::integer FROM platform.ledger_event WHERE partnership_id = $1 AND act ~ '^commitment-' GROUP BY act ORDER BY act`,
    [board.id],
  )
  assert.deepEqual(rows, [
    { act: 'commitment-made', count: 1 },
    { act: 'commitment-updated', count: 2 },
  ])
})
