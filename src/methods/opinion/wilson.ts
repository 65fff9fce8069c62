import { normalQuantile } from '../normal.ts'

/** A share with the interval around it, all from 0 to 1. */
export type Share = { count: number; of: number; share: number; lower: number; upper: number }

/**
 * A share with its Wilson score interval (Wilson 1927): sound for small numbers, never outside
 * 0 to 1. Out of nobody, the share is 0 and the interval everything.
 *
 * @param confidence two-sided, between 0 and 1.
 */
export function shareOf(count: number, of: number, confidence = 0.95): Share {
  if (of === 0) return { count, of, share: 0, lower: 0, upper: 1 }
  const z = zOf(confidence)
  const share = count / of
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half =
    (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  return {
    count,
    of,
    share,
    lower: count === 0 ? 0 : Math.max(0, middle - half),
    upper: count === of ? 1 : Math.min(1, middle + half),
  }
}

const NINETY_FIVE = normalQuantile(0.975)

function zOf(confidence: number) {
  return confidence === 0.95 ? NINETY_FIVE : normalQuantile((1 + confidence) / 2)
}

/**
 * The interval of the difference a − b of two independent shares, from their Wilson intervals
 * (Newcombe 1998, method 10).
 */
export function differenceOf(a: Share, b: Share): { value: number; lower: number; upper: number } {
  const value = a.share - b.share
  return {
    value,
    lower: value - Math.hypot(a.share - a.lower, b.upper - b.share),
    upper: value + Math.hypot(a.upper - a.share, b.share - b.lower),
  }
}
