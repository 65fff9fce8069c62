/** How many groups are found, and whether they are the ones that are there. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evenRound, leaningRound, plantedRound } from '../../../test/opinion-round.ts'
import type { Responses } from './responses.ts'
import type { OpinionMap } from './thread.ts'
import { opinionMap } from './thread.ts'

/** Whether the groups are exactly the planted ones, in whatever order. */
function isPlanted(map: OpinionMap, groups: number) {
  return (
    map.groups.length === groups &&
    map.groups.every(({ members }) => members.every((i) => i % groups === members[0]! % groups))
  )
}

test('planted groups are found, person by person, and said to be steady', () => {
  for (const [people, statements, each, groups] of [
    [24, 20, 20, 2],
    [60, 30, 24, 3],
    [200, 60, 40, 4],
    [200, 60, 40, 5],
    [400, 60, 45, 6],
    [400, 60, 45, 7],
    [800, 60, 45, 8],
  ] as const) {
    for (const seed of [5, 6, 7]) {
      const map = opinionMap(plantedRound(people, statements, each, groups, seed), { seed })
      assert.ok(isPlanted(map, groups), `${groups} planted, found ${map.groups.length}`)
      assert.equal(map.certainty, 'steady')
      assert.equal(map.structure, true)
    }
  }
})

test('two camps of three, opposed on every statement, are the least that is found', () => {
  const camps = (each: number): Responses => {
    const rows = Array.from({ length: 16 * each }, (_, row) => [Math.floor(row / 8), row % 8])
    return {
      participants: 2 * each,
      statements: 8,
      participant: rows.map(([person]) => person!),
      statement: rows.map(([, statement]) => statement!),
      value: rows.map(([person, s]) => (person! % 2 === s! % 2 ? 1 : -1)),
    }
  }
  assert.ok(isPlanted(opinionMap(camps(3)), 2))
  // Of two and two, drawn again, one camp is often missed.
  const four = opinionMap(camps(2))
  assert.deepEqual([four.groups.length, four.certainty], [1, 'unsure'])
})

test('groups of uneven size are found, though people stop early and agree on much', () => {
  const wide = [0.9, 0.05] as const
  const narrow = [0.1, 0.85] as const
  for (const [leanings, found] of [
    [[52, 48], 2],
    [[80, 20], 2],
    [[45, 30, 25], 3],
  ] as const) {
    const round = leaningRound(
      {
        people: 160,
        leanings,
        channels: [['screen', 100]],
        // One statement in four is agreed by all; on the others each leaning takes its own side.
        statements: Array.from({ length: 28 }, (_, s) => ({
          lean: leanings.map((_, way) =>
            s % 4 === 0 || (s * (way + 1)) % 7 < 3 !== (way === 1) ? wide : narrow,
          ),
        })),
      },
      3,
    )
    const map = opinionMap(round)
    assert.equal(map.groups.length, found, leanings.join(', '))
    const apart = map.counted.filter((person) => {
      const group = map.groups[map.groupOf[person]!]!.members
      const alike = group.filter((other) => round.leaning[other] === round.leaning[person])
      return alike.length < group.length / 2
    })
    assert.ok(apart.length <= map.counted.length / 20, `${apart.length} placed with others`)
  }
})

test('where nothing but chance is at work there is one group', () => {
  let wrong = 0
  for (let seed = 1; seed <= 40; seed++) {
    for (const [people, statements, each] of [
      [5, 8, 8],
      [12, 15, 12],
      [40, 20, 12],
      [150, 40, 20],
    ] as const) {
      const map = opinionMap(plantedRound(people, statements, each, 0, seed))
      if (map.groups.length > 1) wrong++
    }
  }
  // 160 maps; the bar lies four deviations above chance, so even two would be a surprise.
  assert.ok(wrong <= 1, `${wrong} of 160`)
})

test('an even spread from one view to its opposite has no clear groups', () => {
  let wrong = 0
  let seen = 0
  for (let seed = 1; seed <= 10; seed++) {
    for (const [people, statements, each] of [
      [12, 15, 15],
      [30, 20, 20],
      [60, 20, 16],
      [200, 40, 30],
    ] as const) {
      for (const slope of [2, 4, 10]) {
        const map = opinionMap(evenRound(people, statements, each, slope, seed))
        if (map.groups.length > 1) wrong++
        if (map.structure) seen++
      }
    }
  }
  // One in a hundred is what the test allows, for each of several divisions looked at.
  assert.ok(wrong <= 4, `${wrong} of 120`)
  assert.ok(seen > 80, `${seen}: people differ, and not by chance`)
})

test('another seed finds as many groups, and the same people in them', () => {
  const evening = [
    [
      [0.84, 0.05],
      [0.7, 0.1],
    ],
    [
      [0.08, 0.84],
      [0.9, 0.04],
    ],
    [
      [0.86, 0.05],
      [0.88, 0.04],
    ],
    [
      [0.94, 0.02],
      [0.4, 0.4],
    ],
    [
      [0.72, 0.08],
      [0.76, 0.08],
    ],
    [
      [0.3, 0.45],
      [0.8, 0.06],
    ],
    [
      [0.1, 0.8],
      [0.92, 0.03],
    ],
    [
      [0.6, 0.14],
      [0.66, 0.12],
    ],
    [
      [0.12, 0.76],
      [0.5, 0.3],
    ],
    [
      [0.84, 0.04],
      [0.3, 0.45],
    ],
  ] as const
  const leanings = {
    people: 63,
    leanings: [52, 48],
    channels: [
      ['screen', 62],
      ['paper', 22],
      ['table', 16],
    ] as const,
    statements: evening.map((lean) => ({ lean })),
  }
  for (const [name, round, groups] of [
    ['two leanings, ten statements', leaningRound(leanings, 12), 2],
    ['three planted', plantedRound(60, 30, 24, 3, 2), 3],
    ['an even spread', evenRound(120, 30, 24, 4, 2), 1],
    ['chance', plantedRound(80, 20, 16, 0, 2), 1],
  ] as const) {
    const first = opinionMap(round, { seed: 1 })
    assert.equal(first.groups.length, groups, name)
    for (let seed = 2; seed <= 20; seed++) {
      const map = opinionMap(round, { seed })
      assert.deepEqual(
        map.groups.map(({ members }) => members),
        first.groups.map(({ members }) => members),
        `${name}, seed ${seed}`,
      )
    }
  }
})
