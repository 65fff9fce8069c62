import type { Division, Points } from './kmeans.ts'
import { divideFrom, groupSizes, spreadCentres } from './kmeans.ts'

/** How to look for a division into k groups of at least `smallest` points each. */
type Search = {
  k: number
  smallest: number
  /** How many spread starts to try, of which the tightest division is kept. */
  starts: number
  /** Centres to start from as well. */
  from?: Points
}

/** A division whose spread falls by less than this share of itself in a round is settled enough. */
const SETTLED = 1e-3
const ROUNDS = 20

/** The tightest division found, or undefined where no start led to groups that are large enough. */
export function tightestDivision(
  points: Points,
  { k, smallest, starts, from }: Search,
  random: () => number,
): Division | undefined {
  let best: Division | undefined
  const consider = (centres: Points) => {
    const division = divideFrom(points, centres, ROUNDS, SETTLED)
    if (Math.min(...groupSizes(division)) < smallest) return
    // Equal divisions differ by rounding; the first stands.
    if (!best || division.spread < best.spread * (1 - 1e-12)) best = division
  }
  if (from) consider(from)
  for (let start = 0; start < starts; start++) consider(spreadCentres(points, k, random))
  return best
}

/** How well a division is found again when people are drawn again. */
export type Stability = {
  /** The mean likeness, 0 to 1, of the group that is found again least well. */
  least: number
  /** The share of drawings, 0 to 1, in which every group is found again. */
  steadiness: number
}

/** From this likeness on a group is found again: Hennig's "valid, stable cluster". */
const FOUND = 0.75

/** Drawings are looked at by lots; how many there are at least and at most. */
const LOT = 10
const LEAST_DRAWINGS = 30
const MOST_DRAWINGS = 150

/**
 * Draws people again with replacement, and divides them afresh, many times. The likeness of a group
 * to its nearest new one is Jaccard's: those in both over those in either (Hennig 2007,
 * "Cluster-wise assessment of cluster stability", Computational Statistics & Data Analysis 52,
 * 258–271). New groups may be of any size: if a few who stand far off make one of their own in most
 * drawings, the division is not a stable one.
 *
 * @param size how many people to draw each time.
 * @param line the mean likeness that matters: drawings go on while the mean is within three of its
 * standard errors of it, 30 to 150 of them.
 */
export function foundAgain(
  points: Points,
  { k, group, centres }: Division,
  { size, line }: { size: number; line: number },
  random: () => number,
): Stability {
  const who = new Int32Array(size)
  const sums = new Float64Array(k)
  const squares = new Float64Array(k)
  let all = 0
  for (let drawings = 1; ; drawings++) {
    for (let i = 0; i < size; i++) who[i] = Math.floor(random() * group.length)
    // Started from the old centres as well, so that an unlucky start is not taken for instability.
    const search = { k, smallest: 1, starts: 2, from: centres }
    const again = tightestDivision(pick(points, who), search, random)
    if (again) {
      const alike = likenesses(who, group, again)
      for (const [g, likeness] of alike.entries()) {
        sums[g]! += likeness
        squares[g]! += likeness * likeness
      }
      if (Math.min(...alike) >= FOUND) all++
    }
    if (drawings % LOT > 0 || drawings < LEAST_DRAWINGS) continue
    const weakest = sums.indexOf(Math.min(...sums))
    const least = sums[weakest]! / drawings
    const variance = Math.max(0, squares[weakest]! / drawings - least * least)
    const clear = Math.abs(least - line) > 3 * Math.sqrt(variance / drawings)
    if (clear || drawings >= MOST_DRAWINGS) return { least, steadiness: all / drawings }
  }
}

/** How like each group is to the nearest of the new ones, among those drawn. */
function likenesses(who: Int32Array, group: Int32Array, { k, group: now }: Division): Float64Array {
  const both = new Int32Array(k * k)
  const before = new Int32Array(k)
  const after = new Int32Array(k)
  for (const [i, person] of who.entries()) {
    const g = group[person]!
    const h = now[i]!
    both[g * k + h]!++
    before[g]!++
    after[h]!++
  }
  return Float64Array.from({ length: k }, (_, g) => {
    let best = 0
    for (let h = 0; h < k; h++) {
      const shared = both[g * k + h]!
      if (shared > 0) best = Math.max(best, shared / (before[g]! + after[h]! - shared))
    }
    return best
  })
}

/** The mean silhouette of a division (Rousseeuw 1987), −1 to 1, over the points given. */
export function silhouetteOf(points: Points, { k, group }: Pick<Division, 'k' | 'group'>): number {
  const n = group.length
  const sizes = groupSizes({ k, group })
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
    for (let g = 0; g < k; g++) {
      if (g !== own && sizes[g]! > 0) between = Math.min(between, sums[g]! / sizes[g]!)
    }
    const larger = Math.max(within, between)
    if (larger > 0 && between < Infinity) total += (between - within) / larger
  }
  return total / n
}

/** The chosen points, in the order chosen. */
export function pick(points: Points, chosen: Int32Array): Float64Array[] {
  return points.map((column) => {
    const picked = new Float64Array(chosen.length)
    for (let i = 0; i < picked.length; i++) picked[i] = column[chosen[i]!]!
    return picked
  })
}
