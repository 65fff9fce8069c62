import type { Standing } from './priority.ts'
import { statementPriority } from './priority.ts'
import { OpinionInputError } from './responses.ts'
import type { Share } from './wilson.ts'

/** What is known of a statement when choosing what to ask next. */
export type Candidate = Standing & {
  /** How far groups disagree on it, 0 to 1 (`divisions` of the map; 0 where there is no map yet). */
  division: number
}

/** The share of choices that go to the statement fewest have answered. */
export const FAIR_SHARE = 0.25

/**
 * How far groups disagree on a statement: the largest difference between two groups' shares that
 * agree, each drawn towards one half while few answered ((a+1)/(n+2)). 0 with fewer than two.
 */
export function divisionOf(groups: readonly Pick<Share, 'count' | 'of'>[]): number {
  if (groups.length < 2) return 0
  const shares = groups.map(({ count, of }) => (count + 1) / (of + 2))
  return Math.max(...shares) - Math.min(...shares)
}

/**
 * How likely each statement is to be chosen, before fairness: its priority (priority.ts) times
 * (1 + division)². What unites is already favoured by the share that agrees; what divides groups
 * is favoured up to fourfold, because either answer tells us where the person stands.
 *
 * Compute it once for each map and hand it to {@link nextStatement}, or let that do it.
 */
export function statementWeights(candidates: readonly Candidate[]): Float64Array {
  return Float64Array.from(
    candidates,
    (candidate) => statementPriority(candidate) * (1 + candidate.division) ** 2,
  )
}

/**
 * Which statement to ask a person next.
 *
 * One choice in four goes to the statement that fewest people have answered, among those this
 * person has not (of equals, any alike). The rest are drawn with a chance proportional to
 * {@link statementWeights}. So no statement is starved, whatever its weight: after T choices over S
 * statements by people who each answer at most m of them, m ≤ S/2, every statement has been asked
 * at least T/(4S) − m − 3√(T/S) times; and one added late is asked in one choice in four, at
 * least, until it has caught up with the least asked.
 *
 * @param seen how many people have answered each statement.
 * @param weights as {@link statementWeights} gives; hidden statements have 0 and are never chosen.
 * @param answered whether this person has answered a statement.
 * @param random a number from 0 up to 1, drawn by the caller.
 * @returns the statement's number, or undefined when the person has answered all there are.
 * @throws OpinionInputError when `random` is outside [0, 1) or the columns differ in length.
 */
export function nextStatement(
  seen: ArrayLike<number>,
  weights: ArrayLike<number>,
  answered: (statement: number) => boolean,
  random: number,
): number | undefined {
  if (!(random >= 0 && random < 1)) {
    throw new OpinionInputError(`random must be from 0 up to 1; got ${random}.`)
  }
  if (seen.length !== weights.length) {
    throw new OpinionInputError('seen and weights must be equally long.')
  }
  const open: number[] = []
  for (let s = 0; s < weights.length; s++) if (weights[s]! > 0 && !answered(s)) open.push(s)
  if (open.length === 0) return undefined
  if (random < FAIR_SHARE) {
    let fewest = Infinity
    for (const s of open) fewest = Math.min(fewest, seen[s]!)
    const least = open.filter((s) => seen[s] === fewest)
    return least[Math.floor((random / FAIR_SHARE) * least.length)]
  }
  let total = 0
  for (const s of open) total += weights[s]!
  let rest = ((random - FAIR_SHARE) / (1 - FAIR_SHARE)) * total
  for (const s of open) {
    rest -= weights[s]!
    if (rest < 0) return s
  }
  return open.at(-1)
}
