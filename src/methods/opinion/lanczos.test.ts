import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { SymmetricOperator } from './lanczos.ts'
import { largestPairs } from './lanczos.ts'
import { symmetricEigen } from './symmetric.ts'

function operator(matrix: Float64Array, n: number): SymmetricOperator {
  return (from, into) => {
    for (const b of [0, 1] as const) {
      for (let i = 0; i < n; i++) {
        let sum = 0
        for (let j = 0; j < n; j++) sum += matrix[i * n + j]! * from[b][j]!
        into[b][i] = sum
      }
    }
  }
}

/** RᵀR of random rows: symmetric, positive semi-definite, of rank min(n, rows). */
function gram(n: number, rows: readonly (readonly number[])[]) {
  const matrix = new Float64Array(n * n)
  for (const row of rows) {
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) matrix[i * n + j]! += row[i]! * row[j]!
  }
  return matrix
}

test('symmetricEigen: known eigenvalues, and A = VᵀΛV', () => {
  const { values, vectors } = symmetricEigen(Float64Array.from([2, 1, 1, 2]), 2)
  assert.ok(Math.abs(values[0]! - 3) < 1e-15 && Math.abs(values[1]! - 1) < 1e-15)
  assert.ok(Math.abs(Math.abs(vectors[0]!) - Math.SQRT1_2) < 1e-15)
})

test('largestPairs finds true eigenpairs of every matrix, repeated eigenvalues too', () => {
  const sized = fc.integer({ min: 1, max: 30 }).chain((n) =>
    fc.tuple(
      fc.constant(n),
      fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: n, maxLength: n }), {
        maxLength: 12,
      }),
    ),
  )
  fc.assert(
    fc.property(sized, ([n, rows]) => {
      const matrix = gram(n, rows)
      const multiply = operator(matrix, n)
      const wanted = symmetricEigen(matrix, n).values
      const { values, vectors } = largestPairs(n, multiply)
      const scale = Math.max(1, wanted[0]!)
      for (const r of [0, 1] as const) {
        const value = r < n && wanted[r]! > 1e-11 * scale ? wanted[r]! : 0
        assert.ok(Math.abs(values[r]! - value) < 1e-10 * scale, `${values[r]} is not ${value}`)
        const image: [Float64Array, Float64Array] = [new Float64Array(n), new Float64Array(n)]
        multiply([vectors[r]!, vectors[r]!], image)
        for (let i = 0; i < n; i++) {
          assert.ok(Math.abs(image[0][i]! - values[r]! * vectors[r]![i]!) < 1e-10 * scale)
        }
      }
      const across = vectors[0]!.reduce((sum, entry, i) => sum + entry * vectors[1]![i]!, 0)
      assert.ok(Math.abs(across) < 1e-10)
    }),
    { numRuns: 200 },
  )
})

test('largestPairs survives restarts: a long, flat spectrum', () => {
  const n = 400
  const matrix = new Float64Array(n * n)
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1 + (n - i) / n
  const { values, vectors } = largestPairs(n, operator(matrix, n))
  assert.ok(Math.abs(values[0]! - 2) < 1e-12 && Math.abs(values[1]! - (1 + 399 / 400)) < 1e-12)
  assert.ok(Math.abs(Math.abs(vectors[0]![0]!) - 1) < 1e-12)
  assert.ok(Math.abs(Math.abs(vectors[1]![1]!) - 1) < 1e-12)
})
