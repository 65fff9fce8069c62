import { normalUpperTail } from '../normal.ts'

/**
 * What is seen when people along a line are cut in two at the middle, if they were in truth spread
 * evenly from one view to its opposite (`even`), or of two minds and no others (`two`).
 *
 * Everything is measured in deviations of what one person's responses add by chance. For halves
 * whose middles are `distance` apart, the figure is the variance of people within a half. Two minds
 * leave 1, chance alone, or less where chance carries people past the cut. An even spread leaves
 * more the longer it is.
 *
 * The even spread is that of a map: a principal component bends an even series of views into a sine
 * wave (Podani and Miklós 2002; Diaconis, Goel and Holmes 2008), so people stand at
 * reach × sin(u), u even from −π/2 to π/2, which crowds them at both ends and is the hardest even
 * spread to tell from two groups.
 *
 * @param distance at least 0; no distance below 1.6 can arise, and such count as 1.6.
 */
export function withinHalves(distance: number): { even: number; two: number } {
  return { even: read(EVEN, distance), two: read(TWO, distance) }
}

type Curve = { distance: number; within: number }[]

const REACHES = Array.from({ length: 81 }, (_, i) => i / 4)

/** Places along a quarter of a sine wave; the other quarter mirrors it. */
const WAVE = Array.from({ length: 32 }, (_, i) => Math.sin((((i + 0.5) / 32) * Math.PI) / 2))

const EVEN: Curve = REACHES.map((reach) => {
  const middle = WAVE.reduce((sum, place) => sum + meanSize(reach * place), 0) / WAVE.length
  return { distance: 2 * middle, within: 1 + (reach * reach) / 2 - middle * middle }
})

const TWO: Curve = REACHES.map((reach) => {
  const middle = meanSize(reach)
  return { distance: 2 * middle, within: 1 + reach * reach - middle * middle }
})

/** The mean of |x| for x normal about m with deviation 1 (the folded normal distribution). */
function meanSize(m: number) {
  return Math.sqrt(2 / Math.PI) * Math.exp((-m * m) / 2) + m * (1 - 2 * normalUpperTail(m))
}

/** Reads a curve between its points; beyond the last, in proportion to the distance squared. */
function read(curve: Curve, distance: number) {
  const next = curve.findIndex((point) => point.distance >= distance)
  if (next === 0) return curve[0]!.within
  const last = curve.at(-1)!
  if (next < 0) {
    return 1 + (last.within - 1) * (distance / last.distance) ** 2
  }
  const from = curve[next - 1]!
  const to = curve[next]!
  const part = (distance - from.distance) / (to.distance - from.distance)
  return from.within + part * (to.within - from.within)
}
