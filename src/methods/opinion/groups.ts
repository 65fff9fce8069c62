import { seededRandom } from '../random.ts'
import { beyondChance, responsesOf } from './chance.ts'
import type { Stability } from './divisions.ts'
import { foundAgain, pick, silhouetteOf, tightestDivision } from './divisions.ts'
import type { Division, Points } from './kmeans.ts'
import { divideFrom, groupSizes } from './kmeans.ts'
import type { ResponseMatrix } from './matrix.ts'

/**
 * How sure the groups are, from how well each is found again when people are drawn again at random:
 * `steady` (the likeness of the weakest is 0.8 or more), `likely` (0.6 or more: there is a pattern,
 * but who belongs to it is open), `unsure`.
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
   * which the best of the divisions is not; 0 with fewer than 15 people, who cannot show that there
   * are no groups.
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
  /** Their positions along the first so many components (up to 7): a column for each. */
  place: (components: number) => Points
  /** 0 for statements left out. */
  visible: ArrayLike<number>
  /** Whether each group, given everyone's, is set apart from the others by a statement at least. */
  setApart: (group: Int32Array, count: number) => boolean
  seed: number
}

/** The most components along which groups are sought. */
export const MOST_DIMENSIONS = 7
const MOST_GROUPS = 8

/** The least likeness of the weakest group: to be shown for sure, as a pattern, and at all. */
const STEADY = 0.8
const LIKELY = 0.6
const DISSOLVED = 0.5

/** People among whom divisions are sought, and people drawn to find a start or a division again. */
const POOL = 2000
const SAMPLE = 300
const STARTS = 8
const FEW = 15

/**
 * Finds opinion groups: how many (1 to 8, where 1 means none clear), how sure that is, and who
 * belongs to which. Why so, and what else was tried: docs/decisions/opinion-groups.md.
 *
 * 1. *Does anything hold responses together?* Components wider than those of shuffled responses are
 *    the dimensions in which groups are sought, each weighted by how far it is beyond chance
 *    (chance.ts). Where there is none, there is one group.
 * 2. People are divided by k-means into one group more than there are dimensions (so many unlike
 *    minds can span them), at most 8, and into every fewer number down to 2. No group is smaller
 *    than one in twenty, or than √n/2 of few.
 * 3. *Are the groups found again?* People are drawn again and divided afresh (divisions.ts; Hennig
 *    2007). *Does something set each apart?* Each must have a statement of its own after control of
 *    false discovery (findings.ts).
 * 4. The finest division is shown of which each group is set apart and found again with a likeness
 *    of 0.8 (Hennig calls 0.75 stable and 0.85 highly so). If there is none, the one found again
 *    best, if its groups do not dissolve (likeness 0.5) and are set apart; else there is one group.
 *
 * Step 1 looks at people drawn by the seed: 200, or as many more as give 100,000 responses or a
 * hundredth of all. Step 2 at 2,000, or all where they are fewer, and step 3 at 300 at a time. What
 * sets groups apart is judged on everyone, placed by k-means from the middles found.
 */
export function findGroups({ matrix, counted, place, visible, setApart, seed }: Sought): Groups {
  const n = counted.length
  const random = seededRandom(seed)
  const none = (dimensions: number, best: Stability = { least: 0, steadiness: 0 }): Groups => ({
    count: 1,
    group: new Int32Array(n),
    dimensions,
    steadiness: n < FEW ? 0 : 1 - best.steadiness,
    certainty: n < FEW ? 'unsure' : certaintyOf(1 - best.least),
    silhouette: null,
    structure: dimensions > 0,
  })
  // Two groups of two are the fewest there can be.
  if (n < 4) return none(0)
  const order = drawn(n, random)
  const shuffled = order.subarray(0, enoughPeople(matrix, counted, order))
  const people = shuffled.map((i) => counted[i]!)
  const shares = beyondChance(responsesOf(matrix, people, visible), MOST_DIMENSIONS, random)
  const dimensions = shares.length
  if (dimensions === 0) return none(0)

  const points = place(dimensions).map((column, d) =>
    column.map((at) => at * Math.sqrt(shares[d]!)),
  )
  const pool = order.slice(0, POOL).sort()
  const pooled = pick(points, pool)
  const size = Math.min(SAMPLE, pool.length)
  const every = Int32Array.from({ length: size }, (_, i) => Math.floor((i * pool.length) / size))
  const some = pick(pooled, every)
  const smallest = smallestOf(pool.length)

  const shown = ({ division, stability }: Candidate): Groups | undefined => {
    const { k } = division
    const { group } = n > pool.length ? divideFrom(points, division.centres) : division
    // Placing everyone may empty a group only in contrived data; then the division falls away.
    if (Math.min(...groupSizes({ k, group })) < 2 || !setApart(group, k)) return undefined
    return {
      count: k,
      group,
      dimensions,
      steadiness: stability.steadiness,
      certainty: certaintyOf(stability.least),
      silhouette: silhouetteOf(some, { k, group: every.map((i) => division.group[i]!) }),
      structure: true,
    }
  }
  const candidates: Candidate[] = []
  for (let k = Math.min(MOST_GROUPS, dimensions + 1); k >= 2; k--) {
    const search = { k, smallest: smallestOf(size), starts: STARTS }
    const start = tightestDivision(some, search, random)
    const division = start && divideFrom(pooled, start.centres)
    if (!division || Math.min(...groupSizes(division)) < smallest) continue
    const stability = foundAgain(pooled, division, { size, line: STEADY }, random)
    candidates.push({ division, stability })
    const groups = stability.least >= STEADY && shown({ division, stability })
    if (groups) return groups
  }
  candidates.sort((a, b) => b.stability.least - a.stability.least)
  for (const candidate of candidates) {
    const { least } = candidate.stability
    const groups = least < STEADY && least >= DISSOLVED && shown(candidate)
    if (groups) return groups
  }
  return none(dimensions, candidates[0]?.stability)
}

type Candidate = { division: Division; stability: Stability }

function certaintyOf(likeness: number): Certainty {
  if (likeness >= STEADY) return 'steady'
  return likeness >= LIKELY ? 'likely' : 'unsure'
}

/** How many people make a group among so many. */
function smallestOf(people: number) {
  return Math.max(2, Math.ceil(Math.sqrt(people) / 2), Math.ceil(people / 20))
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

/** How many of the people drawn to shuffle. */
function enoughPeople(matrix: ResponseMatrix, counted: ArrayLike<number>, order: Int32Array) {
  const enough = Math.max(100_000, matrix.size / 100)
  let responses = 0
  let people = 0
  while (people < order.length && (people < 200 || responses < enough)) {
    responses += matrix.length[counted[order[people]!]!]!
    people++
  }
  return people
}
