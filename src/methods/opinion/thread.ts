import { principalComponents } from './components.ts'
import type { Counts } from './counts.ts'
import { countByGroup, countResponses, meanResponses, statementCounts } from './counts.ts'
import type { Common, Distinctive, Divisive } from './findings.ts'
import {
  commonGround,
  distinctiveStatements,
  divisiveStatements,
  unsureStatements,
} from './findings.ts'
import type { Certainty } from './groups.ts'
import { findGroups, MOST_DIMENSIONS } from './groups.ts'
import { nameGroups } from './lineage.ts'
import type { ResponseMatrix } from './matrix.ts'
import { responseMatrix } from './matrix.ts'
import { divisionOf } from './next-statement.ts'
import { whoCounts } from './polis.ts'
import { statementPriority } from './priority.ts'
import { extremities, projectPeople, projectStatements } from './projection.ts'
import type { Responses } from './responses.ts'
import { OpinionInputError } from './responses.ts'
import type { Standing } from './standing.ts'
import { standings } from './standing.ts'

/** What the map may be told beside the responses. */
export type OpinionOptions = {
  /** Settles every draw; equal seeds give equal maps. 1 when absent. */
  seed?: number | undefined
  /** Participants whose responses do not count at all. */
  banned?: Iterable<number> | undefined
  /** Statements left out by moderation: neither in the map nor in any list. */
  hidden?: Iterable<number> | undefined
  /** An earlier map, so that its groups keep their names and the map is not turned round. */
  previous?: EarlierMap | undefined
}

/** What is needed of an earlier map; an {@link OpinionMap} will do. */
export type EarlierMap = {
  groups: readonly { label: string; members: Iterable<number> }[]
  components?: { vectors: readonly ArrayLike<number>[] } | undefined
  /** Every label given so far, so that none is given to other people. */
  labels?: Iterable<string> | undefined
}

/** An opinion group. */
export type OpinionGroup = {
  /** A, B, C …: kept from map to map (see lineage.ts). */
  label: string
  /** Participants, rising. */
  members: number[]
  /** The middle of the group on the map. */
  x: number
  y: number
  /** What sets the group apart, the most telling first. */
  distinctive: Distinctive[]
}

/** Where people stand, what they share and where they differ. Numbers are those of the input. */
export type OpinionMap = {
  /** Participants with a response that counts, statements that are not hidden, and responses. */
  participants: number
  statements: number
  responses: number
  /** Mean response to each statement, −1 (disagree) to 1 (agree); 0 for hidden ones. */
  means: Float64Array
  /** The two components, agree = +1. */
  components: { vectors: [Float64Array, Float64Array]; values: [number, number] }
  /** Every participant's position; (0, 0) for those without a response that counts. */
  positions: { x: Float64Array; y: Float64Array }
  statementPositions: { x: Float64Array; y: Float64Array; extremity: Float64Array }
  /** Who gave enough responses to be placed in a group, rising. */
  counted: number[]
  /** Each participant's group, as an index into `groups`; −1 for none. */
  groupOf: Int32Array
  /** In order of label. A single group means "no clear groups". */
  groups: OpinionGroup[]
  /** How sure the number of groups is (see groups.ts). */
  certainty: Certainty
  steadiness: number
  /** Whether responses hang together at all, beyond chance. */
  structure: boolean
  silhouette: number | null
  dimensions: number
  standings: Standing[]
  common: Common[]
  divisive: Divisive[]
  unsure: { statement: number; floor: number }[]
  /** How much asking each statement next would teach (priority.ts); 0 for hidden ones. */
  priorities: Float64Array
  /** How far groups disagree on each statement, 0 to 1 (next-statement.ts). */
  divisions: Float64Array
  /** Every label given so far. */
  labels: string[]
}

/**
 * The opinion map of a listening round.
 *
 * The same idea as Polis (polis.ts) with its known faults mended: nothing is drawn without a seed,
 * components are exact at every size, one group is a possible answer, how sure we are is said, no
 * group is a single person, names of groups last, and every list is ordered by what is surely so.
 *
 * Who counts: everyone with at least min(7, statements) responses; where that is fewer than 15
 * people, those with the most responses, up to 15. It works from 3 people (who form one group; two
 * groups of two are the least that can be told apart).
 *
 * @throws OpinionInputError for malformed responses or options.
 */
export function opinionMap(responses: Responses, options: OpinionOptions = {}): OpinionMap {
  const matrix = responseMatrix(responses)
  const people = peopleWho(matrix, options.banned)
  return mapOf(matrix, people, countResponses(matrix, people), options)
}

/** 0 for banned participants, 1 for all others. */
export function peopleWho(matrix: ResponseMatrix, banned: Iterable<number> = []): Uint8Array {
  return leftOut(matrix.participants, banned, 'banned')
}

/**
 * The map from a matrix and its counts. A function of nothing but what the responses are: in what
 * order they came, and whether the counts were kept up or made afresh, leaves no trace.
 */
