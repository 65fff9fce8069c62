import { seededRandom } from '../random.ts'
import { responsesOf, roughComponents, shuffleResponses } from './chance.ts'
import { foundAgain, MOST_GROUPS, silhouetteOf, tightestDivision } from './divisions.ts'
import { gapsOf } from './gap.ts'
import type { Division, Points } from './kmeans.ts'
import { divideFrom, groupSizes } from './kmeans.ts'
import type { ResponseMatrix } from './matrix.ts'

/**
 * How sure the groups are, from how often they are found again when people are drawn again at
 * random: `steady` (8 times in 10 or more), `likely` (5 in 10 or more), `unsure`. Groups found less
 * often than that are not shown, so two groups or more are never `unsure`.
 */
export type Certainty = 'steady' | 'likely' | 'unsure'

/** Opinion groups among the people who count. */
type Groups = {
  /** 1 means no clear groups. */
  count: number
  /** Each counted person's group, from 0. */
  group: Int32Array
  /** How many components tell people apart beyond chance; groups are sought along them. */
  dimensions: number
  /**
   * Share of redrawings, 0 to 1, in which every group is found again. With one group: the share in
   * which none of the divisions that have gaps is; 0 with fewer than 15 people, who cannot show
   * that there are no groups.
   */
  steadiness: number
  certainty: Certainty
  /** The mean silhouette of the groups along the components used; null when there is one group. */
  silhouette: number | null
  /** Whether a component of people's responses is wider than chance makes any. */
  structure: boolean
}

/** What {@link findGroups} is told. */
type Sought = {
  /** Everyone's responses. */
  matrix: ResponseMatrix
  /** The people who count, rising. */
  counted: ArrayLike<number>
  /** The first components (up to 7), over statements. */
  vectors: readonly Float64Array[]
  /** The counted people's positions along the first so many of them: a column for each. */
  place: (components: number) => Points
  /** 0 for statements left out. */
  visible: ArrayLike<number>
  /** Whether each group, given everyone's, is set apart from the others by a statement at least. */
  setApart: (group: Int32Array, count: number) => boolean
  seed: number
}

/** The most components along which groups are sought. */
export const MOST_DIMENSIONS = 7

/** The most people on whom the number of groups is decided. */
const SAMPLE = 500
/** Shuffles: at least this many, of this many responses at least; more where they are cheap. */
const SHUFFLES = 16
const MOST_SHUFFLES = 32
const ENOUGH = 30_000
const STARTS = 8
const REDRAWINGS = 50
const FEW = 15

/**
 * Finds opinion groups: how many (1 to 8, where 1 means none clear), how sure that is, and who
 * belongs to which. It prefers the finest division whose groups are all really there, and says that
 * there are no clear groups where no division is.
 *
 * 1. *Does anything hold responses together?* Each statement's responses are shuffled among those
 *    who answered it, 16 to 32 times (chance.ts). If the widest component of the real responses is
 *    not wider than that of every shuffle, and four of their deviations above their mean, nothing
 *    but chance holds responses together, and there is one group (parallel analysis: Horn 1965,
 *    Buja and Eyuboglu 1992; as a Monte Carlo test, Hope 1968). Components wider than that bar, at
 *    most 7, are the dimensions used, each weighted by the share of its variance above the bar: one
 *    that barely passes barely counts, so nothing hangs on whether it did.
 * 2. People are divided into 8, 7 … 2 groups by k-means, no group smaller than max(2, ⌈√n/2⌉). The
 *    first division is taken of which all of this holds:
 *    - *Is there a gap between each two groups?* In an even spread there is none (gap.ts).
 *    - *Would the groups be found again?* People are drawn again with replacement, 50 times, and
 *      divided afresh: all groups must come back in half the drawings (divisions.ts; Hennig 2007).
 *    - *Does something set each apart?* A statement at least, after control of false discovery over
 *      everyone's responses (findings.ts).
 *
 * The first question is put to people drawn by the seed: 200, or as many more as give 30,000
 * responses or a hundredth of all. The second to 500 of the counted, or all where they are fewer:
 * then the seed settles only which shuffles, starts and redrawings are made. Everyone is placed by
 * k-means from the middles found. So how many groups there are is decided on hundreds of people;
 * positions never are, nor what sets a group apart: they come from everyone's responses.
 */
