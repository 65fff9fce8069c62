import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { liveMap } from './live.ts'
import { OpinionInputError } from './responses.ts'
import type { Responses } from './responses.ts'
import { plantedRound, rounds } from '../../../test/opinion-round.ts'
import type { OpinionMap } from './thread.ts'
import { opinionMap } from './thread.ts'

function inOtherOrder(round: Responses, order: readonly number[]): Responses {
  return {
    ...round,
    participant: order.map((i) => round.participant[i]!),
    statement: order.map((i) => round.statement[i]!),
    value: order.map((i) => round.value[i]!),
    matters: round.matters && order.map((i) => round.matters![i]!),
  }
}

function assertFinite(value: unknown, path = 'map'): void {
  if (typeof value === 'number') assert.ok(Number.isFinite(value), `${path} is ${value}`)
  else if (ArrayBuffer.isView(value) || Array.isArray(value)) {
    for (const [i, each] of Array.from(value as unknown as number[]).entries()) {
      assertFinite(each, `${path}[${i}]`)
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) assertFinite(each, `${path}.${key}`)
  }
}

/** Whether the groups are exactly the planted ones, in whatever order. */
function isPlanted(map: OpinionMap, groups: number) {
  return (
    map.groups.length === groups &&
    map.groups.every(({ members }) => members.every((i) => i % groups === members[0]! % groups))
  )
}

test('a case to check by hand: two camps, three statements', () => {
  // Three people agree, agree, disagree; three the other way about; all agree with the last.
  const round = {
    participants: 6,
    statements: 3,
    participant: [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5],
    statement: [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2],
    value: [1, -1, 1, 1, -1, 1, 1, -1, 1, -1, 1, 1, -1, 1, 1, -1, 1, 1],
  }
  const map = opinionMap(round)
  assert.deepEqual(Array.from(map.means), [0, 0, 1])
  // F has rows ±(1, −1, 0): one component (1, −1, 0)/√2 of variance 6 · 2, and no other.
  const [first, second] = map.components.vectors
  assert.ok(Math.abs(first[0]! - Math.SQRT1_2) < 1e-15)
  assert.ok(Math.abs(first[1]! + Math.SQRT1_2) < 1e-15)
  assert.ok(Math.abs(first[2]!) < 1e-15)
  assert.deepEqual(Array.from(second), [0, 0, 0])
  assert.ok(Math.abs(map.components.values[0] - 12) < 1e-13)
  // Everyone answered everything, so nothing is stretched: ±(1, −1) · (1, −1)/√2 = ±√2.
  for (const [i, x] of map.positions.x.entries()) {
    assert.ok(Math.abs(x - (i < 3 ? Math.SQRT2 : -Math.SQRT2)) < 1e-14)
  }
  // Common ground: the last statement, six of six. Wilson: n/(n + z²) = 6/(6 + 3.8415).
  assert.equal(map.common[0]!.statement, 2)
  if (map.groups.length === 1) assert.ok(Math.abs(map.common[0]!.floor - 0.609666) < 1e-6)
})

test('planted groups are found, person by person, and said to be steady', () => {
  for (const [people, statements, each, groups] of [
    [24, 20, 20, 2],
    [60, 30, 24, 3],
    [200, 60, 40, 4],
    [400, 60, 45, 6],
  ] as const) {
    const map = opinionMap(plantedRound(people, statements, each, groups, 5))
    assert.ok(isPlanted(map, groups), `${groups} planted, found ${map.groups.length}`)
    assert.equal(map.certainty, 'steady')
    assert.equal(map.structure, true)
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
      if (opinionMap(plantedRound(people, statements, each, 0, seed)).groups.length > 1) wrong++
    }
  }
  // 160 maps; the bar lies four deviations above chance, so even two would be a surprise.
  assert.ok(wrong <= 1, `${wrong} of 160`)
})

