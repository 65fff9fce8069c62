import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reviewsOf, silencesOf, stateOf, type History } from './commitment.ts'
import { reminderOn } from './reminder.ts'

const at = (text: string) => new Date(text)
const promised = (more: Partial<History> = {}): History => ({
  madeAt: at('2026-01-10T12:00:00Z'),
  dueOn: '2026-06-01',
  reviewOn: '2026-03-01',
  updates: [],
  checkBacks: [],
  ...more,
})

test('a promise stands where its dates and words put it', () => {
  assert.deepEqual(stateOf(promised(), '2026-03-01'), { kind: 'given', reviewOn: '2026-03-01' })
  assert.deepEqual(stateOf(promised(), '2026-03-02'), {
    kind: 'quiet',
    reviewOn: '2026-03-01',
    since: '2026-03-02',
  })
  const told = promised({
    updates: [{ at: at('2026-03-05T09:00:00Z'), saysDone: false, nextReviewOn: '2026-07-01' }],
  })
  assert.equal(stateOf(told, '2026-03-05').kind, 'given')
  assert.equal(stateOf(told, '2026-06-01').kind, 'due')
  assert.equal(stateOf(told, '2026-07-02').kind, 'quiet')
  assert.deepEqual(silencesOf(told, '2026-03-05'), [
    { reviewOn: '2026-03-01', since: '2026-03-02', until: at('2026-03-05T09:00:00Z') },
  ])
})

test('done is not done until those it was promised to have said', () => {
  const done = { at: at('2026-02-20T09:00:00Z'), saysDone: true, nextReviewOn: null }
  const asked = { openedAt: done.at, closesOn: '2026-03-13', closed: null }
  const closed = (outcome: 'kept' | 'partly' | 'not-kept' | 'too-soon' | 'nobody-said') =>
    promised({
      updates: [done],
      checkBacks: [
        {
          ...asked,
          closed: {
            at: at('2026-03-10T09:00:00Z'),
            outcome,
            nextReviewOn: outcome === 'too-soon' ? '2026-06-09' : null,
          },
        },
      ],
    })
  // No promise goes quiet while it is being checked, however long that takes.
  const waiting = promised({ updates: [done], checkBacks: [asked] })
  assert.equal(stateOf(waiting, '2026-05-01').kind, 'being-checked')
  assert.deepEqual(silencesOf(waiting, '2026-05-01'), [])
  for (const outcome of ['kept', 'partly', 'not-kept'] as const)
    assert.deepEqual(stateOf(closed(outcome), '2027-01-01'), {
      kind: outcome,
      since: '2026-03-10',
    })
  assert.equal(stateOf(closed('nobody-said'), '2027-01-01').kind, 'unchecked')
  assert.equal(stateOf(closed('too-soon'), '2026-06-09').kind, 'too-soon')
  assert.equal(stateOf(closed('too-soon'), '2026-06-10').kind, 'quiet')
})

test('a day ends at midnight by the clock on the wall, in winter and in summer', () => {
  // 1 March ends at 00:00 UTC; 1 June at 23:00 UTC the same evening.
  const told = (moment: string, reviewOn: string) =>
    silencesOf(
      promised({
        reviewOn,
        updates: [{ at: at(moment), saysDone: false, nextReviewOn: '2026-12-01' }],
      }),
      '2026-11-01',
    ).length
  assert.equal(told('2026-03-01T23:59:59Z', '2026-03-01'), 0)
  assert.equal(told('2026-03-02T00:00:00Z', '2026-03-01'), 1)
  assert.equal(told('2026-06-01T22:59:59Z', '2026-06-01'), 0)
  assert.equal(told('2026-06-01T23:00:00Z', '2026-06-01'), 1)
  // The clocks go forward on 29 March 2026, back on 25 October 2026; 2028 has a leap day.
  assert.equal(told('2026-03-29T22:59:59Z', '2026-03-29'), 0)
  assert.equal(told('2026-03-29T23:00:00Z', '2026-03-29'), 1)
  assert.equal(told('2026-10-25T23:59:59Z', '2026-10-25'), 0)
  assert.equal(told('2026-10-26T00:00:00Z', '2026-10-25'), 1)
  assert.deepEqual(stateOf(promised({ reviewOn: '2028-02-28' }), '2028-02-29'), {
    kind: 'quiet',
    reviewOn: '2028-02-28',
    since: '2028-02-29',
  })
})

test('a reminder is sent while it is true, and none that has passed', () => {
  const [review] = reviewsOf(promised())
  const on = (day: string) => reminderOn(review!, day)
  const table: [string, ReturnType<typeof reminderOn>][] = [
    ['2026-02-21', undefined],
    ['2026-02-22', '7-days-before'],
    ['2026-02-27', '7-days-before'],
    ['2026-02-28', '1-day-before'],
    ['2026-03-01', '1-day-before'],
    ['2026-03-02', 'gone-quiet'],
    ['2026-03-07', 'gone-quiet'],
    ['2026-03-08', '7-days-after'],
    ['2026-04-04', '7-days-after'],
    ['2026-04-05', undefined],
  ]
  for (const [day, kind] of table) assert.equal(on(day), kind, day)
  // Over a leap day: seven days before 5 March 2028 is 27 February.
  const leap = { on: '2028-03-05', setAt: at('2028-01-01T00:00:00Z'), endedAt: null }
  assert.equal(reminderOn(leap, '2028-02-26'), undefined)
  assert.equal(reminderOn(leap, '2028-02-27'), '7-days-before')
  // Set three days ahead: whoever set it needs no word about seven days.
  const soon = { on: '2026-03-01', setAt: at('2026-02-26T09:00:00Z'), endedAt: null }
  assert.equal(reminderOn(soon, '2026-02-26'), undefined)
  assert.equal(reminderOn(soon, '2026-02-28'), '1-day-before')
  // Answered: nobody is reminded.
  assert.equal(
    reminderOn({ ...soon, endedAt: at('2026-02-27T09:00:00Z') }, '2026-02-28'),
    undefined,
  )
})
