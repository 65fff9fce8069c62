import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from './random.ts'

test('equal seeds give equal streams, and near seeds unlike ones', () => {
  const first = (seed: number) => {
    const random = seededRandom(seed)
    return Array.from({ length: 5 }, () => random())
  }
  assert.deepEqual(first(7), first(7))
  for (const other of [8, 7 + 2 ** 32, 7 + 2 ** 40]) assert.notDeepEqual(first(7), first(other))
})

test('numbers fill [0, 1) evenly and do not hang together', () => {
  const random = seededRandom(42)
  const n = 100_000
  const tenths = new Int32Array(10)
  let products = 0
  let last = random()
  for (let i = 0; i < n; i++) {
    const next = random()
    assert.ok(next >= 0 && next < 1)
    tenths[Math.floor(next * 10)]!++
    products += (last - 0.5) * (next - 0.5)
    last = next
  }
  // Five standard deviations of a tenth's count, and of the serial correlation.
  for (const count of tenths) assert.ok(Math.abs(count - n / 10) < 5 * Math.sqrt(n * 0.09))
  assert.ok(Math.abs((products / n) * 12) < 5 / Math.sqrt(n))
})

test('a seed that is no whole number is refused', () => {
  for (const seed of [-1, 0.5, NaN, 2 ** 53]) assert.throws(() => seededRandom(seed), RangeError)
})
