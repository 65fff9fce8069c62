import type { ResponseMatrix } from './matrix.ts'

/** Places on the map: one column for each component. */
export type Positions = Float64Array[]

/**
 * Each person's position along each component: the sum over the responses they gave of
 * (response − mean) × component, times √(statements / responses given).
 *
 * The factor undoes the pull to the middle of those who answered little. It makes the scatter that
 * chance alone gives equally wide for everyone, however much they answered. Someone who gave no
 * response stands at 0.
 *
 * @param vectors the components, as vectors over statements.
 * @param scale how many statements there are, and how many to add to each person's responses.
 * @param statements 0 for statements that do not count as responses.
 */
export function projectPeople(
  matrix: ResponseMatrix,
  means: ArrayLike<number>,
  vectors: readonly Float64Array[],
  scale: { statements: number; added: number },
  statements?: ArrayLike<number>,
): Positions {
  const { start, length, cells, participants } = matrix
  const stretch = new Float64Array(participants)
  for (let person = 0; person < participants; person++) {
    let given = scale.added + length[person]!
    if (statements) {
      const end = start[person]! + length[person]!
      for (let at = start[person]!; at < end; at++) {
        if (!statements[(cells[at]! / 3) | 0]) given--
      }
    }
    stretch[person] = given > 0 ? Math.sqrt(scale.statements / given) : 0
  }
  return vectors.map((vector) => {
    const value = new Float64Array(3 * matrix.statements)
    for (let s = 0; s < matrix.statements; s++) {
      if (statements && !statements[s]) continue
      for (let v = -1; v <= 1; v++) value[3 * s + v + 1] = (v - means[s]!) * vector[s]!
    }
    const column = new Float64Array(participants)
    for (let person = 0; person < participants; person++) {
      const end = start[person]! + length[person]!
      let along = 0
      for (let at = start[person]!; at < end; at++) along += value[cells[at]!]!
      column[person] = along * stretch[person]!
    }
    return column
  })
}

/**
 * Where a statement stands on the map: the position of someone who agreed with it (`response` +1
 * or −1, whichever means agreement in the matrix) and answered nothing else.
 */
export function projectStatements(
  means: ArrayLike<number>,
  vectors: readonly Float64Array[],
  response: number,
  statements: number,
): Positions {
  return vectors.map((vector) =>
    vector.map((entry, s) => (response - means[s]!) * entry * Math.sqrt(statements)),
  )
}

/** How far from the middle each statement stands on the first two components: √(x² + y²). */
export function extremities([x, y]: Positions): Float64Array {
  return x!.map((value, s) => Math.sqrt(value * value + y![s]! * y![s]!))
}
