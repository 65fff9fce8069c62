import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { falseDiscovery, sameShareTest } from './two-by-two.ts'
import { differenceOf, shareOf } from './wilson.ts'

test('shareOf gives the Wilson intervals of Newcombe 1998a, table I', () => {
  for (const [count, of, lower, upper] of [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const) {
    const share = shareOf(count, of)
    assert.equal(share.lower.toFixed(4), lower.toFixed(4))
    assert.equal(share.upper.toFixed(4), upper.toFixed(4))
  }
  assert.deepEqual(shareOf(0, 0), { count: 0, of: 0, share: 0, lower: 0, upper: 1 })
})

test('differenceOf gives method 10 of Newcombe 1998b, table II', () => {
  for (const [a, ofA, b, ofB, lower, upper] of [
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [10, 10, 0, 10, 0.6075, 1],
  ] as const) {
    const difference = differenceOf(shareOf(a, ofA), shareOf(b, ofB))
    assert.equal(difference.lower.toFixed(4), lower.toFixed(4))
    assert.equal(difference.upper.toFixed(4), upper.toFixed(4))
  }
})

test('sameShareTest: the N − 1 chi-squared where counts allow, the exact test where not', () => {
  // (N−1)(ad−bc)²/(mnrs) = 39 · 200² / 20⁴ = 9.75, one degree of freedom.
  assert.ok(Math.abs(sameShareTest(15, 20, 5, 20) - 0.001793227151850059) < 1e-12)
  // Both of the 2 among 12 fall in a group of 2: one way in C(12, 2) = 66.
  assert.ok(Math.abs(sameShareTest(2, 2, 0, 10) - 1 / 66) < 1e-12)
  // One of 2: C(2,1)·C(10,1) / 66 and everything rarer.
  assert.ok(Math.abs(sameShareTest(1, 2, 1, 10) - (20 + 1) / 66) < 1e-12)
  for (const nothing of [sameShareTest(0, 0, 3, 5), sameShareTest(0, 4, 0, 5)]) {
    assert.equal(nothing, 1)
  }
})

test('sameShareTest is a probability, and the same with groups or sides exchanged', () => {
  fc.assert(
    fc.property(fc.nat(30), fc.nat(30), fc.nat(30), fc.nat(30), (a, b, c, d) => {
      const p = sameShareTest(a, a + b, c, c + d)
      assert.ok(p >= 0 && p <= 1)
      assert.ok(Math.abs(p - sameShareTest(c, c + d, a, a + b)) < 1e-9)
      assert.ok(Math.abs(p - sameShareTest(b, a + b, d, c + d)) < 1e-9)
    }),
  )
})

test('falseDiscovery: the fifteen p-values of Benjamini and Hochberg 1995', () => {
  const p = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
    0.6528, 0.759, 1,
  ]
  const adjusted = falseDiscovery(p)
  assert.equal(adjusted.filter((value) => value <= 0.05).length, 4)
  assert.ok(Math.abs(adjusted[3]! - (0.0095 * 15) / 4) < 1e-15)
  // Order of entry does not matter.
  assert.deepEqual(Array.from(falseDiscovery(p.toReversed())).toReversed(), Array.from(adjusted))
})
