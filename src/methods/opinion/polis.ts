import type { Components } from './components.ts'
import { principalComponents } from './components.ts'
import { countByGroup, countResponses, meanResponses, statementCounts } from './counts.ts'
import { responseMatrix } from './matrix.ts'
import type { Cluster } from './polis-clusters.ts'
import { clusterPoints, groupBaseClusters } from './polis-clusters.ts'
import type { Representative } from './polis-representative.ts'
import { proportionTest, representativeStatements, SIGNIFICANT } from './polis-representative.ts'
import { statementPriority } from './priority.ts'
import { extremities, projectPeople, projectStatements } from './projection.ts'
import type { Positions } from './projection.ts'
import type { Responses } from './responses.ts'
import { checkResponses, OpinionInputError } from './responses.ts'

/** What the compatibility mode may be told beside the responses. */
export type PolisOptions = {
  /** Participants in order of their first response; by number when absent. */
  arrival?: ArrayLike<number> | undefined
  /** Statements left out by moderation. */
  moderatedOut?: Iterable<number> | undefined
  /** Statements flagged by moderators: priority 7² whatever the responses. */
  flagged?: Iterable<number> | undefined
  /** Base clusters to start from, as lists of participants; found afresh when absent. */
  baseClusters?: readonly (readonly number[])[] | undefined
  /** Groups to start from, as lists of participants; found afresh when absent. */
  groups?: readonly (readonly number[])[] | undefined
}

/** The compatibility map. Statement and participant numbers are those of the input. */
export type PolisMap = {
  participants: number
  statements: number
  responses: number
  /** Mean response to each statement with agree = −1, the sign production uses inside. */
  centre: Float64Array
  components: Components
  /** Positions in that sign. */
  people: Positions
  statementPositions: Positions
  extremity: Float64Array
  /** Who counts, lowest number first. */
  counted: number[]
  baseClusters: Cluster[]
  /** `members` are participants; `base` are indices into `baseClusters`. */
  groups: { base: number[]; members: number[]; x: number; y: number }[]
  /** The tally of each group (see counts.ts). */
  groupTallies: Float64Array[]
  representative: Representative[][]
  consensus: { agree: Consensus[]; disagree: Consensus[] }
  /** For each statement ∏ over groups of (agree+1)/(seen+2). */
  groupAwareConsensus: Float64Array
  priorities: Float64Array
}

/** A statement most people are of one mind about. */
export type Consensus = {
  statement: number
  successes: number
  trials: number
  share: number
  shareTest: number
}

/**
 * The opinion map as Polis computes it in production, for comparing with its published outputs.
 *
 * Two things differ on purpose. Production finds its components by power iteration from a random
 * vector, carried over between updates, which comes to the converged eigenvectors; here they are
 * computed to convergence at once. Production remembers who once counted, and where its clusters
 * were, through the whole history of a conversation; here they follow from the responses alone,
 * unless `baseClusters` or `groups` are given.
 *
 * @throws OpinionInputError for malformed responses or options.
 */
export function polisMap(responses: Responses, options: PolisOptions = {}): PolisMap {
  checkResponses(responses)
  const negated = { ...responses, value: Array.from(responses.value, (value) => -value || 0) }
  const matrix = responseMatrix(negated)
  const { participants, statements } = matrix
  const inside = countResponses(matrix).tally
  const out = new Set(options.moderatedOut)
  const columns = Uint8Array.from({ length: statements }, (_, s) =>
    statementCounts(inside, s).seen > 0 ? 1 : 0,
  )
  const left = columns.map((seen, s) => (seen && !out.has(s) ? 1 : 0))
  const centre = meanResponses(inside).map((mean, s) => (left[s] ? mean : 0))
  const width = columns.reduce((sum, seen) => sum + seen, 0)
  const zeroed = width - left.reduce((sum, seen) => sum + seen, 0)
  const components = principalComponents(matrix, centre, { statements: left })
  // A column left out by moderation counts as answered with 0 by everyone.
  const scale = { statements: width, added: zeroed }
  const people = projectPeople(matrix, centre, components.vectors, scale, left)
  const statementPositions = projectStatements(centre, components.vectors, -1, width)
  const extremity = extremities(statementPositions)

  const given = options.baseClusters ?? options.groups
  const counted = given
    ? checkedMembers(given, participants)
    : whoCounts(matrix.length, Math.min(7, width))
  const base = options.baseClusters
    ? options.baseClusters.map((members) => clusterOf(people, members))
    : foundBaseClusters(people, counted, options.arrival)
  const centres = {
    x: base.map(({ x }) => x),
    y: base.map(({ y }) => y),
    weight: base.map(({ members }) => members.length),
  }
  const groups = options.groups
    ? options.groups.map((members) => ({ base: [] as number[], ...clusterOf(people, members) }))
    : groupBaseClusters(centres).map(({ members, x, y }) => ({
        base: members,
        members: members.flatMap((b) => base[b]!.members).toSorted((a, b) => a - b),
        x,
        y,
      }))
  const groupOf = new Int32Array(participants).fill(-1)
  for (const [g, { members }] of groups.entries()) for (const i of members) groupOf[i] = g
  const outside = (tally: Float64Array) => swapSides(tally)
  const groupTallies = countByGroup(matrix, groupOf, groups.length).map(({ tally }) =>
    outside(tally),
  )
  const flagged = new Set(options.flagged)
  return {
    participants,
    statements: width,
    responses: matrix.size,
    centre,
    components,
    people,
    statementPositions,
    extremity,
    counted,
    baseClusters: base,
    groups,
    groupTallies,
    representative: representativeStatements(groupTallies, left),
    consensus: {
      agree: consensusStatements(outside(inside), left, 'agree'),
      disagree: consensusStatements(outside(inside), left, 'disagree'),
    },
    groupAwareConsensus: Float64Array.from({ length: statements }, (_, s) =>
      groupTallies.reduce((product, tally) => {
        const { agree, seen } = statementCounts(tally, s)
        return (product * (agree + 1)) / (seen + 2)
      }, 1),
    ),
    priorities: Float64Array.from({ length: statements }, (_, s) => {
      if (flagged.has(s)) return 49
      const sum = { agree: 0, disagree: 0, unsure: 0, extremity: extremity[s]! }
      for (const tally of groupTallies) {
        const counts = statementCounts(tally, s)
        sum.agree += counts.agree
        sum.disagree += counts.disagree
        sum.unsure += counts.unsure
      }
      return statementPriority(sum)
    }),
  }
}

