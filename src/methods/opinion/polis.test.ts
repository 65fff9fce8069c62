import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { polisMap, whoCounts } from './polis.ts'
import { clusterPoints, groupBaseClusters, silhouette } from './polis-clusters.ts'
import {
  proportionTest,
  representativeStatements,
  twoProportionTest,
} from './polis-representative.ts'
import { OpinionInputError } from './responses.ts'
import { rounds } from '../../../test/opinion-round.ts'

test('the two tests, worked by hand', () => {
  // 2√6 · (4/6 − ½) = √6/3, for 3 of 5.
  assert.ok(Math.abs(proportionTest(3, 5) - Math.sqrt(6) / 3) < 1e-15)
  // (3+1)/(3+1) against (0+1)/(3+1): pooled 5/8, z = ¾ / √(15/64 · ½).
  const z = 0.75 / Math.sqrt(15 / 128)
  assert.ok(Math.abs(twoProportionTest(3, 0, 3, 3) - z) < 1e-15)
  // Everyone on both sides agrees: no variance, no difference.
  assert.equal(twoProportionTest(4, 6, 4, 6), 0)
})

test('who counts: enough responses, else the most, up to fifteen, ties by number', () => {
  assert.deepEqual(whoCounts([7, 6, 0, 9], 7), [0, 1, 3])
  const many = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 8 : 3))
  // Ten have enough; five of those with 3 join them, lowest numbers first.
  assert.deepEqual(whoCounts(many, 7), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18])
  assert.equal(
    whoCounts(
      Array.from({ length: 40 }, () => 7),
      7,
    ).length,
    40,
  )
})

test('k-means starts from the first distinct points and weighs them', () => {
  const points = { x: [0, 0, 10, 1, 11], y: [0, 0, 0, 0, 0], weight: [1, 1, 1, 2, 3] }
  assert.deepEqual(clusterPoints(points, 2, 20), [
    { members: [0, 1, 3], x: 0.5, y: 0 },
    { members: [2, 4], x: 10.75, y: 0 },
  ])
})

test('the silhouette, worked by hand; a lone point scores 0', () => {
  const points = { x: [0, 2, 10], y: [0, 0, 0], weight: [1, 1, 1] }
  const clusters = [
    { members: [0, 1], x: 1, y: 0 },
    { members: [2], x: 10, y: 0 },
  ]
  // (1 − 2/10 + 1 − 2/8 + 0) / 3.
  assert.ok(Math.abs(silhouette(points, clusters) - (0.8 + 0.75) / 3) < 1e-15)
})

test('groups of base clusters: three heaps are three groups', () => {
  const heap = (x: number, y: number) => [0, 1, 2, 3].map((i) => [x + i / 10, y + (i % 2) / 10])
  const places = [heap(0, 0), heap(9, 0), heap(0, 9)]
  // Dealt in turn, so that the first three distinct points lie in three heaps.
  const points = [0, 1, 2, 3].flatMap((i) => places.map((each) => each[i]!))
  const groups = groupBaseClusters({
    x: points.map(([x]) => x!),
    y: points.map(([, y]) => y!),
    weight: points.map(() => 1),
  })
  // 12 base clusters allow k up to 3.
  assert.deepEqual(
    groups.map(({ members }) => members),
    [
      [0, 3, 6, 9],
      [1, 4, 7, 10],
      [2, 5, 8, 11],
    ],
  )
})

test('representative statements: qualified first, the best agreement leading', () => {
  // Tallies hold disagree, unsure, agree for each of three statements.
  const one = [0, 0, 9, 1, 0, 8, 5, 0, 4]
  const two = [9, 0, 0, 1, 0, 8, 4, 0, 5]
  const [first, second] = representativeStatements([one, two], [1, 1, 1])
  assert.deepEqual(
    first!.map(({ statement, direction }) => [statement, direction]),
    [[0, 'agree']],
  )
  // Their best agreement qualifies for nothing, yet stands first; the disagreement follows.
  assert.deepEqual(
    second!.map(({ statement, direction, bestAgree }) => [statement, direction, bestAgree]),
    [
      [1, 'agree', true],
      [0, 'disagree', false],
    ],
  )
  assert.deepEqual(representativeStatements([one, two], [0, 1, 1])[0]![0]!.statement, 1)
})

test('every round has an answer in numbers; clusters to start from are checked', () => {
  fc.assert(
    fc.property(rounds(), (round) => {
      const map = polisMap(round, { moderatedOut: [0] })
      for (const numbers of [
        map.centre,
        ...map.components.vectors,
        ...map.people,
        map.priorities,
      ]) {
        for (const number of numbers) assert.ok(Number.isFinite(number))
      }
      const grouped = map.groups.flatMap(({ members }) => members)
      assert.deepEqual(
        grouped.toSorted((a, b) => a - b),
        map.counted,
      )
    }),
  )
  const round = {
    participants: 2,
    statements: 1,
    participant: [0, 1],
    statement: [0, 0],
    value: [1, -1],
  }
  for (const baseClusters of [[[0], [0]], [[2]], [[0], []]]) {
    assert.throws(() => polisMap(round, { baseClusters }), OpinionInputError)
  }
  assert.throws(() => polisMap({ ...round, value: [1, NaN] }), /Row 2, column value: got NaN/)
})
