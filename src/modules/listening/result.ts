import { divisionOf } from '../../methods/opinion/next-statement.ts'
import {
  commonGround,
  divisiveStatements,
  unsureStatements,
} from '../../methods/opinion/findings.ts'
import type { Answers } from '../../methods/opinion/standing.ts'
import type { OpinionMap } from '../../methods/opinion/thread.ts'
import type { Published } from './participation.ts'

/** Fewer people than this are never shown as a group of their own. */
const leastInGroup = 3

/** How many marks the stored map keeps. */
const mostPoints = 2000

/** Counts of answers: agree, unsure, disagree, and to how many it matters a lot. */
export type Tally = [agree: number, unsure: number, disagree: number, matters: number]

export type Certainty = 'steady' | 'likely' | 'unsure'

export type ResultStatement = {
  id: string
  number: number
  agree: number
  unsure: number
  disagree: number
  matters: number
  /** How each group answered, in the order of `groups`. */
  groups: Tally[]
  /** How far from the middle of the map; how far groups differ; how likely all lean one way. */
  extremity: number
  divides: number
  unites: number
}

/**
 * What came out of a round, as it is stored and shown. Statements are named by number. Nobody is in
 * it: members are packed apart.
 */
export type ResultBody = {
  /** Who gave a response that counts, who gave enough to be placed, and how many responses. */
  participants: number
  placed: number
  responses: number
  certainty: Certainty
  steadiness: number
  /** Whether responses hang together at all, beyond chance. */
  structure: boolean
  /** Groups were found, but one was too few people to show. */
  tooFew: boolean
  groups: {
    label: string
    size: number
    distinctive: {
      statement: number
      direction: 'agree' | 'disagree'
      value: number
      lower: number
      upper: number
    }[]
  }[]
  common: {
    statement: number
    direction: 'agree' | 'disagree'
    floor: number
    certainty: Certainty
  }[]
  divisive: {
    statement: number
    between: { more: string; less: string } | null
    gap: number
  }[]
  unsure: { statement: number; floor: number }[]
  statements: ResultStatement[]
  /** Where people stand, thinned: x, y and the place of their group in `groups`, or −1. */
  points: [x: number, y: number, group: number][]
  /** How many of those placed each mark stands for. */
  thinned: number
  /** How many people took part by each way in. */
  channels: Record<string, number>
  /** How people described themselves, protected (participation.ts). */
  about: Published[]
  /** Every label given so far, and the two directions of the map, by statement number: for the next one. */
  labels: string[]
  axes: [statement: number, x: number, y: number][]
}

/** The statements of a map by their index in it. */
export type Numbered = readonly { id: string; number: number }[]

const most = { distinctive: 8, list: 60 }

/** What a computed map comes to, for storing; who took part is added to it. */
export type MapBody = Omit<ResultBody, 'channels' | 'about'>

export function resultBody(map: OpinionMap, statements: Numbered): MapBody {
  const tooFew = map.groups.length > 1 && map.groups.some((g) => g.members.length < leastInGroup)
  const shown = map.groups.length > 1 && !tooFew ? map.groups : []
  // Without groups to show, what is common, what divides and what is unsure is found among everyone.
  const standings =
    shown.length > 0 ? map.standings : map.standings.map((each) => ({ ...each, groups: [] }))
  const found =
    shown.length > 0
      ? map
      : {
          common: commonGround(standings),
          divisive: divisiveStatements(standings),
          unsure: unsureStatements(standings),
        }
  const number = (index: number) => statements[index]!.number
  const labels = shown.map((group) => group.label)
  const step = Math.max(1, Math.ceil(map.counted.length / mostPoints))
  return {
    participants: map.participants,
    placed: map.counted.length,
    responses: map.responses,
    certainty: map.certainty,
    steadiness: round(map.steadiness),
    structure: map.structure,
    tooFew,
    groups: shown.map((group) => ({
      label: group.label,
      size: group.members.length,
      distinctive: group.distinctive.slice(0, most.distinctive).map((each) => ({
        statement: number(each.statement),
        direction: each.direction,
        value: round(each.difference.value),
        lower: round(each.difference.lower),
        upper: round(each.difference.upper),
      })),
    })),
    common: found.common.slice(0, most.list).map((each) => ({
      ...each,
      statement: number(each.statement),
      floor: round(each.floor),
    })),
    divisive: found.divisive.slice(0, most.list).map((each) => ({
      statement: number(each.statement),
      between: each.between && {
        more: labels[each.between.more]!,
        less: labels[each.between.less]!,
      },
      gap: round(each.gap),
    })),
    unsure: found.unsure.slice(0, most.list).map((each) => ({
      statement: number(each.statement),
      floor: round(each.floor),
    })),
    statements: standings.map(({ statement, everyone, groups }) => ({
      ...statements[statement]!,
      agree: everyone.agree.count,
      unsure: everyone.unsure.count,
      disagree: everyone.disagree.count,
      matters: everyone.matters,
      groups: groups.map(tallyOf),
      extremity: round(map.statementPositions.extremity[statement]!),
      divides: round(divisionOf(groups.map((each) => each.agree))),
      unites: round(unitesOf(groups.length > 0 ? groups : [everyone])),
    })),
    points: map.counted
      .filter((_, place) => place % step === 0)
      .map((person) => [
        round(map.positions.x[person]!),
        round(map.positions.y[person]!),
        shown.length > 0 ? map.groupOf[person]! : -1,
      ]),
    thinned: step,
    labels: map.labels,
    axes: statements.map((each, index) => [
      each.number,
      precise(map.components.vectors[0][index]!),
      precise(map.components.vectors[1][index]!),
    ]),
  }
}

function tallyOf(answers: Answers): Tally {
  return [answers.agree.count, answers.unsure.count, answers.disagree.count, answers.matters]
}

/** How likely it is that every group agrees, or that every group disagrees: ∏ (count + 1)/(answered + 2). */
function unitesOf(groups: readonly Answers[]): number {
  const product = (direction: 'agree' | 'disagree') =>
    groups.reduce((all, each) => (all * (each[direction].count + 1)) / (each[direction].of + 2), 1)
  return Math.max(product('agree'), product('disagree'))
}

const round = (value: number) => Math.round(value * 1e4) / 1e4 || 0
const precise = (value: number) => Math.round(value * 1e7) / 1e7 || 0

// ---- Who is in which group, packed: 16 bytes of id and one of group, 255 for none ----------------

const width = 17
const none = 255

export function packMembers(members: readonly { participant: string; group: number }[]): Buffer {
  const packed = Buffer.alloc(members.length * width)
  members.forEach(({ participant, group }, index) => {
    packed.write(participant.replaceAll('-', ''), index * width, 'hex')
    packed[index * width + 16] = group < 0 ? none : group
  })
  return packed
}

export function unpackMembers(packed: Buffer): { participant: string; group: number }[] {
  return Array.from({ length: Math.floor(packed.length / width) }, (_, index) => {
    const hex = packed.toString('hex', index * width, index * width + 16)
    const group = packed[index * width + 16]!
    return {
      participant: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
      group: group === none ? -1 : group,
    }
  })
}
