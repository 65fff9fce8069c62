import type { ResponseMatrix } from './matrix.ts'

/**
 * How often each statement was agreed with, answered "unsure" and disagreed with.
 *
 * `tally[3 × statement + value + 1]` is the number of people who gave that value, the same
 * numbering as a cell of the matrix; `matters[statement]` the number to whom it matters a lot.
 */
export type Counts = { tally: Float64Array; matters: Float64Array }

/** Counts the responses of the people chosen (all of them, when `include` is absent). */
export function countResponses(matrix: ResponseMatrix, include?: ArrayLike<number>): Counts {
  const tally = new Float64Array(3 * matrix.statements)
  const matters = new Float64Array(matrix.statements)
  const { start, length, cells } = matrix
  for (let person = 0; person < matrix.participants; person++) {
    if (include && !include[person]) continue
    const begin = start[person]!
    const end = begin + length[person]!
    for (let at = begin; at < end; at++) tally[cells[at]!]!++
    if (matrix.matters) {
      for (let at = begin; at < end; at++) {
        if (matrix.matters[at]) matters[(cells[at]! / 3) | 0]!++
      }
    }
  }
  return { tally, matters }
}

/**
 * The same counts for each group.
 *
 * @param group the group of each person, −1 for none.
 * @param groups how many groups there are.
 */
export function countByGroup(
  matrix: ResponseMatrix,
  group: ArrayLike<number>,
  groups: number,
): Counts[] {
  const counts = Array.from({ length: groups }, () => ({
    tally: new Float64Array(3 * matrix.statements),
    matters: new Float64Array(matrix.statements),
  }))
  const { start, length, cells } = matrix
  for (let person = 0; person < matrix.participants; person++) {
    const into = counts[group[person]!]
    if (!into) continue
    const { tally, matters } = into
    const begin = start[person]!
    const end = begin + length[person]!
    for (let at = begin; at < end; at++) tally[cells[at]!]!++
    if (matrix.matters) {
      for (let at = begin; at < end; at++) {
        if (matrix.matters[at]) matters[(cells[at]! / 3) | 0]!++
      }
    }
  }
  return counts
}

/** How many answered a statement, and how. */
export function statementCounts(tally: ArrayLike<number>, statement: number) {
  const disagree = tally[3 * statement]!
  const unsure = tally[3 * statement + 1]!
  const agree = tally[3 * statement + 2]!
  return { agree, disagree, unsure, seen: agree + disagree + unsure }
}

/**
 * The mean response to each statement among those who answered it; 0 where nobody did.
 *
 * @returns numbers from −1 (all disagree) to 1 (all agree).
 */
export function meanResponses(tally: ArrayLike<number>): Float64Array {
  const means = new Float64Array(tally.length / 3)
  for (let s = 0; s < means.length; s++) {
    const { agree, disagree, seen } = statementCounts(tally, s)
    means[s] = seen > 0 ? (agree - disagree) / seen : 0
  }
  return means
}