export function mapOf(
  matrix: ResponseMatrix,
  people: Uint8Array,
  counts: Counts,
  { hidden = [], seed = 1, previous }: OpinionOptions,
): OpinionMap {
  const visible = leftOut(matrix.statements, hidden, 'hidden')
  const means = meanResponses(counts.tally)
  let shown = 0
  let asked = 0
  let responses = 0
  for (let s = 0; s < visible.length; s++) {
    if (!visible[s]) {
      means[s] = 0
      continue
    }
    const { seen } = statementCounts(counts.tally, s)
    shown++
    if (seen > 0) asked++
    responses += seen
  }
  const all = principalComponents(matrix, means, {
    people,
    statements: visible,
    count: MOST_DIMENSIONS,
  })
  const vectors = all.vectors.map((vector, c) => turned(vector, previous?.components?.vectors[c]))
  const scale = { statements: asked, added: 0 }
  const given = givenResponses(matrix, people, visible)
  const counted = whoCounts(given, Math.min(7, asked))
  const columns: Float64Array[] = []
  // Two columns are drawn; the others are only made when groups are sought along them.
  const place = (count: number) => {
    const more = vectors.slice(columns.length, count)
    for (const column of projectPeople(matrix, means, more, scale, visible)) {
      for (let i = 0; i < people.length; i++) if (!people[i]) column[i] = 0
      columns.push(column)
    }
    return columns.slice(0, count).map((column) => {
      const points = new Float64Array(counted.length)
      for (let i = 0; i < points.length; i++) points[i] = column[counted[i]!]!
      return points
    })
  }
  place(2)
  const groupsStanding = (groupOf: Int32Array, count: number) =>
    standings(counts, countByGroup(matrix, groupOf, count), visible)
  const setApart = (group: Int32Array, count: number) => {
    const of = new Int32Array(matrix.participants).fill(-1)
    for (const [i, person] of counted.entries()) of[person] = group[i]!
    return distinctiveStatements(groupsStanding(of, count), count).every((list) => list.length > 0)
  }
  const found = findGroups({ matrix, counted, place, visible, setApart, seed })

  const members: number[][] = Array.from({ length: counted.length > 0 ? found.count : 0 }, () => [])
  for (const [i, person] of counted.entries()) members[found.group[i]!]!.push(person)
  const names = nameGroups(members, previous?.groups, previous?.labels)
  const order = members.map((_, g) => g).sort((a, b) => byLabel(names[a]!, names[b]!))
  const groupOf = new Int32Array(matrix.participants).fill(-1)
  for (const [to, from] of order.entries()) for (const p of members[from]!) groupOf[p] = to
  const standing = groupsStanding(groupOf, order.length)
  const distinctive = distinctiveStatements(standing, order.length)
  const [x, y] = columns as [Float64Array, Float64Array]
  const places = projectStatements(means, vectors.slice(0, 2), 1, asked)
  for (const column of places)
    for (let s = 0; s < visible.length; s++) if (!visible[s]) column[s] = 0
  const extremity = extremities(places)
  const priorities = new Float64Array(matrix.statements)
  const divisions = new Float64Array(matrix.statements)
  for (const { statement, groups } of standing) {
    const tally = statementCounts(counts.tally, statement)
    priorities[statement] = statementPriority({ ...tally, extremity: extremity[statement]! })
    divisions[statement] = divisionOf(groups.map(({ agree }) => agree))
  }
  const labels = order.map((g) => names[g]!)
  return {
    participants: given.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
    statements: shown,
    responses,
    means,
    components: {
      vectors: [vectors[0]!, vectors[1]!],
      values: [all.values[0]!, all.values[1]!],
    },
    positions: { x, y },
    statementPositions: { x: places[0]!, y: places[1]!, extremity },
    counted,
    groupOf,
    groups: order.map((g, i) => ({
      label: names[g]!,
      members: members[g]!,
      x: meanOf(x, members[g]!),
      y: meanOf(y, members[g]!),
      distinctive: distinctive[i]!,
    })),
    certainty: found.certainty,
    steadiness: found.steadiness,
    structure: found.structure,
    silhouette: found.silhouette,
    dimensions: found.dimensions,
    standings: standing,
    common: commonGround(standing),
    divisive: divisiveStatements(standing),
    unsure: unsureStatements(standing),
    priorities,
    divisions,
    labels: [...new Set([...(previous?.labels ?? []), ...labels])].sort(byLabel),
  }
}

function leftOut(length: number, numbers: Iterable<number>, name: string): Uint8Array {
  const kept = new Uint8Array(length).fill(1)
  for (const number of numbers) {
    if (!Number.isInteger(number) || number < 0 || number >= length) {
      throw new OpinionInputError(`${name} holds ${number}; it must be from 0 to ${length - 1}.`)
    }
    kept[number] = 0
  }
  return kept
}

function givenResponses(matrix: ResponseMatrix, people: Uint8Array, visible: Uint8Array) {
  const given = new Int32Array(matrix.participants)
  const { start, length, cells } = matrix
  const everything = visible.every((flag) => flag === 1)
  for (let person = 0; person < given.length; person++) {
    if (!people[person]) continue
    if (everything) {
      given[person] = length[person]!
      continue
    }
    const end = start[person]! + length[person]!
    for (let at = start[person]!; at < end; at++) given[person]! += visible[(cells[at]! / 3) | 0]!
  }
  return given
}

/** The vector, turned to point the way the earlier one did, statements being added at the end. */
function turned(vector: Float64Array, earlier: ArrayLike<number> | undefined) {
  if (!earlier) return vector
  let along = 0
  for (let s = 0; s < Math.min(vector.length, earlier.length); s++)
    along += vector[s]! * earlier[s]!
  return along < 0 ? vector.map((entry) => -entry || 0) : vector
}

function meanOf(column: Float64Array, members: readonly number[]) {
  return members.reduce((sum, person) => sum + column[person]!, 0) / members.length
}

/** A before B before … Z before AA. */
function byLabel(a: string, b: string) {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}
