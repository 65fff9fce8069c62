import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nameGroups } from './lineage.ts'

test('without earlier groups the largest is A; of equals, the one with the lowest member', () => {
  assert.deepEqual(
    nameGroups([
      [4, 5],
      [0, 1, 2],
      [3, 6],
    ]),
    ['C', 'A', 'B'],
  )
})

test('groups keep the name that keeps most people theirs', () => {
  const earlier = [
    { label: 'A', members: [0, 1, 2, 3] },
    { label: 'B', members: [4, 5, 6] },
  ]
  assert.deepEqual(
    nameGroups(
      [
        [4, 5, 9, 10, 11],
        [0, 1, 2],
      ],
      earlier,
    ),
    ['B', 'A'],
  )
  // A split: the larger part stays A, the other gets a new letter. B has gone, and rests.
  assert.deepEqual(nameGroups([[0], [1, 2, 3]], earlier), ['C', 'A'])
  // A letter used in a still earlier map is not given again.
  assert.deepEqual(nameGroups([[20, 21]], earlier, ['C', 'D']), ['E'])
})

test('the matching is the best there is, not the first that comes', () => {
  const earlier = [
    { label: 'A', members: [0, 1, 2, 3, 4] },
    { label: 'B', members: [5, 6, 7, 8] },
  ]
  // Greedy would give the first group A (3 shared) and leave the second with nothing of B.
  assert.deepEqual(
    nameGroups(
      [
        [0, 1, 2, 5, 6],
        [3, 4],
      ],
      earlier,
    ),
    ['B', 'A'],
  )
})

test('names are distinct, and unchanged groups keep them in any order', () => {
  const division = fc.array(fc.nat(4), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(division, fc.nat(), (group, turn) => {
      const groups = [0, 1, 2, 3, 4]
        .map((g) => group.flatMap((own, i) => (own === g ? [i] : [])))
        .filter((members) => members.length > 0)
      const first = nameGroups(groups)
      assert.equal(new Set(first).size, groups.length)
      const earlier = groups.map((members, g) => ({ label: first[g]!, members }))
      const by = turn % groups.length
      const again = [...groups.slice(by), ...groups.slice(0, by)]
      assert.deepEqual(nameGroups(again, earlier), [...first.slice(by), ...first.slice(0, by)])
    }),
  )
})
