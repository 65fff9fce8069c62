/** Points on the map: one column for each component, equally long. */
export type Points = readonly Float64Array[]

/** A division of points into k groups: each point's group, and the middle of each group. */
export type Division = {
  k: number
  group: Int32Array
  /** One column for each component, k long. */
  centres: Float64Array[]
  /** The sum of squared distances of points to the middle of their group. */
  spread: number
}

/**
 * Lloyd's k-means from given centres, to rest (no point changes group) or for so
 * many rounds. Of equally
 * near centres the first is taken. A group that loses all its points keeps its old centre and is
 * empty: see {@link groupSizes}.
 */
export function divideFrom(points: Points, start: Points, rounds = 100): Division {
  const dimensions = points.length
  const n = points[0]!.length
  const k = start[0]!.length
  const centres = start.map((column) => column.slice())
  const group = new Int32Array(n).fill(-1)
  const sums = centres.map(() => new Float64Array(k))
  const size = new Int32Array(k)
  const least = new Float64Array(n)
  const nearest = new Int32Array(n)
  let spread = 0
  for (let round = 0; round < rounds; round++) {
    nearestCentres(points, centres, nearest, least)
    spread = 0
    size.fill(0)
    let moved = false
    for (let i = 0; i < n; i++) {
      spread += least[i]!
      size[nearest[i]!]!++
      if (group[i] !== nearest[i]) {
        group[i] = nearest[i]!
        moved = true
      }
    }
    if (!moved) break
    for (let d = 0; d < dimensions; d++) {
      const sum = sums[d]!.fill(0)
      const column = points[d]!
      for (let i = 0; i < n; i++) sum[group[i]!]! += column[i]!
      for (let c = 0; c < k; c++) if (size[c]! > 0) centres[d]![c] = sum[c]! / size[c]!
    }
  }
  return { k, group, centres, spread }
}

/** The nearest centre to each point, and the squared distance to it. */
function nearestCentres(
  points: Points,
  centres: Points,
  nearest: Int32Array,
  least: Float64Array,
): void {
  const n = nearest.length
  const k = centres[0]!.length
  if (points.length === 2) {
    const [x, y] = points as [Float64Array, Float64Array]
    const [cx, cy] = centres as [Float64Array, Float64Array]
    for (let i = 0; i < n; i++) {
      let best = Infinity
      let which = 0
      for (let c = 0; c < k; c++) {
        const dx = x[i]! - cx[c]!
        const dy = y[i]! - cy[c]!
        const distance = dx * dx + dy * dy
        if (distance < best) {
          best = distance
          which = c
        }
      }
      nearest[i] = which
      least[i] = best
    }
    return
  }
  // Centre by centre and column by column, so that each inner loop runs along one array.
  const distance = new Float64Array(n)
  least.fill(Infinity)
  for (let c = 0; c < k; c++) {
    distancesTo(points, centres, c, distance)
    for (let i = 0; i < n; i++) {
      if (distance[i]! < least[i]!) {
        least[i] = distance[i]!
        nearest[i] = c
      }
    }
  }
}

/** Squared distances of all points to one centre. */
function distancesTo(points: Points, centres: Points, c: number, into: Float64Array) {
  const n = into.length
  for (let d = 0; d < points.length; d++) {
    const column = points[d]!
    const centre = centres[d]![c]!
    for (let i = 0; i < n; i++) {
      const apart = column[i]! - centre
      into[i] = d === 0 ? apart * apart : into[i]! + apart * apart
    }
  }
}

/**
 * First centres spread over the points: each next one a point drawn with a chance proportional to
 * its squared distance from the nearest centre so far (k-means++, Arthur and Vassilvitskii 2007).
 */
export function spreadCentres(points: Points, k: number, random: () => number): Float64Array[] {
  const n = points[0]!.length
  const centres = points.map(() => new Float64Array(k))
  const least = new Float64Array(n).fill(Infinity)
  const distance = new Float64Array(n)
  let chosen = Math.min(n - 1, Math.floor(random() * n))
  for (let c = 0; c < k; c++) {
    for (let d = 0; d < points.length; d++) centres[d]![c] = points[d]![chosen]!
    distancesTo(points, centres, c, distance)
    let total = 0
    for (let i = 0; i < n; i++) {
      if (distance[i]! < least[i]!) least[i] = distance[i]!
      total += least[i]!
    }
    let rest = random() * total
    for (chosen = 0; chosen < n - 1; chosen++) {
      rest -= least[chosen]!
      if (rest < 0) break
    }
  }
  return centres
}

/** How many points each group has. */
export function groupSizes({ k, group }: Pick<Division, 'k' | 'group'>): number[] {
  const sizes = Array.from({ length: k }, () => 0)
  for (const g of group) sizes[g]!++
  return sizes
}
