/**
 * Hartigan's dip: how far a sample is from having a single peak. It is the largest difference
 * between the sample's distribution and the nearest distribution with one peak, between
 * 1/(2n) (as smooth as can be) and 1/4 (two equal heaps).
 *
 * Source: Hartigan and Hartigan 1985, Annals of Statistics 13, 70–84. The peak is closed in on
 * from both sides, between the greatest convex minorant and the least concave majorant of what
 * remains, each found afresh by a monotone chain.
 *
 * @param sorted the sample in rising order.
 */
export function dipStatistic(sorted: Float64Array): number {
  const n = sorted.length
  if (n === 0) return 0
  if (sorted[0] === sorted[n - 1]) return 1 / (2 * n)
  // Equal values form one step: its place, and the counts below and up to it.
  const place: number[] = []
  const below: number[] = []
  const upTo: number[] = []
  for (let i = 0; i < n; i++) {
    if (i > 0 && sorted[i] === sorted[i - 1]) upTo[upTo.length - 1] = i + 1
    else {
      place.push(sorted[i]!)
      below.push(i)
      upTo.push(i + 1)
    }
  }
  let low = 0
  let high = place.length - 1
  let dip = 1
  for (;;) {
    const minorant = hull(place, below, low, high, 1)
    const majorant = hull(place, upTo, low, high, -1)
    const under = lineValues(place, below, minorant, low, high)
    const over = lineValues(place, upTo, majorant, low, high)
    // The widest gap between the two lines lies at a corner of one of them.
    let widest = -1
    let from = low
    let to = high
    for (const corner of minorant) {
      const gap = over[corner - low]! - under[corner - low]!
      if (gap > widest) {
        widest = gap
        from = corner
        to = majorant.find((each) => each >= corner)!
      }
    }
    for (const corner of majorant) {
      const gap = over[corner - low]! - under[corner - low]!
      if (gap > widest) {
        widest = gap
        to = corner
        from = minorant.findLast((each) => each <= corner)!
      }
    }
    if (widest <= dip) break
    for (let i = low; i <= from; i++) dip = Math.max(dip, upTo[i]! - under[i - low]!)
    for (let i = to; i <= high; i++) dip = Math.max(dip, over[i - low]! - below[i]!)
    if (from === low && to === high) break
    low = from
    high = to
  }
  return dip / (2 * n)
}

/** Corners of the lower (turn 1) or upper (turn −1) hull of the points low … high. */
function hull(x: readonly number[], y: readonly number[], low: number, high: number, turn: number) {
  const corners: number[] = []
  for (let i = low; i <= high; i++) {
    while (corners.length > 1) {
      const a = corners.at(-2)!
      const b = corners.at(-1)!
      const bend = (x[b]! - x[a]!) * (y[i]! - y[a]!) - (y[b]! - y[a]!) * (x[i]! - x[a]!)
      if (bend * turn > 0) break
      corners.pop()
    }
    corners.push(i)
  }
  return corners
}

/** The height of a broken line at each of the points low … high. */
function lineValues(
  x: readonly number[],
  y: readonly number[],
  corners: readonly number[],
  low: number,
  high: number,
) {
  const heights = new Float64Array(high - low + 1)
  heights[0] = y[low]!
  for (let c = 1; c < corners.length; c++) {
    const a = corners[c - 1]!
    const b = corners[c]!
    const slope = (y[b]! - y[a]!) / (x[b]! - x[a]!)
    for (let i = a + 1; i <= b; i++) heights[i - low] = y[a]! + slope * (x[i]! - x[a]!)
  }
  return heights
}
