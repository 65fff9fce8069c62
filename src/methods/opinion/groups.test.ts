/** How many groups are found, whether they are the ones that are there, and whatever the seed. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { plantedRound } from '../../../test/opinion-round.ts'
import type { Responses } from './responses.ts'
import type { OpinionMap } from './thread.ts'
import { opinionMap } from './thread.ts'
import { readModeration, readVotes } from './votes.ts'

/** The share of people who are in a group most of which is planted as they are. */
function placedRight(map: OpinionMap, planted: number) {
  let right = 0
  for (const { members } of map.groups) {
    const of = Array.from({ length: planted }, () => 0)
    for (const person of members) of[person % planted]!++
    right += Math.max(...of)
  }
  return right / map.counted.length
}

test('2 to 5 planted groups are found, though most responses are missing', () => {
  for (const [people, statements, each] of [
    [200, 40, 16],
    [300, 60, 15],
    [1000, 100, 10],
  ] as const) {
    for (const planted of [2, 3, 4, 5]) {
      const found: number[] = []
      for (let seed = 1; seed <= 6; seed++) {
        const map = opinionMap(plantedRound(people, statements, each, planted, seed), { seed })
        found.push(map.groups.length)
        if (map.groups.length !== planted) continue
        const right = placedRight(map, planted)
        assert.ok(right > 0.85, `${planted} planted: ${right} placed right`)
        assert.notEqual(map.certainty, 'unsure')
      }
      const missed = found.filter((count) => count !== planted)
      assert.ok(missed.length <= 1, `${planted} planted among ${people}: found ${found.join(' ')}`)
    }
  }
})

test('as many as 8 groups are found where everyone has answered much', () => {
  for (const [people, planted] of [
    [400, 6],
    [400, 7],
    [800, 8],
  ] as const) {
    const map = opinionMap(plantedRound(people, 60, 45, planted, 5))
    assert.equal(map.groups.length, planted)
    assert.equal(placedRight(map, planted), 1)
    assert.equal(map.certainty, 'steady')
  }
})

test('small rounds show a sharp divide', () => {
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
  for (const each of [3, 4, 6]) {
    const map = opinionMap(camps(each))
    assert.deepEqual([map.groups.length, placedRight(map, 2)], [2, 1])
  }
  // Of two and two no statement can be said to set either apart.
  const four = opinionMap(camps(2))
  assert.deepEqual([four.groups.length, four.certainty], [1, 'unsure'])
  let found = 0
  for (let seed = 1; seed <= 20; seed++) {
    if (opinionMap(plantedRound(12, 20, 20, 2, seed), { seed }).groups.length === 2) found++
  }
  assert.ok(found >= 18, `${found} of 20`)
})

test('people who share one view of everything, each answering as chance has it, are one group', () => {
  let wrong = 0
  for (let seed = 1; seed <= 40; seed++) {
    // A third of statements are liked by nearly all, a third by half, a third by hardly anyone.
    const round = plantedRound(120, 30, 15, 0, seed)
    const value = Array.from(round.value, (v, i) => [1, v, -1][round.statement[i]! % 3]!)
    const noisy = value.map((v, i) => (i % 6 === 0 ? round.value[i]! : v))
    if (opinionMap({ ...round, value: noisy }, { seed }).groups.length > 1) wrong++
  }
  assert.ok(wrong <= 1, `${wrong} of 40`)
})

test('another seed finds as many groups, and nearly the same people in them', () => {
  const round = plantedRound(150, 40, 14, 3, 4)
  const first = opinionMap(round, { seed: 1 })
  assert.equal(first.groups.length, 3)
  for (let seed = 2; seed <= 10; seed++) {
    const map = opinionMap(round, { seed })
    assert.equal(map.groups.length, 3, `seed ${seed}`)
    assert.ok(map.counted.filter((p) => map.groupOf[p] !== first.groupOf[p]).length <= 3)
  }
})

const folder = join(import.meta.dirname, '../../../../shared/data/polis')
const skip = existsSync(folder) ? false : 'skipped: ../shared is absent'

for (const [name, groups] of [
  ['scoop-hivemind.affordable-housing', 2],
  ['london.youth.policing', 2],
  ['american-assembly.bowling-green', 3],
] as const) {
  test(`a real conversation shows its groups, whatever the seed: ${name}`, { skip }, () => {
    const read = (file: string) => readFileSync(join(folder, name, file), 'utf8')
    const votes = readVotes(read('participants-votes.csv'))
    const { moderatedOut } = readModeration(read('comments.csv'))
    const hidden = moderatedOut.map((id) => votes.statementIds.indexOf(id)).filter((s) => s >= 0)
    let same = 0
    for (let seed = 1; seed <= 20; seed++) {
      const map = opinionMap(votes.responses, { hidden, seed })
      assert.ok(map.groups.length >= 2 && map.groups.length <= 5, `${map.groups.length}`)
      const smallest = Math.min(...map.groups.map(({ members }) => members.length))
      assert.ok(smallest >= map.counted.length / 20)
      for (const { distinctive } of map.groups) assert.ok(distinctive.length > 0)
      if (map.groups.length === groups && map.certainty === 'steady') same++
    }
    assert.ok(same >= 19, `${same} of 20 seeds gave ${groups}, steady`)
  })
}