export function findGroups(sought: Sought): Groups {
  const { matrix, counted, vectors, place, visible, setApart, seed } = sought
  const n = counted.length
  const random = seededRandom(seed)
  const none = (dimensions: number, steadiness = 1): Groups => ({
    count: 1,
    group: new Int32Array(n),
    dimensions,
    ...sureness(n < FEW ? 0 : steadiness),
    silhouette: null,
    structure: dimensions > 0,
  })
  // Two groups of two are the fewest there can be.
  if (n < 4) return none(0)
  const order = drawn(n, random)
  const responsesFrom = (people: Int32Array) =>
    responsesOf(
      matrix,
      people.map((i) => counted[i]!),
      visible,
    )
  const pool = responsesFrom(order.subarray(0, poolSize(matrix, counted, order)))
  const shares = sharesBeyondChance(pool, random)
  const dimensions = shares.length
  if (dimensions === 0) return none(0)

  const points = place(dimensions).map((column, d) => scaled(column, Math.sqrt(shares[d]!)))
  const sample = order.slice(0, SAMPLE).sort()
  const sampled = points.map((column) => Float64Array.from(sample, (i) => column[i]!))
  const responses = responsesFrom(sample)
  const axes = vectors.slice(0, dimensions).map((vector, d) =>
    scaled(
      vector.filter((_, s) => visible[s]),
      Math.sqrt(shares[d]!),
    ),
  )
  const smallest = Math.max(2, Math.ceil(Math.sqrt(sample.length) / 2))
  let nearly = 0
  for (let k = Math.min(MOST_GROUPS, Math.floor(sample.length / smallest)); k >= 2; k--) {
    const division = tightestDivision(sampled, { k, smallest, starts: STARTS }, random)
    if (!division || !hasGaps(responses, division, axes)) continue
    const search = { smallest, starts: 3 }
    const steadiness = foundAgain(sampled, division, search, REDRAWINGS, random)
    if (steadiness < LIKELY) {
      nearly = Math.max(nearly, steadiness)
      continue
    }
    // Where the sample is everyone its division stands.
    const whole = n > sample.length ? divideFrom(points, division.centres) : division
    // Placing everyone may empty a group only in contrived data; then the division falls away.
    if (Math.min(...groupSizes(whole)) < 2 || !setApart(whole.group, k)) continue
    return {
      count: k,
      group: whole.group,
      dimensions,
      ...sureness(steadiness),
      silhouette: silhouetteOf(sampled, division),
      structure: true,
    }
  }
  return none(dimensions, 1 - nearly)
}

const STEADY = 0.8
const LIKELY = 0.5

function sureness(steadiness: number): { steadiness: number; certainty: Certainty } {
  const certainty = steadiness >= STEADY ? 'steady' : steadiness >= LIKELY ? 'likely' : 'unsure'
  return { steadiness, certainty }
}

/** Of each component wider than chance makes any, the share of its variance above that bar. */
function sharesBeyondChance(pool: ResponseMatrix, random: () => number): number[] {
  const affordable = Math.floor((SHUFFLES * ENOUGH) / Math.max(1, pool.size))
  const shuffles = Math.min(MOST_SHUFFLES, Math.max(SHUFFLES, affordable))
  const widest = Array.from(
    { length: shuffles },
    () => roughComponents(shuffleResponses(pool, random), MOST_DIMENSIONS).values[0]!,
  )
  const mean = widest.reduce((sum, value) => sum + value, 0) / shuffles
  const squares = widest.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const bar = Math.max(...widest, mean + 4 * Math.sqrt(squares / (shuffles - 1)))
  return roughComponents(pool, MOST_DIMENSIONS)
    .values.filter((value) => value > bar)
    .map((value) => 1 - bar / value)
}

/** Whether there is a gap between each two groups of a division. */
function hasGaps(responses: ResponseMatrix, { k, group, centres }: Division, axes: Points) {
  const line = (a: number, b: number) => {
    const along = new Float64Array(responses.statements)
    for (const [d, axis] of axes.entries()) {
      const step = centres[d]![b]! - centres[d]![a]!
      for (let s = 0; s < along.length; s++) along[s]! += step * axis[s]!
    }
    return along
  }
  for (const { clear } of gapsOf(responses, group, k, line)) if (!clear) return false
  return true
}

function scaled(column: Float64Array, by: number) {
  return column.map((value) => value * by)
}

/** The numbers 0 … n − 1 in an order drawn at random. */
function drawn(n: number, random: () => number): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i)
  for (let i = 0; i < n - 1; i++) {
    const j = i + Math.floor(random() * (n - i))
    const held = order[i]!
    order[i] = order[j]!
    order[j] = held
  }
  return order
}

/** How many of the people drawn to shuffle: enough for a hundredth of all responses. */
function poolSize(matrix: ResponseMatrix, counted: ArrayLike<number>, order: Int32Array) {
  const enough = Math.max(ENOUGH, matrix.size / 100)
  let responses = 0
  let people = 0
  while (people < order.length && (people < 200 || responses < enough)) {
    responses += matrix.length[counted[order[people]!]!]!
    people++
  }
  return people
}
