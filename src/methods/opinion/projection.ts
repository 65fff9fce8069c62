import type { ResponseMatrix } from './matrix.ts'
import type { Components } from './components.ts'

/** Where each person stands on the map. */
export type Positions = { x: Float64Array; y: Float64Array }

/**
 * Each person's position along the two components: the sum over the responses they gave of
 * (response − mean) × component, times √(statements / responses given).
 *
 * The factor undoes the pull to the middle of those who answered little. It makes the scatter that
 * chance alone gives equally wide for everyone, however much they answered. Someone who gave no
 * response stands at (0, 0).
 *
 * @param scale how many statements, and how many to add to each person's responses.
 */
export function projectPeople(
  matrix: ResponseMatrix,
  means: ArrayLike<number>,
  components: Components,
  scale: { statements: number; added: number },
  statements?: ArrayLike<number>,
): Positions {
  const n = matrix.statements
  const value = new Float64Array(6 * n)
  for (let s = 0; s < n; s++) {
    if (statements && !statements[s]) continue
    for (let v = -1; v <= 1; v++) {
      value[6 * s + 2 * (v + 1)] = (v - means[s]!) * components.vectors[0][s]!
      value[6 * s + 2 * (v + 1) + 1] = (v - means[s]!) * components.vectors[1][s]!
    }
  }
  const x = new Float64Array(matrix.participants)
  const y = new Float64Array(matrix.participants)
  const { start, length, cells } = matrix
  for (let person = 0; person < matrix.participants; person++) {
    const begin = start[person]!
    const end = begin + length[person]!
    let alongX = 0
    let alongY = 0
    let given = scale.added
    for (let at = begin; at < end; at++) {
      const cell = cells[at]!
      alongX += value[cell << 1]!
      alongY += value[(cell << 1) + 1]!
      if (!statements || statements[(cell / 3) | 0]) given++
    }
    if (given === 0) continue
    const stretch = Math.sqrt(scale.statements / given)
    x[person] = alongX * stretch
    y[person] = alongY * stretch
  }
  return { x, y }
}

/**
 * Where a statement stands on the map: the position of someone who agreed with it (`response` +1
 * or −1, whichever means agreement in the matrix) and answered nothing else.
 */
export function projectStatements(
  means: ArrayLike<number>,
  components: Components,
  response: number,
  statements: number,
): Positions {
  const along = (vector: Float64Array) =>
    vector.map((entry, s) => (response - means[s]!) * entry * Math.sqrt(statements))
  return { x: along(components.vectors[0]), y: along(components.vectors[1]) }
}

/** How far from the middle each statement stands: √(x² + y²). */
export function extremities({ x, y }: Positions): Float64Array {
  return x.map((value, s) => Math.sqrt(value * value + y[s]! * y[s]!))
}
