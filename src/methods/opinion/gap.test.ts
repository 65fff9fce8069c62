import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evenRound, plantedRound } from '../../../test/opinion-round.ts'
import { countByGroup, meanResponses } from './counts.ts'
import { gapsOf } from './gap.ts'
import { responseMatrix } from './matrix.ts'
import type { Responses } from './responses.ts'

/** The gap between two groups, along the line on which their mean responses differ. */
function gapBetween(round: Responses, groupOf: (person: number) => number) {
  const matrix = responseMatrix(round)
  const group = Int32Array.from({ length: round.participants }, (_, i) => groupOf(i))
  const [one, other] = countByGroup(matrix, group, 2).map(({ tally }) => meanResponses(tally))
  const line = () => other!.map((mean, s) => mean - one![s]!)
  return gapsOf(matrix, group, 2, line).next().value!
}

test('two minds leave a gap, and within each nothing but chance', () => {
  for (let seed = 1; seed <= 10; seed++) {
    const { distance, within, clear } = gapBetween(
      plantedRound(60, 24, 18, 2, seed),
      (person) => person % 2,
    )
    assert.ok(clear && distance > 5)
    assert.ok(within > 0.6 && within < 1.4, `${within}`)
  }
})

test('the halves of an even spread leave none, however far apart they are', () => {
  for (let seed = 1; seed <= 10; seed++) {
    for (const slope of [2, 4, 10]) {
      const { clear } = gapBetween(evenRound(60, 24, 18, slope, seed), (i) => (i < 30 ? 0 : 1))
      assert.ok(!clear, `slope ${slope}, seed ${seed}`)
    }
  }
})

test('who answered little mimics neither a spread nor a gap', () => {
  // Two minds again, but one person in two answers a quarter of what the others do.
  const round = plantedRound(120, 40, 40, 2, 4)
  const kept = Array.from(round.value, (_, row) => row).filter(
    (row) => round.participant[row]! % 4 < 2 || row % 4 === 0,
  )
  const thinned = {
    ...round,
    participant: kept.map((row) => round.participant[row]!),
    statement: kept.map((row) => round.statement[row]!),
    value: kept.map((row) => round.value[row]!),
  }
  const { within, clear } = gapBetween(thinned, (person) => person % 2)
  assert.ok(clear)
  assert.ok(within > 0.7 && within < 1.3, `${within}`)
})

test('groups that answered alike have no gap', () => {
  const round = plantedRound(20, 6, 6, 0, 1)
  const same = { ...round, value: Array.from(round.value, () => 1) }
  assert.deepEqual(
    gapBetween(same, (person) => person % 2),
    { distance: 0, within: 0, clear: false },
  )
})
