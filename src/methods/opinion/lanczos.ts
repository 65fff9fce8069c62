import { seededRandom } from '../random.ts'
import { symmetricEigen } from './symmetric.ts'

/**
 * Multiplies two vectors at once by a symmetric, positive semi-definite n × n matrix A: reads
 * `from`, writes A·from into `into`. Two at once, because walking the matrix costs more than the
 * arithmetic.
 */
export type SymmetricOperator = (from: Pair, into: Pair) => void
type Pair = [Float64Array, Float64Array]

/**
 * The largest eigenvalues of A, with their eigenvectors, by block Lanczos (Golub and Underwood
 * 1977) with blocks of two, full reorthogonalisation, and thick restarts (Wu and Simon 2000).
 *
 * Blocks of two find an eigenvalue that occurs twice, which single vectors miss. The start is a
 * fixed vector, so equal matrices give equal answers to the last bit. For the first two pairs the
 * residual ‖Au − λu‖ is at most 1e-13 of the largest eigenvalue; the error of an eigenvector is
 * about that, divided by the relative gap to the next eigenvalue. Further pairs are as good as the
 * first two happen to leave them: sharp where they stand out, rough where they do not.
 *
 * @param count how many pairs to return.
 * @param most stops after this many passes, settled or not, where a rough answer is enough.
 * @returns vectors of length 1, largest value first; a value that is zero beside the largest
 * (below 1e-12 of it) comes with a zero vector, since nothing there has a direction.
 */
export function largestPairs(
  n: number,
  multiply: SymmetricOperator,
  count = 2,
  most = Infinity,
): { values: number[]; vectors: Float64Array[] } {
  const random = seededRandom(1)
  const basis: Float64Array[] = []
  // T = VᵀAV for the vectors V found so far.
  let t = new Float64Array(MOST * MOST)
  const scratch: Pair = [new Float64Array(n), new Float64Array(n)]
  const empty = new Float64Array(n)
  let block: Float64Array[] = []
  for (let i = 0; i < 2; i++) {
    const start = freshVector(block, n, random)
    if (start) block.push(start)
  }
  basis.push(...block)
  let passes = 0
  let scale = 0
  let nextCheck = 8
  for (;;) {
    passes++
    multiply([block[0] ?? empty, block[1] ?? empty], scratch)
    const first = basis.length - block.length
    const residual: Float64Array[] = []
    for (let b = 0; b < block.length; b++) {
      const w = scratch[b]!.slice()
      const column = first + b
      scale = Math.max(scale, norm(w))
      // Two passes of Gram–Schmidt are as good as exact (Giraud and others 2005); for a rough
      // answer one will do.
      for (let again = most < MOST ? 1 : 0; again < 2; again++) {
        for (const [i, v] of basis.entries()) {
          const h = dot(v, w)
          subtract(w, v, h)
          if (i <= column) {
            t[i * MOST + column]! += h
            if (i !== column) t[column * MOST + i]! += h
          }
        }
      }
      residual.push(w)
    }
    // The residuals become the next block; `link` says how they were made of it.
    const next: Float64Array[] = []
    const link = new Float64Array(4)
    const room = n - basis.length
    for (let b = 0; b < residual.length && next.length < room; b++) {
      const w = residual[b]!
      for (let again = 0; again < 2; again++) {
        for (const [i, q] of next.entries()) {
          const h = dot(q, w)
          subtract(w, q, h)
          link[i * 2 + b]! += h
        }
        if (again === 0 && most >= MOST) for (const v of basis) subtract(w, v, dot(v, w))
      }
      const size = norm(w)
      if (size <= 1e-14 * scale) {
        const fresh = freshVector([...basis, ...next], n, random)
        if (fresh) next.push(fresh)
        continue
      }
      for (let i = 0; i < n; i++) w[i]! /= size
      link[next.length * 2 + b] = size
      next.push(w)
    }
    const m = basis.length
    const full = next.length === 0
    if (full || m >= nextCheck || m + 2 > MOST || passes >= most) {
      nextCheck = m + Math.max(4, m >> 2)
      const { values, vectors } = symmetricEigen(compact(t, m), m)
      const largest = Math.max(values[0]!, 0)
      const tail = (r: number, q: number) => {
        let sum = 0
        for (let b = 0; b < block.length; b++) sum += link[q * 2 + b]! * vectors[r * m + first + b]!
        return sum
      }
      let settled = true
      for (let r = 0; r < Math.min(2, m); r++) {
        if (Math.hypot(tail(r, 0), tail(r, 1)) > 1e-13 * largest) settled = false
      }
      if (full || settled || passes >= most) {
        const value = (r: number) => (r < m && values[r]! > 1e-12 * largest ? values[r]! : 0)
        const vector = (r: number) =>
          value(r) > 0 ? combine(basis, vectors, r, m, n) : new Float64Array(n)
        const pairs = Array.from({ length: count }, (_, r) => r)
        return { values: pairs.map(value), vectors: pairs.map(vector) }
      }
      if (m + 2 > MOST) {
        const kept: Float64Array[] = []
        t = new Float64Array(MOST * MOST)
        for (let r = 0; r < KEPT; r++) {
          kept.push(combine(basis, vectors, r, m, n))
          t[r * MOST + r] = values[r]!
        }
        basis.length = 0
        basis.push(...kept)
        nextCheck = KEPT + 12
      }
    }
    basis.push(...next)
    block = next
  }
}

/** The most vectors held, and how many the best of them are folded into at a restart. */
const MOST = 88
const KEPT = 24

/** A unit vector at right angles to all others; none when they fill the space. */
function freshVector(others: readonly Float64Array[], n: number, random: () => number) {
  if (others.length >= n) return undefined
  for (let attempt = 0; attempt < 5; attempt++) {
    const w = Float64Array.from({ length: n }, () => random() - 0.5)
    for (let again = 0; again < 2; again++) for (const v of others) subtract(w, v, dot(v, w))
    const size = norm(w)
    if (size < 1e-6) continue
    for (let i = 0; i < n; i++) w[i]! /= size
    return w
  }
  return undefined
}

function compact(t: Float64Array, m: number) {
  const small = new Float64Array(m * m)
  for (let i = 0; i < m; i++) small.set(t.subarray(i * MOST, i * MOST + m), i * m)
  return small
}

function combine(
  basis: readonly Float64Array[],
  vectors: Float64Array,
  r: number,
  m: number,
  n: number,
) {
  const sum = new Float64Array(n)
  for (let i = 0; i < m; i++) subtract(sum, basis[i]!, -vectors[r * m + i]!)
  const size = norm(sum)
  for (let i = 0; i < n; i++) sum[i]! /= size
  return sum
}

function dot(a: Float64Array, b: Float64Array) {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function subtract(from: Float64Array, what: Float64Array, times: number) {
  for (let i = 0; i < from.length; i++) from[i]! -= times * what[i]!
}

function norm(a: Float64Array) {
  return Math.sqrt(dot(a, a))
}
