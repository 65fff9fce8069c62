import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../random.ts'
import { foundAgain, silhouetteOf, tightestDivision } from './divisions.ts'

/** Points about so many corners of a polygon, in turn. */
function corners(points: number, count: number, width: number, seed: number) {
  const random = seededRandom(seed)
  const around = (turn: (angle: number) => number) =>
    Float64Array.from({ length: points }, (_, i) => {
      const angle = (2 * Math.PI * (i % count)) / count
      return 10 * turn(angle) + width * (random() - 0.5)
    })
  return [around(Math.cos), around(Math.sin)]
}

test('the silhouette of a case to check by hand', () => {
  // On a line at 0, 1 and 10, 11: (10.5 − 1)/10.5 and (9.5 − 1)/9.5, twice each.
  const points = [Float64Array.of(0, 1, 10, 11)]
  const division = tightestDivision(points, { k: 2, smallest: 2, starts: 4 }, seededRandom(1))!
  assert.equal(division.spread, 1)
  const expected = (9.5 / 10.5 + 8.5 / 9.5) / 2
  assert.ok(Math.abs(silhouetteOf(points, division) - expected) < 1e-15)
})

test('groups that are there are found again; pieces of one are not', () => {
  const search = { smallest: 4, starts: 8 }
  const points = corners(90, 3, 4, 2)
  const three = tightestDivision(points, { k: 3, ...search }, seededRandom(1))!
  assert.equal(foundAgain(points, three, search, 40, seededRandom(2)), 1)
  const five = tightestDivision(points, { k: 5, ...search }, seededRandom(1))!
  assert.ok(foundAgain(points, five, search, 40, seededRandom(2)) < 0.4)
})

test('no division has a group smaller than is asked for', () => {
  const points = corners(20, 1, 4, 3)
  assert.equal(
    tightestDivision(points, { k: 6, smallest: 4, starts: 20 }, seededRandom(1)),
    undefined,
  )
  const sizes = new Map<number, number>()
  const two = tightestDivision(points, { k: 2, smallest: 4, starts: 20 }, seededRandom(1))!
  for (const g of two.group) sizes.set(g, (sizes.get(g) ?? 0) + 1)
  assert.ok(Math.min(...sizes.values()) >= 4)
})