test('it works from 3 people, and no map holds a group of one or a number that is none', () => {
  fc.assert(
    fc.property(rounds(), fc.nat(5), (round, seed) => {
      const map = opinionMap(round, { seed })
      assertFinite(map)
      const grouped = map.groups.flatMap(({ members }) => members)
      assert.deepEqual(
        grouped.toSorted((a, b) => a - b),
        map.counted,
      )
      if (map.groups.length > 1) for (const g of map.groups) assert.ok(g.members.length >= 2)
      for (const [g, { members }] of map.groups.entries()) {
        for (const person of members) assert.equal(map.groupOf[person], g)
      }
    }),
    { numRuns: 150 },
  )
})

test('the same responses in another order give the same map, to the last bit', () => {
  const round = plantedRound(40, 15, 12, 3, 9)
  const order = Array.from({ length: round.value.length }, (_, i) => i)
  const map = opinionMap(round)
  assert.deepEqual(opinionMap(inOtherOrder(round, order.toReversed())), map)
  assert.deepEqual(
    opinionMap(
      inOtherOrder(
        round,
        order.toSorted((a, b) => ((a * 7919) % 480) - ((b * 7919) % 480)),
      ),
    ),
    map,
  )
})

test('degenerate rounds have a plain answer', () => {
  const empty = { participants: 0, statements: 0, participant: [], statement: [], value: [] }
  assert.deepEqual(opinionMap(empty).groups, [])
  const same = plantedRound(10, 5, 5, 0, 1)
  const map = opinionMap({ ...same, value: Array.from(same.value, () => 1) })
  assert.equal(map.groups.length, 1)
  assert.deepEqual(map.components.values, [0, 0])
  assert.equal(map.common.length, 5)
})

test('banned people leave no trace', () => {
  const round = plantedRound(30, 12, 10, 2, 3)
  const extra = plantedRound(5, 12, 12, 0, 4)
  const both: Responses = {
    participants: 35,
    statements: 12,
    participant: [
      ...Array.from(round.participant),
      ...Array.from(extra.participant, (p) => p + 30),
    ],
    statement: [...Array.from(round.statement), ...Array.from(extra.statement)],
    value: [...Array.from(round.value), ...Array.from(extra.value)],
  }
  const map = opinionMap(both, { banned: [30, 31, 32, 33, 34] })
  const without = opinionMap(round)
  assert.deepEqual(map.groups, without.groups)
  assert.deepEqual(map.standings, without.standings)
  assert.deepEqual(map.components, without.components)
  assert.equal(map.participants, 30)
  assert.throws(() => opinionMap(round, { banned: [30] }), OpinionInputError)
})

test('hidden statements are in no list and do not move anyone', () => {
  const round = plantedRound(40, 12, 12, 2, 8)
  const map = opinionMap(round, { hidden: [0, 5] })
  const rows = Array.from(round.value, (_, i) => i).filter(
    (i) => round.statement[i] !== 0 && round.statement[i] !== 5,
  )
  const left = opinionMap(inOtherOrder(round, rows), { hidden: [0, 5] })
  assert.deepEqual(map, left)
  for (const { statement } of [...map.common, ...map.divisive, ...map.standings]) {
    assert.ok(statement !== 0 && statement !== 5)
  }
  assert.equal(map.statements, 10)
})

test('what matters a lot raises a statement in the lists and moves nobody', () => {
  const round = plantedRound(40, 10, 10, 0, 2)
  const value = Array.from(round.statement, (s, i) => (s < 2 ? 1 : round.value[i]!))
  const plain = opinionMap({ ...round, value })
  assert.deepEqual(
    plain.common.slice(0, 2).map(({ statement }) => statement),
    [0, 1],
  )
  const matters = Array.from(round.statement, (s) => (s === 1 ? 1 : 0))
  const raised = opinionMap({ ...round, value, matters })
  assert.deepEqual(
    raised.common.slice(0, 2).map(({ statement }) => statement),
    [1, 0],
  )
  assert.deepEqual(raised.positions, plain.positions)
  assert.deepEqual(raised.groupOf, plain.groupOf)
})

