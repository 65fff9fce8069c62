import { normalUpperTail } from '../normal.ts'

/**
 * The two-sided p-value that two shares are the same: the "N − 1" chi-squared test where every
 * expected count is at least 1, Fisher and Irwin's exact test otherwise (Irwin's rule: the sum of
 * all tables no likelier than the one seen). Recommended by Campbell 2007 (Statistics in Medicine
 * 26, 3661–3675) for tables of every size.
 *
 * @returns 1 where either side is empty or nothing varies: no difference can be seen.
 */
export function sameShareTest(countA: number, ofA: number, countB: number, ofB: number): number {
  const all = ofA + ofB
  const hits = countA + countB
  const misses = all - hits
  if (ofA === 0 || ofB === 0 || hits === 0 || misses === 0) return 1
  const least = (Math.min(ofA, ofB) * Math.min(hits, misses)) / all
  if (least < 1) return exactTest(countA, ofA, hits, all)
  const cross = countA * (ofB - countB) - countB * (ofA - countA)
  const z = Math.abs(cross) * Math.sqrt((all - 1) / ofA / ofB / hits / misses)
  return Math.min(1, 2 * normalUpperTail(z))
}

/** Fisher and Irwin's test, walking the hypergeometric distribution by ratios of neighbours. */
function exactTest(count: number, of: number, hits: number, all: number) {
  const low = Math.max(0, of + hits - all)
  const high = Math.min(of, hits)
  // With an expected count below 1 the mass lies near one end; weights are relative to the peak.
  const mode = Math.min(high, Math.max(low, Math.floor(((of + 1) * (hits + 1)) / (all + 2))))
  const up = (x: number) => ((of - x) * (hits - x)) / ((x + 1) * (all - of - hits + x + 1))
  const weights = new Map([[mode, 1]])
  for (let x = mode, w = 1; x < high && w > 1e-300; x++) weights.set(x + 1, (w *= up(x)))
  for (let x = mode, w = 1; x > low && w > 1e-300; x--) weights.set(x - 1, (w /= up(x - 1)))
  const seen = weights.get(count) ?? 0
  let total = 0
  let asRare = 0
  for (const weight of weights.values()) {
    total += weight
    if (weight <= seen * (1 + 1e-7)) asRare += weight
  }
  return Math.min(1, asRare / total)
}

/**
 * Benjamini and Hochberg's adjusted p-values (1995): among findings whose adjusted value is at most
 * q, the share of false ones is expected to be at most q.
 */
export function falseDiscovery(p: readonly number[]): Float64Array {
  const order = p.map((_, i) => i).sort((a, b) => p[b]! - p[a]!)
  const adjusted = new Float64Array(p.length)
  let least = 1
  for (const [i, at] of order.entries()) {
    least = Math.min(least, (p[at]! * p.length) / (p.length - i))
    adjusted[at] = least
  }
  return adjusted
}
