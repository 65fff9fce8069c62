import type { ResponseMatrix } from './matrix.ts'
import type { SymmetricOperator } from './lanczos.ts'
import { largestPairs } from './lanczos.ts'

/** Directions along which people differ most, the widest first. */
export type Components = {
  /** Vectors over statements, each of length 1 (or all 0 where no direction exists). */
  vectors: Float64Array[]
  /** The variance along each: the sum over people of squared positions. */
  values: number[]
}

/** What to leave out, and how many components to find how well. */
type ComponentOptions = {
  /** 0 for people to leave out. All count, when absent. */
  people?: ArrayLike<number> | undefined
  /** 0 for statements to leave out, which then have 0 in every vector. */
  statements?: ArrayLike<number> | undefined
  /** How many components; 2 when absent. Those past the second may be rough (see lanczos.ts). */
  count?: number | undefined
  /** Stops the search after this many sweeps, where rough directions are enough. */
  passes?: number | undefined
}

/**
 * The first principal components of the people × statements matrix in which every missing
 * response is taken to be the statement's mean.
 *
 * A response at the mean is 0 after centring, so the centred matrix F has an entry only where a
 * response was given: F_ij = x_ij − m_j. It is never formed. One sweep over the responses gives
 * FᵀF·v for two vectors at once, from tables of three numbers a statement, and block Lanczos does
 * the rest, exactly, at every size.
 *
 * Sign: the entry of largest size in each vector is positive (of equals, the lowest statement).
 *
 * @param means the mean response to each statement.
 */
export function principalComponents(
  matrix: ResponseMatrix,
  means: ArrayLike<number>,
  { people, statements, count = 2, passes = Infinity }: ComponentOptions = {},
): Components {
  const n = matrix.statements
  const { start, length, cells } = matrix
  // Entries of both vectors side by side: [disagree, unsure, agree] × two for each statement.
  const value = new Float64Array(6 * n)
  const sum = new Float64Array(6 * n)
  const multiply: SymmetricOperator = ([v, w], [intoV, intoW]) => {
    for (let s = 0; s < n; s++) {
      if (statements && !statements[s]) continue
      for (let x = -1; x <= 1; x++) {
        const centred = x - means[s]!
        const at = 6 * s + 2 * (x + 1)
        value[at] = centred * v[s]!
        value[at + 1] = centred * w[s]!
      }
    }
    sum.fill(0)
    for (let person = 0; person < matrix.participants; person++) {
      if (people && !people[person]) continue
      const begin = start[person]!
      const end = begin + length[person]!
      let alongV = 0
      let alongW = 0
      for (let at = begin; at < end; at++) {
        const cell = cells[at]! << 1
        alongV += value[cell]!
        alongW += value[cell + 1]!
      }
      for (let at = begin; at < end; at++) {
        const cell = cells[at]! << 1
        sum[cell]! += alongV
        sum[cell + 1]! += alongW
      }
    }
    for (let s = 0; s < n; s++) {
      let forV = 0
      let forW = 0
      if (!statements || statements[s]) {
        for (let x = -1; x <= 1; x++) {
          const centred = x - means[s]!
          const at = 6 * s + 2 * (x + 1)
          forV += centred * sum[at]!
          forW += centred * sum[at + 1]!
        }
      }
      intoV[s] = forV
      intoW[s] = forW
    }
  }
  const { values, vectors } = largestPairs(n, multiply, count, passes)
  for (const vector of vectors) {
    // The search starts from a vector over all statements; rounding may leave a trace of it.
    if (statements) for (let s = 0; s < n; s++) if (!statements[s]) vector[s] = 0
    pointForward(vector)
  }
  return { values, vectors }
}

/** Turns a vector so that its entry of largest size is positive. */
function pointForward(vector: Float64Array) {
  let largest = 0
  for (const entry of vector) {
    // Entries equal but for rounding count as equal, so that the lowest statement decides.
    if (Math.abs(entry) > Math.abs(largest) * (1 + 1e-9)) largest = entry
  }
  if (largest < 0) for (let s = 0; s < vector.length; s++) vector[s] = -vector[s]! || 0
}
