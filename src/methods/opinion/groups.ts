import { seededRandom } from '../random.ts'
import { responsesOf, roughMap, shuffleResponses } from './chance.ts'
import type { Candidate, Yardstick } from './group-count.ts'
import { bestCount, candidateDivisions, summary, yardstick } from './group-count.ts'
import type { Division, Points } from './kmeans.ts'
import { divideFrom, groupSizes } from './kmeans.ts'
import type { ResponseMatrix } from './matrix.ts'

/**
 * How sure the number of groups is, from how often it comes out the same when people are drawn
 * again at random: `steady` (8 times in 10 or more), `likely` (5 in 10 or more), `unsure`.
 */
export type Certainty = 'steady' | 'likely' | 'unsure'

/** Opinion groups among the people who count. */
export type Groups = {
  /** 1 means no clear groups. */
  count: number
  /** Each counted person's group, from 0. */
  group: Int32Array
  /** The middle of each group on the components used; empty when there is one group. */
  centres: Float64Array[]
  /** How many components tell people apart beyond chance; groups are sought along them (2 or more). */
  dimensions: number
  /**
   * Share of redrawings, 0 to 1, in which the number of groups is the same. Where nothing shows
   * beyond chance none are made: then 1 with 15 people or more, 0 with fewer.
   */
  steadiness: number
  certainty: Certainty
  /** The mean silhouette of the groups on the map, −1 to 1; null when there is one group. */
  silhouette: number | null
  /** Whether a component of people's responses is wider than chance makes any. */
  structure: boolean
}

/** The most components along which groups are sought. */
export const MOST_DIMENSIONS = 7

/** How many shuffles and redrawings are made, on how many responses at least, and people at most. */
const SHUFFLES = 16
const REDRAWINGS = 20
const SAMPLE = 200
const ENOUGH = 30_000
const FEW = 15

/**
 * Finds opinion groups: how many (1 to 8, where 1 means none clear), how sure that is, and who
 * belongs to which.
 *
 * 1. Each statement's responses are shuffled among those who answered it, 16 times, and a quick map
 *    is made of each (chance.ts). If the widest component of the real responses is not wider than
 *    that of every shuffle, and four of their deviations above their mean, nothing but chance holds
 *    responses together, and there is one group (parallel analysis: Horn 1965, Buja and Eyuboglu
 *    1992; as a Monte Carlo test, Hope 1968). Components wider than that bar are the dimensions
 *    used, at least 2 and at most 7.
 * 2. People are divided into k = 2 … 8 groups by k-means, no group smaller than max(2, ⌈√n/2⌉), and
 *    each division's mean silhouette is measured against those that the same k gets on the
 *    shuffles. The k furthest above chance, in deviations, is taken if it passes the bar that the
 *    search over k calls for (group-count.ts); otherwise there is one group: people differ, but by
 *    degrees, and no division describes them.
 * 3. Step 2 is done on people drawn again with replacement, 20 times. The middle one of the 20
 *    counts is the number of groups; `steadiness` is the share of times it came out (the bootstrap
 *    for the number of clusters: Fang and Wang 2012).
 *
 * Step 1 shuffles people drawn by the seed: 200, or as many more as give 30,000 responses or a
 * hundredth of all. Steps 2 and 3 look at 200 of them. Everyone is then placed by k-means from the
 * middles found. So how many groups there are is decided on hundreds of people or more; positions
 * never are: they come from everyone's responses.
 *
 * @param matrix everyone's responses.
 * @param counted the people who count, rising.
 * @param place their positions along the first so many components (up to 7): a column for each.
 * @param visible 0 for statements left out.
 */
export function findGroups(
  matrix: ResponseMatrix,
  counted: ArrayLike<number>,
  place: (components: number) => Points,
  visible: ArrayLike<number>,
  seed: number,
): Groups {
  const n = counted.length
  const random = seededRandom(seed)
  const one = (steadiness: number, structure: boolean, dimensions = 2): Groups => ({
    count: 1,
    group: new Int32Array(n),
    centres: [],
    dimensions,
    steadiness,
    certainty: certaintyOf(steadiness),
    silhouette: null,
    structure,
  })
  // With few people, that nothing shows beyond chance says little.
  const nothing = () => one(n < FEW ? 0 : 1, false)
  // Two groups of two are the fewest there can be.
  if (n < 4) return nothing()
  const order = drawn(n, random)
  const pool = order.subarray(0, poolSize(matrix, counted, order))
  const sample = order.slice(0, SAMPLE).sort()
  const real = responsesOf(
    matrix,
    pool.map((i) => counted[i]!),
    visible,
  )
  const shuffles = Array.from({ length: SHUFFLES }, () =>
    roughMap(shuffleResponses(real, random), MOST_DIMENSIONS),
  )
  const widest = shuffles.map(({ values }) => values[0]!)
  const { centre, spread } = summary(widest)
  const bar = Math.max(...widest, centre + 4 * spread)
  const beyond = roughMap(real, MOST_DIMENSIONS).values.filter((value) => value > bar).length
  if (beyond === 0) return nothing()
  const dimensions = Math.max(2, beyond)
  const points = place(dimensions)

  const smallest = Math.max(2, Math.ceil(Math.sqrt(sample.length) / 2))
  const stick = yardstick(
    shuffles.map(({ people }) =>
      candidateDivisions(
        people.slice(0, dimensions).map((column) => column.subarray(0, sample.length)),
        smallest,
        2,
        random,
      ),
    ),
  )
  const at = (which: ArrayLike<number>) =>
    points.map((column) => Float64Array.from(which, (i) => column[i]!))
  const found = candidateDivisions(at(sample), smallest, 6, random)
  const counts: number[] = []
  for (let redrawing = 0; redrawing < REDRAWINGS; redrawing++) {
    const again = Array.from(sample, () => sample[Math.floor(random() * sample.length)]!)
    const candidates = candidateDivisions(at(again), smallest, 1, random, found)
    counts.push(clearCount(candidates, stick))
  }
  // The middle count, or the nearest lower one for which everyone could be divided.
  let count = counts.toSorted((a, b) => a - b)[(REDRAWINGS - 1) >> 1]!
  while (count > 1 && !found.has(count)) count--
  const steadiness = counts.filter((k) => k === count).length / REDRAWINGS
  if (count === 1) return one(steadiness, true, dimensions)
  const { division, silhouette } = found.get(count)!
  const whole = n > sample.length ? divideFrom(points, division.centres) : null
  // Placing everyone may empty a group only in contrived data; then the division falls away.
  if (whole && Math.min(...groupSizes(whole)) < 2) return one(0, true, dimensions)
  const { group, centres }: Division = whole ?? inOrder(division, sample)
  return {
    count,
    group,
    centres,
    dimensions,
    steadiness,
    certainty: certaintyOf(steadiness),
    silhouette,
    structure: true,
  }
}

function clearCount(candidates: ReadonlyMap<number, Candidate>, stick: Yardstick) {
  const { k, score } = bestCount(candidates, stick)
  return score > stick.bar ? k : 1
}

function certaintyOf(steadiness: number): Certainty {
  if (steadiness >= 0.8) return 'steady'
  return steadiness >= 0.5 ? 'likely' : 'unsure'
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
  while (people < order.length && (people < SAMPLE || responses < enough)) {
    responses += matrix.length[counted[order[people]!]!]!
    people++
  }
  return people
}

/** The sample was everyone, so its division stands as it is. */
function inOrder(division: Division, sample: Int32Array): Division {
  const group = new Int32Array(sample.length)
  for (let i = 0; i < sample.length; i++) group[sample[i]!] = division.group[i]!
  return { ...division, group }
}
