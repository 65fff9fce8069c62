import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normalQuantile, normalUpperTail } from './normal.ts'

test('normalQuantile gives the check values printed with AS 241 (Wichura 1988)', () => {
  for (const [p, z] of [
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167814],
    [1e-20, -9.26234008979841],
    [0.5, 0],
  ] as const) {
    assert.ok(Math.abs(normalQuantile(p) - z) <= 2e-15 * Math.max(1, Math.abs(z)))
  }
})

test('normalQuantile is odd about one half, and refuses what is no probability', () => {
  for (const p of [0.01, 0.1, 0.3, 0.45]) {
    assert.ok(Math.abs(normalQuantile(p) + normalQuantile(1 - p)) < 1e-14)
  }
  for (const p of [0, 1, -1, 2, NaN]) assert.throws(() => normalQuantile(p), RangeError)
})

test('normalUpperTail agrees with published tails and undoes the quantile', () => {
  // Abramowitz and Stegun, tables 26.1 and 26.2.
  for (const [z, tail] of [
    [0, 0.5],
    [1, 0.15865525393145705],
    [2, 0.02275013194817921],
    [3, 0.00134989803163009],
    [5, 2.866515718791939e-7],
    [10, 7.619853024160527e-24],
  ] as const) {
    assert.ok(Math.abs(normalUpperTail(z) / tail - 1) < 1e-12, `${z}: ${normalUpperTail(z)}`)
  }
  assert.ok(Math.abs(normalUpperTail(-1) - 0.8413447460685429) < 1e-15)
  for (const p of [1e-12, 1e-4, 0.02, 0.3]) {
    assert.ok(Math.abs(normalUpperTail(-normalQuantile(p)) / p - 1) < 1e-11)
  }
  assert.throws(() => normalUpperTail(NaN), RangeError)
})
