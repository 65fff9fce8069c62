/** A cluster of points: which they are, and their weighted mean. */
export type Cluster = { members: number[]; x: number; y: number }

/** Points with weights; all three arrays equally long. */
type Points = { x: ArrayLike<number>; y: ArrayLike<number>; weight: ArrayLike<number> }

/**
 * K-means as the compatibility mode defines it: the first k distinct points are the first centres;
 * clusters that lose all members are dropped; it stops when no centre, the centres of two rounds
 * being paired in sorted order, has moved 0.01 or more. Of two equally near centres the first is
 * taken.
 *
 * @param rounds the most rounds to run.
 */
export function clusterPoints(points: Points, k: number, rounds: number): Cluster[] {
  let clusters: Cluster[] = []
  const seen = new Set<string>()
  for (let i = 0; i < points.x.length && clusters.length < k; i++) {
    const place = `${points.x[i]},${points.y[i]}`
    if (seen.has(place)) continue
    seen.add(place)
    clusters.push({ members: [], x: points.x[i]!, y: points.y[i]! })
  }
  for (let round = 0; round < rounds; round++) {
    const moved = moveCentres(points, clusters)
    const still = atRest(clusters, moved)
    clusters = moved
    if (still) break
  }
  return clusters
}

function moveCentres(points: Points, clusters: readonly Cluster[]): Cluster[] {
  const moved = clusters.map(() => ({ members: [] as number[], x: 0, y: 0, weight: 0 }))
  for (let i = 0; i < points.x.length; i++) {
    let nearest = 0
    let least = Infinity
    for (const [c, centre] of clusters.entries()) {
      const distance = (points.x[i]! - centre.x) ** 2 + (points.y[i]! - centre.y) ** 2
      if (distance < least) {
        least = distance
        nearest = c
      }
    }
    const into = moved[nearest]!
    into.members.push(i)
    into.weight += points.weight[i]!
    into.x += points.weight[i]! * points.x[i]!
    into.y += points.weight[i]! * points.y[i]!
  }
  return moved
    .filter((cluster) => cluster.members.length > 0)
    .map(({ members, x, y, weight }) => ({ members, x: x / weight, y: y / weight }))
}

function atRest(before: readonly Cluster[], after: readonly Cluster[]) {
  if (before.length !== after.length) return false
  const sorted = (clusters: readonly Cluster[]) =>
    clusters.toSorted((a, b) => a.x - b.x || a.y - b.y)
  const last = sorted(after)
  return sorted(before).every((c, i) => Math.hypot(c.x - last[i]!.x, c.y - last[i]!.y) < 0.01)
}

/**
 * The mean silhouette (Rousseeuw 1987) of a clustering, every point counting once whatever its
 * weight; a point alone in its cluster scores 0.
 */
export function silhouette(points: Points, clusters: readonly Cluster[]): number {
  const own = new Int32Array(points.x.length)
  for (const [c, { members }] of clusters.entries()) for (const i of members) own[i] = c
  const sums = new Float64Array(clusters.length)
  let total = 0
  for (let i = 0; i < own.length; i++) {
    const size = clusters[own[i]!]!.members.length
    if (size < 2) continue
    sums.fill(0)
    for (let j = 0; j < own.length; j++) {
      sums[own[j]!]! += Math.hypot(points.x[i]! - points.x[j]!, points.y[i]! - points.y[j]!)
    }
    const within = sums[own[i]!]! / (size - 1)
    let between = Infinity
    for (const [c, { members }] of clusters.entries()) {
      if (c !== own[i]) between = Math.min(between, sums[c]! / members.length)
    }
    const larger = Math.max(within, between)
    if (larger > 0) total += (between - within) / larger
  }
  return total / own.length
}

/**
 * Opinion groups from base clusters: weighted k-means on their centres for k = 2 …
 * min(5, 2 + ⌊clusters / 12⌋), 20 rounds each; the k with the highest silhouette, of equals the
 * higher k.
 *
 * @returns clusters of base clusters, in order of their first centres. With fewer than two base
 * clusters there is one group.
 */
export function groupBaseClusters(points: Points): Cluster[] {
  const count = points.x.length
  let best = clusterPoints(points, 1, 20)
  let highest = -Infinity
  for (let k = 2; k <= Math.min(5, 2 + Math.floor(count / 12)); k++) {
    const clusters = clusterPoints(points, k, 20)
    if (clusters.length < 2) continue
    const score = silhouette(points, clusters)
    if (score >= highest) {
      highest = score
      best = clusters
    }
  }
  return best
}
