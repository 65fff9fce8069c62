// Paper, phone and screen count the same: what stands of somebody's answers does not depend on how
// they came, only on when they were given.

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { system as asSystem } from '../../platform/actor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { testSystem } from '../../../test/database.ts'
import { paperRound } from '../../../test/paper-round.ts'
import { finishPass, makeBatch } from './batch.actions.ts'
import type { Pass } from './batch.ts'
import { keySheet } from './keying.actions.ts'
import { readMark } from './keying.ts'
import { participantId } from './participant.ts'
import { createRecorder } from './recorder.actions.ts'
import { standingResponses } from './response.sql.ts'
import { roundById } from './round.sql.ts'
import { settleBatch } from './settlement.actions.ts'

const system = await testSystem()
const recorder = createRecorder(system)
const dayLong = 86_400_000

// One sheet's marks as keyed, one a statement.
const sheet = fc.array(fc.constantFrom('1', '2', '3', '0', 'x', 'w', '1+', '2+', '3+'), {
  minLength: 3,
  maxLength: 3,
})
const events = fc.array(
  fc.record({
    way: fc.constantFrom('paper' as const, 'screen' as const),
    day: fc.integer({ min: 0, max: 4 }),
    marks: sheet,
  }),
  { minLength: 1, maxLength: 4 },
)

test('the same answers by paper or by phone stand the same, and the later ones stand', async () => {
  const start = system.clock.now()
  await fc.assert(
    fc.asyncProperty(events, async (given) => {
      const made = await paperRound(system, { statements: 3, sheets: 1 })
      const round = (await reading(system.db, made.place.chair, (db) => roundById(db, made.id)))!
      // Opened long enough ago for every day to lie within the round.
      const opened = { ...round, openedAt: new Date(start.getTime() - 10 * dayLong) }
      const participant = participantId(system.secret, made, made.serials[0]!)
      const expected = new Map<string, { at: number; value: number; important: boolean }>()
      for (const { way, day, marks } of given) {
        // Paper is given at noon on the wall; a screen one minute later that day, so that the order is plain.
        const noon = new Date(start.getTime() - (5 - day) * dayLong)
        const at = way === 'paper' ? noon : new Date(noon.getTime() + 60_000)
        const answers = marks.map((keys, index) => ({
          statement: made.statements[index]!,
          ...readMark(keys)!,
        }))
        if (way === 'screen')
          await recorder.record(
            { id: participant, round: made.id, channel: 'screen', language: 'en' },
            answers.flatMap((each) =>
              each.value === null
                ? []
                : {
                    id: randomUUID(),
                    round: made.id,
                    participant,
                    channel: 'screen' as const,
                    givenAt: at,
                    statement: each.statement,
                    value: each.value,
                    important: each.important,
                  },
            ),
          )
        else {
          const batch = await transaction(system.db, made.place.chair, system.clock.now(), (trx) =>
            makeBatch(trx, opened, {
              name: 'Box',
              channel: 'paper',
              givenOn: noon.toISOString().slice(0, 10),
            }),
          )
          for (const [pass, keyer] of [
            [1, made.place.keyer],
            [2, made.place.facilitator],
          ] as [Pass, typeof made.place.keyer][])
            await transaction(system.db, keyer, system.clock.now(), async (trx) => {
              await keySheet(
                trx,
                { round: opened, batch, pass },
                {
                  participant,
                  language: 'en',
                  marks: new Map(answers.map(({ statement, ...mark }) => [statement, mark])),
                  about: new Map(),
                  ownStatement: '',
                  ownWords: '',
                  mayPublish: false,
                },
                false,
              )
              await finishPass(trx, opened, batch, pass)
            })
          for (let again = 0; again < 2; again += 1)
            assert.equal(
              (await settleBatch(system, made.place.keyer, opened, batch, new Map())).done,
              true,
            )
        }
        for (const { statement, value, important } of answers) {
          const before = expected.get(statement)
          if (value !== null && (!before || before.at <= at.getTime()))
            expected.set(statement, { at: at.getTime(), value, important })
        }
        // What arrives later was received later.
        system.clock.advance(1000)
      }
      const stands = await reading(system.db, asSystem('test'), (db) =>
        standingResponses(db, [participant]),
      )
      assert.deepEqual(
        new Map(
          stands.map((each) => [
            each.statement,
            [each.value, each.important, each.givenAt.getTime()],
          ]),
        ),
        new Map([...expected].map(([id, each]) => [id, [each.value, each.important, each.at]])),
      )
      const { rows } = await system.owner.query(
        'SELECT count(*) FROM listening.response WHERE round_id = $1',
        [made.id],
      )
      const all = given
        .flatMap((each) => each.marks)
        .filter((keys) => readMark(keys)!.value !== null)
      assert.equal(Number(rows[0].count), all.length, 'every answer is kept, each once')
    }),
    { numRuns: 25 },
  )
})
