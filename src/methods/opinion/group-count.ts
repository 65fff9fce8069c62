import type { Division, Points } from './kmeans.ts'
import { divideFrom, groupSizes, spreadCentres } from './kmeans.ts'

/** The most groups looked for. */
const MOST_GROUPS = 8

/** The best division into each number of groups, and how well apart its groups are. */
export type Candidate = { division: Division; silhouette: number }

/**
 * The best division of points into k = 2 … 8 groups, each with its mean silhouette (Rousseeuw
 * 1987). A k is left out where no start led to groups of at least `smallest` points.
 *
 * @param starts how many spread starts to try for each k; the tightest division is kept.
 * @param known divisions to start from instead, for the k that have one.
 */
export function candidateDivisions(
  points: Points,
  smallest: number,
  starts: number,
  random: () => number,
  known?: ReadonlyMap<number, Candidate>,
): Map<number, Candidate> {
  const divisions: Division[] = []
  for (let k = 2; k <= Math.min(MOST_GROUPS, Math.floor(points[0]!.length / smallest)); k++) {
    let best: Division | undefined
    const consider = (centres: Points) => {
      const division = divideFrom(points, centres, 30)
      if (Math.min(...groupSizes(division)) < smallest) return
      if (!best || division.spread < best.spread * (1 - 1e-12)) best = division
    }
    const before = known?.get(k)
    if (before) consider(before.division.centres)
    for (let start = 0; start < (before ? 0 : starts); start++) {
      consider(spreadCentres(points, k, random))
    }
    if (best) divisions.push(best)
  }
  const scores = silhouettes(points, divisions)
  return new Map(divisions.map((division, d) => [division.k, { division, silhouette: scores[d]! }]))
}

/** The mean silhouettes of several divisions of the same points, measuring each distance once. */
function silhouettes(points: Points, divisions: readonly Division[]): number[] {
  const n = points[0]!.length
  const total = divisions.map(() => 0)
  const sizes = divisions.map(groupSizes)
  const distance = new Float64Array(n)
  const sums = new Float64Array(MOST_GROUPS)
  for (let i = 0; i < n; i++) {
    distance.fill(0)
    for (const column of points) {
      const own = column[i]!
      for (let j = 0; j < n; j++) distance[j]! += (own - column[j]!) * (own - column[j]!)
    }
    for (let j = 0; j < n; j++) distance[j] = Math.sqrt(distance[j]!)
    for (const [d, { k, group }] of divisions.entries()) {
      const own = group[i]!
      if (sizes[d]![own]! < 2) continue
      for (let g = 0; g < k; g++) sums[g] = 0
      for (let j = 0; j < n; j++) sums[group[j]!]! += distance[j]!
      const within = sums[own]! / (sizes[d]![own]! - 1)
      let between = Infinity
      for (let g = 0; g < k; g++) {
        if (g !== own) between = Math.min(between, sums[g]! / sizes[d]![g]!)
      }
      const larger = Math.max(within, between)
      if (larger > 0) total[d]! += (between - within) / larger
    }
  }
  return total.map((sum) => sum / n)
}

/** What silhouettes chance gives, for each number of groups, and what its best score tends to be. */
export type Yardstick = { mean: Map<number, number>; deviation: number; bar: number }

/**
 * Sets the yardstick from maps on which nothing but chance is at work (see chance.ts).
 *
 * For each k the silhouettes of those maps have a mean, and about it a deviation, taken over all k
 * together. The score of a division is how many deviations its silhouette lies above that mean; the score of a map is its best over all
 * k. The bar is the mean of the chance maps' scores plus 1.5 of their deviations, so the search
 * over many k is itself allowed for (the comparison of a clustering with reference data: Tibshirani,
 * Walther and Hastie 2001).
 */
export function yardstick(
  chance: readonly ReadonlyMap<number, { silhouette: number }>[],
): Yardstick {
  const mean = new Map<number, number>()
  let squares = 0
  let freedom = 0
  for (let k = 2; k <= MOST_GROUPS; k++) {
    const seen = chance.flatMap((map) => map.get(k)?.silhouette ?? [])
    if (seen.length < 2) continue
    const { centre, spread } = summary(seen)
    mean.set(k, centre)
    squares += spread * spread * (seen.length - 1)
    freedom += seen.length - 1
  }
  // Chance maps may happen to agree closely; a floor keeps that from deciding everything.
  const deviation = Math.max(Math.sqrt(squares / Math.max(1, freedom)), 0.01)
  const bare: Yardstick = { mean, deviation, bar: 0 }
  const scores = chance.map((map) => bestCount(map, bare).score).filter(Number.isFinite)
  const { centre, spread } = summary(scores)
  return { ...bare, bar: scores.length < 2 ? Infinity : centre + 1.5 * spread }
}

/** The mean and the standard deviation of some numbers. */
export function summary(numbers: readonly number[]): { centre: number; spread: number } {
  const centre = numbers.reduce((sum, x) => sum + x, 0) / numbers.length
  const squares = numbers.reduce((sum, x) => sum + (x - centre) ** 2, 0)
  return { centre, spread: Math.sqrt(squares / Math.max(1, numbers.length - 1)) }
}

/**
 * The number of groups that describes people best, and its score: of the k that score at least nine
 * tenths of the highest, the lowest, since fewer groups are easier to understand and to trust.
 */
export function bestCount(
  candidates: ReadonlyMap<number, { silhouette: number }>,
  { mean, deviation }: Yardstick,
): { k: number; score: number } {
  const scored: { k: number; score: number }[] = []
  for (const [k, { silhouette }] of candidates) {
    const centre = mean.get(k)
    if (centre !== undefined) scored.push({ k, score: (silhouette - centre) / deviation })
  }
  const highest = scored.reduce((most, { score }) => Math.max(most, score), -Infinity)
  const enough = highest > 0 ? SHARE * highest : highest
  return scored.find(({ score }) => score >= enough) ?? { k: 1, score: -Infinity }
}

const SHARE = 0.9