test('group A stays A when people join, and the map is not turned round', () => {
  const before = opinionMap(plantedRound(40, 20, 16, 2, 6))
  assert.deepEqual(before.labels, ['A', 'B'])
  const now = plantedRound(70, 20, 16, 2, 6)
  // Were names given by size alone, the lowest member would make the group of person 0 A again;
  // so swap what the earlier map called them.
  const swapped = {
    groups: [
      { label: 'B', members: before.groups[0]!.members },
      { label: 'A', members: before.groups[1]!.members },
    ],
    labels: ['A', 'B'],
    components: { vectors: before.components.vectors.map((v) => v.map((entry) => -entry)) },
  }
  const map = opinionMap(now, { previous: swapped })
  assert.equal(map.groups[map.groupOf[before.groups[0]!.members[0]!]!]!.label, 'B')
  const along = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, i) => sum + v * b[i]!, 0)
  assert.ok(along(map.components.vectors[0], before.components.vectors[0]) < 0)
})

test('what sets groups apart is true of them, and survives control of false discovery', () => {
  const map = opinionMap(plantedRound(90, 24, 20, 3, 12))
  assert.equal(map.groups.length, 3)
  for (const [g, { distinctive }] of map.groups.entries()) {
    assert.ok(distinctive.length > 0)
    for (const { statement, direction, difference, adjusted } of distinctive) {
      assert.ok(adjusted <= 0.05 && difference.value > 0)
      assert.ok(map.standings[statement]!.groups[g]![direction].share > 0.5)
    }
  }
  for (const { statement, direction } of map.common) {
    for (const group of map.standings[statement]!.groups) assert.ok(group[direction].share > 0.5)
  }
})

test('a map kept up with responses as they come equals one computed afresh', () => {
  fc.assert(
    fc.property(
      rounds({ people: 20, statements: 8, rows: 120 }),
      fc.array(rounds({ people: 20, statements: 8, rows: 25 }), { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      (initial, batches, looking) => {
        const live = liveMap(initial)
        let all = initial
        for (const batch of batches) {
          const participants = Math.max(all.participants, batch.participants)
          const statements = Math.max(all.statements, batch.statements)
          const sized = { ...batch, participants, statements }
          if (looking) live.map()
          live.apply(sized)
          const join = (a: ArrayLike<number>, b: ArrayLike<number>) => [
            ...Array.from(a),
            ...Array.from(b),
          ]
          const none = (round: Responses) => Array.from(round.value, () => 0)
          all = {
            participants,
            statements,
            participant: join(all.participant, batch.participant),
            statement: join(all.statement, batch.statement),
            value: join(all.value, batch.value),
            matters: join(all.matters ?? none(all), batch.matters ?? none(batch)),
          }
        }
        const kept = live.map()
        const fresh = opinionMap(all)
        // Names and orientation carry over from maps looked at on the way; all else is the same.
        if (!looking) assert.deepEqual(kept, fresh)
        else {
          assert.deepEqual(kept.components.values, fresh.components.values)
          assert.deepEqual(kept.counted, fresh.counted)
          assert.deepEqual(kept.positions.x.map(Math.abs), fresh.positions.x.map(Math.abs))
          assert.deepEqual(
            kept.standings.map(({ everyone }) => everyone),
            fresh.standings.map(({ everyone }) => everyone),
          )
        }
      },
    ),
    { numRuns: 120 },
  )
})

test('a live map refuses a bad batch whole, and counts what changed', () => {
  const live = liveMap(plantedRound(20, 8, 8, 2, 1))
  const before = live.map()
  const batch = {
    participants: 20,
    statements: 8,
    participant: [0, 1],
    statement: [0, 9],
    value: [1, 1],
  }
  assert.throws(() => live.apply(batch), /Row 2, column statement/)
  assert.equal(live.map(), before)
  const same = { ...batch, participant: [0], statement: [0], value: [1] }
  live.apply(same)
  const once = live.map()
  assert.equal(live.apply(same), 0)
  assert.equal(live.map(), once)
  assert.throws(() => live.apply({ ...same, participants: 3 }), OpinionInputError)
  live.moderate({ banned: [0], hidden: [1] })
  assert.equal(live.map().participants, 19)
  assert.equal(live.map().statements, 7)
})
