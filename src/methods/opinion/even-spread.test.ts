import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normalQuantile } from '../normal.ts'
import { seededRandom } from '../random.ts'
import { withinHalves } from './even-spread.ts'

/** Cuts people drawn at random in two at the middle, and measures the halves. */
function halves(place: (random: () => number) => number) {
  const random = seededRandom(1)
  const sizes = Array.from({ length: 40_000 }, () =>
    Math.abs(place(random) + normalQuantile(Math.max(1e-12, random()))),
  )
  const middle = sizes.reduce((sum, x) => sum + x, 0) / sizes.length
  const within = sizes.reduce((sum, x) => sum + (x - middle) ** 2, 0) / sizes.length
  return { distance: 2 * middle, within }
}

test('the curves are what cutting people in two gives', () => {
  for (const reach of [0.5, 1.5, 2, 3, 6]) {
    const even = halves((random) => reach * Math.sin(Math.PI * (random() - 0.5)))
    const two = halves((random) => (random() < 0.5 ? reach : -reach))
    assert.ok(Math.abs(withinHalves(even.distance).even / even.within - 1) < 0.03, `even ${reach}`)
    assert.ok(Math.abs(withinHalves(two.distance).two / two.within - 1) < 0.03, `two ${reach}`)
  }
})

test('the ends of the curves are known exactly', () => {
  // One hump of chance alone: halves of a normal distribution.
  const nearest = withinHalves(0)
  assert.ok(Math.abs(nearest.even - (1 - 2 / Math.PI)) < 1e-12)
  assert.ok(Math.abs(nearest.two - (1 - 2 / Math.PI)) < 1e-12)
  // Far apart: two minds leave chance; half a sine wave has variance ½ − (2/π)², its halves lie 4/π apart.
  const wave = (0.5 - (2 / Math.PI) ** 2) / (4 / Math.PI) ** 2
  for (const distance of [40, 400]) {
    const { even, two } = withinHalves(distance)
    assert.ok(Math.abs(two - 1) < 1e-9)
    assert.ok(Math.abs((even - 1) / distance ** 2 / wave - 1) < 0.02)
  }
})

test('an even spread never leaves less than two minds do', () => {
  for (let distance = 1.6; distance < 60; distance += 0.1) {
    const { even, two } = withinHalves(distance)
    assert.ok(even >= two - 1e-3, `${distance}`)
  }
})
