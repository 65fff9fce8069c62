import { countByGroup, countResponses, statementCounts } from './counts.ts'
import { withinHalves } from './even-spread.ts'
import type { ResponseMatrix } from './matrix.ts'

/** How two groups stand to each other along the line through their middles (see {@link gapsOf}). */
type Gap = {
  /** How far apart they are, in deviations of what one person's responses add by chance. */
  distance: number
  /** The variance of people within a group, in variances of that same chance. */
  within: number
  /** Whether there is a gap, and not an even spread from one to the other. */
  clear: boolean
}

/** Groups nearer than this run into each other; where one ends cannot be seen. */
const NEAREST = 3

/** How sure it must be that an even spread would show more variance: 1 in 100, one sided. */
const SURE = 2.3263478740408408

/**
 * Whether there are gaps between groups, or merely lines drawn across people who differ by degrees.
 *
 * Cut any spread of people in two, and the halves are found again in every sample; each has its
 * statements; silhouettes look good. What an even spread cannot have is halves of one mind. So, for
 * each two groups: given how each group answered each statement, do its people still differ, along
 * the line from one group to the other, by more than their responses vary by chance? In groups that
 * are groups they hardly do (local independence: Lazarsfeld and Henry 1968); in an even spread they
 * must, and by how much follows from how far apart the halves are (even-spread.ts).
 *
 * The gap is clear if the variance within (the mean of both groups' ratios to chance) is
 * - nearer to what two minds leave than to what an even spread leaves, and
 * - too small for an even spread, by a chi-squared test (cube root approximation: Wilson and
 *   Hilferty 1931) at one in a hundred, which allows for looking at divisions into 2 to 8;
 * and if the groups are 3 deviations apart or more.
 *
 * Both sides of the ratio follow who answered what, so that someone who answered little is expected
 * nearer to the middle, with more chance about them, and neither mimics a spread. Unlike a test of
 * whether one hump or two are seen (the dip: Hartigan and Hartigan 1985), it knows how wide chance
 * makes a hump, and finds groups whose humps touch.
 *
 * @param matrix the people's responses.
 * @param group each person's group, 0 … k − 1; no group is empty.
 * @param line the direction, over statements, along which positions from group a to b differ.
 * @returns a gap for each pair, as they are asked for.
 */
export function* gapsOf(
  matrix: ResponseMatrix,
  group: Int32Array,
  k: number,
  line: (a: number, b: number) => Float64Array,
): Generator<Gap> {
  const everyone = profile(countResponses(matrix).tally)
  const groups = countByGroup(matrix, group, k).map(({ tally }) => profile(tally, everyone))
  for (let a = 0; a < k; a++) {
    for (let b = a + 1; b < k; b++) {
      const along = line(a, b)
      const one = people(matrix, group, a, groups[a]!, groups[b]!, along)
      const other = people(matrix, group, b, groups[b]!, groups[a]!, along)
      yield gap(one, other)
    }
  }
}

type Side = { count: number; apart: number; within: number }

function gap(one: Side, other: Side): Gap {
  const distance = Math.sqrt((one.apart + other.apart) / 2)
  const within = (one.within + other.within) / 2
  if (!(distance >= NEAREST)) return { distance, within, clear: false }
  const { even, two } = withinHalves(distance)
  // The mean of two variances; a small group lends few degrees of freedom.
  const freedom = 4 / (1 / Math.max(1, one.count - 1) + 1 / Math.max(1, other.count - 1))
  const rough = 2 / (9 * freedom)
  const below = (1 - rough - Math.cbrt(within / even)) / Math.sqrt(rough)
  return { distance, within, clear: within <= (two + even) / 2 && below >= SURE }
}

/** Mean and variance of the responses to each statement. */
type Profile = { mean: Float64Array; variance: Float64Array }

/**
 * The profile of a group leans on that of everyone by the weight of one response: three who all
 * agree may yet differ, and a statement nobody in the group answered tells nothing.
 */
function profile(tally: ArrayLike<number>, everyone?: Profile): Profile {
  const statements = tally.length / 3
  const mean = new Float64Array(statements)
  const variance = new Float64Array(statements)
  for (let s = 0; s < statements; s++) {
    const { agree, disagree, seen } = statementCounts(tally, s)
    mean[s] = seen > 0 ? (agree - disagree) / seen : (everyone?.mean[s] ?? 0)
    const own = seen > 0 ? (agree + disagree) / seen - mean[s]! * mean[s]! : 0
    variance[s] = everyone ? (seen * own + everyone.variance[s]!) / (seen + 1) : own
  }
  return { mean, variance }
}

/**
 * One group's people along the line: how far they would stand from where they are expected if they
 * were of the other mind (`apart`), and how far they do stand from it (`within`), both squared and
 * over the variance of chance. Every person counts the same, however much they answered.
 */
function people(
  { start, length, cells, participants }: ResponseMatrix,
  group: Int32Array,
  which: number,
  own: Profile,
  other: Profile,
  along: Float64Array,
): Side {
  let count = 0
  let chance = 0
  let apart = 0
  let within = 0
  for (let person = 0; person < participants; person++) {
    if (group[person] !== which) continue
    count++
    let off = 0
    let across = 0
    let noise = 0
    const end = start[person]! + length[person]!
    for (let at = start[person]!; at < end; at++) {
      const cell = cells[at]!
      const s = (cell / 3) | 0
      const weight = along[s]!
      off += ((cell % 3) - 1 - own.mean[s]!) * weight
      across += (other.mean[s]! - own.mean[s]!) * weight
      noise += own.variance[s]! * weight * weight
    }
    const given = Math.max(1, length[person]!)
    within += (off * off) / given
    apart += (across * across) / given
    chance += noise / given
  }
  // No chance at all means that nothing differs along the line: both groups answered alike.
  return chance > 0
    ? { count, apart: apart / chance, within: within / chance }
    : { count, apart: 0, within: 0 }
}