/**
 * Who counts: everyone with `least` responses or more; where that is fewer than 15 people, those
 * with the most responses are added up to 15, of equals the lowest number first. Nobody counts
 * without a response.
 */
export function whoCounts(responses: ArrayLike<number>, least: number): number[] {
  const people = Array.from(responses, (_, person) => person).filter((p) => responses[p]! > 0)
  const enough = people.filter((person) => responses[person]! >= least)
  if (enough.length >= 15) return enough
  return people
    .toSorted((a, b) => responses[b]! - responses[a]! || a - b)
    .slice(0, 15)
    .toSorted((a, b) => a - b)
}

/**
 * Statements most people take one side on: share (s+1)/(n+2) above one half and its test above
 * 1.2816, ordered by share × test, five at most.
 */
function consensusStatements(
  tally: ArrayLike<number>,
  left: ArrayLike<number>,
  direction: 'agree' | 'disagree',
): Consensus[] {
  const found: Consensus[] = []
  for (let statement = 0; statement < left.length; statement++) {
    if (!left[statement]) continue
    const counts = statementCounts(tally, statement)
    const successes = counts[direction]
    const trials = counts.seen
    const share = (successes + 1) / (trials + 2)
    const shareTest = proportionTest(successes, trials)
    if (share > 0.5 && shareTest > SIGNIFICANT) {
      found.push({ statement, successes, trials, share, shareTest })
    }
  }
  return found.toSorted((a, b) => b.share * b.shareTest - a.share * a.shareTest).slice(0, 5)
}

function foundBaseClusters(
  people: Positions,
  counted: readonly number[],
  arrival: ArrayLike<number> | undefined,
) {
  const counts = new Set(counted)
  const order = arrival ? Array.from(arrival).filter((person) => counts.has(person)) : counted
  const points = {
    x: order.map((person) => people[0]![person]!),
    y: order.map((person) => people[1]![person]!),
    weight: order.map(() => 1),
  }
  return clusterPoints(points, 100, 100).map((cluster) => ({
    ...cluster,
    members: cluster.members.map((i) => order[i]!),
  }))
}

function clusterOf(people: Positions, members: readonly number[]): Cluster {
  let x = 0
  let y = 0
  for (const person of members) {
    x += people[0]![person]!
    y += people[1]![person]!
  }
  return { members: [...members], x: x / members.length, y: y / members.length }
}

/** The same tally with agree and disagree changing places. */
function swapSides(tally: Float64Array) {
  const swapped = tally.slice()
  for (let at = 0; at < tally.length; at += 3) {
    swapped[at] = tally[at + 2]!
    swapped[at + 2] = tally[at]!
  }
  return swapped
}

function checkedMembers(clusters: readonly (readonly number[])[], participants: number) {
  const members = clusters.flat()
  if (new Set(members).size !== members.length) {
    throw new OpinionInputError('A participant stands in two of the clusters to start from.')
  }
  for (const person of members) {
    if (!Number.isInteger(person) || person < 0 || person >= participants) {
      throw new OpinionInputError(`The clusters to start from name an unknown participant.`)
    }
  }
  if (clusters.some((cluster) => cluster.length === 0)) {
    throw new OpinionInputError('A cluster to start from is empty.')
  }
  return members.toSorted((a, b) => a - b)
}
