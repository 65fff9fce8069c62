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
 * Lloyd's k-means from given centres, to rest (no point changes group, or the spread falls by less
 * than `settled` of itself) or for so many rounds. Of equally near centres the first is taken. A
 * group that loses all its points keeps its old centre and is empty: see {@link groupSizes}.
 *
 * @param points at most 7 columns.
 */
export function divideFrom(points: Points, start: Points, rounds = 100, settled = 0): Division {
  const k = start[0]!.length
  const rows = byRow(points)
  const middles = byRow(start)
  const group = new Int32Array(points[0]!.length).fill(-1)
  const sums = new Float64Array(middles.length)
  const size = new Int32Array(k)
  let spread = Infinity
  for (let round = 0; round < rounds; round++) {
    const before = spread
    sums.fill(0)
    size.fill(0)
    const placed = placeAll(rows, middles, { group, sums, size })
    spread = placed.spread
    if (!placed.moved) break
    for (let c = 0; c < k; c++) {
      if (size[c]! < 1) continue
      for (let at = c * WIDTH; at < (c + 1) * WIDTH; at++) middles[at] = sums[at]! / size[c]!
    }
    if (before - spread < settled * spread) break
  }
  const centres = start.map((_, d) =>
    Float64Array.from({ length: k }, (__, c) => middles[c * WIDTH + d]!),
  )
  return { k, group, centres, spread }
}

/** Rows are padded to this width, so that nothing has to be looped over within a row. */
const WIDTH = 8

function byRow(columns: Points): Float64Array {
  const n = columns[0]!.length
  const rows = new Float64Array(n * WIDTH)
  for (const [d, column] of columns.entries()) {
    for (let i = 0, at = d; i < n; i++, at += WIDTH) rows[at] = column[i]!
  }
  return rows
}

/**
 * Puts each point into the group with the nearest middle, and adds it to the group's sums. Written
 * out for seven columns: most of the time that groups take is spent here, and a loop over columns
 * would double it.
 */
function placeAll(
  rows: Float64Array,
  middles: Float64Array,
  { group, sums, size }: { group: Int32Array; sums: Float64Array; size: Int32Array },
): { spread: number; moved: boolean } {
  let spread = 0
  let moved = false
  for (let i = 0, row = 0; i < group.length; i++, row += WIDTH) {
    const x0 = rows[row]!
    const x1 = rows[row + 1]!
    const x2 = rows[row + 2]!
    const x3 = rows[row + 3]!
    const x4 = rows[row + 4]!
    const x5 = rows[row + 5]!
    const x6 = rows[row + 6]!
    let least = Infinity
    let nearest = 0
    for (let at = 0; at < middles.length; at += WIDTH) {
      const d0 = x0 - middles[at]!
      const d1 = x1 - middles[at + 1]!
      const d2 = x2 - middles[at + 2]!
      const d3 = x3 - middles[at + 3]!
      const d4 = x4 - middles[at + 4]!
      const d5 = x5 - middles[at + 5]!
      const d6 = x6 - middles[at + 6]!
      const distance = d0 * d0 + d1 * d1 + (d2 * d2 + d3 * d3) + (d4 * d4 + d5 * d5 + d6 * d6)
      if (distance < least) {
        least = distance
        nearest = at
      }
    }
    spread += least
    sums[nearest]! += x0
    sums[nearest + 1]! += x1
    sums[nearest + 2]! += x2
    sums[nearest + 3]! += x3
    sums[nearest + 4]! += x4
    sums[nearest + 5]! += x5
    sums[nearest + 6]! += x6
    const which = nearest / WIDTH
    size[which]!++
    if (group[i] !== which) {
      group[i] = which
      moved = true
    }
  }
  return { spread, moved }
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

/** How many points each group has. */
export function groupSizes({ k, group }: Pick<Division, 'k' | 'group'>): number[] {
  const sizes = Array.from({ length: k }, () => 0)
  for (const g of group) sizes[g]!++
  return sizes
}
