import type { Division, Points } from './kmeans.ts'
import { divideFrom, groupSizes, spreadCentres } from './kmeans.ts'

/** The most groups looked for. */
export const MOST_GROUPS = 8

/** How many spread starts to try, of which the tightest division is kept. */
type Search = { k: number; smallest: number; starts: number }

/**
 * The tightest division into k groups of at least `smallest` points each, or undefined where no
 * start led to one.
 */
export function tightestDivision(
  points: Points,
  { k, smallest, starts }: Search,
  random: () => number,
): Division | undefined {
  let best: Division | undefined
  for (let start = 0; start < starts; start++) {
    const division = divideFrom(points, spreadCentres(points, k, random), 30)
    if (Math.min(...groupSizes(division)) < smallest) continue
    // Equal divisions differ by rounding; the first stands.
    if (!best || division.spread < best.spread * (1 - 1e-12)) best = division
  }
  return best
}

/**
 * How often a division is found again when people are drawn again with replacement, as many as they
 * are, and divided afresh: the share of drawings, 0 to 1, in which *every* group has a like among
 * the new ones. Alike is a Jaccard coefficient (those in both over those in either) of at least
 * 0.75, above which Hennig calls a cluster stable (2007, "Cluster-wise assessment of cluster
 * stability", Computational Statistics & Data Analysis 52, 258–271).
 */
export function foundAgain(
  points: Points,
  { k, group }: Division,
  { smallest, starts }: Pick<Search, 'smallest' | 'starts'>,
  drawings: number,
  random: () => number,
): number {
  let found = 0
  for (let drawing = 0; drawing < drawings; drawing++) {
    const who = Int32Array.from(group, () => Math.floor(random() * group.length))
    const drawn = points.map((column) => Float64Array.from(who, (i) => column[i]!))
    const again = tightestDivision(drawn, { k, smallest, starts }, random)
    if (again && alike(who, group, again)) found++
  }
  return found / drawings
}

const ALIKE = 0.75

function alike(who: Int32Array, group: Int32Array, again: Division) {
  const { k } = again
  const both = new Int32Array(k * k)
  const before = new Int32Array(k)
  const after = new Int32Array(k)
  for (const [i, person] of who.entries()) {
    const g = group[person]!
    const h = again.group[i]!
    both[g * k + h]!++
    before[g]!++
    after[h]!++
  }
  for (let g = 0; g < k; g++) {
    let best = 0
    for (let h = 0; h < k; h++) {
      const shared = both[g * k + h]!
      if (shared > 0) best = Math.max(best, shared / (before[g]! + after[h]! - shared))
    }
    if (best < ALIKE) return false
  }
  return true
}

/** The mean silhouette of a division (Rousseeuw 1987), −1 to 1. */
export function silhouetteOf(points: Points, division: Division): number {
  const { k, group } = division
  const n = group.length
  const sizes = groupSizes(division)
  const distance = new Float64Array(n)
  const sums = new Float64Array(k)
  let total = 0
  for (let i = 0; i < n; i++) {
    const own = group[i]!
    if (sizes[own]! < 2) continue
    distance.fill(0)
    for (const column of points) {
      const at = column[i]!
      for (let j = 0; j < n; j++) distance[j]! += (at - column[j]!) * (at - column[j]!)
    }
    sums.fill(0)
    for (let j = 0; j < n; j++) sums[group[j]!]! += Math.sqrt(distance[j]!)
    const within = sums[own]! / (sizes[own]! - 1)
    let between = Infinity
    for (let g = 0; g < k; g++) if (g !== own) between = Math.min(between, sums[g]! / sizes[g]!)
    const larger = Math.max(within, between)
    if (larger > 0) total += (between - within) / larger
  }
  return total / n
}
