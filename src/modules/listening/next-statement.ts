import { createHash } from 'node:crypto'
import { statementPriority } from '../../methods/opinion/priority.ts'

/** What is known of a statement when choosing whom to ask about it. */
export type Standing = {
  agree: number
  disagree: number
  unsure: number
  /** How far from the middle of the opinion map it stands; 0 before there is a map. */
  extremity: number
  /** The widest gap between two groups' shares who agree, 0 to 1; 0 before there are groups. */
  divides: number
  /** How likely it is that every group agrees, or that every group disagrees, 0 to 1. */
  unites: number
}

export const unknownStanding: Standing = {
  agree: 0,
  disagree: 0,
  unsure: 0,
  extremity: 0,
  divides: 0,
  unites: 0,
}

/** The part of every draw that goes by scarcity alone, so that no statement is starved. */
export const evenShare = 0.2

/**
 * How likely each statement is to be asked next, as shares that add up to 1; docs/methods/next-statement.md
 * has the formula, its source and why nothing is starved. Four fifths go by what is learnt from
 * asking (the priority of opinion mapping, in which a statement that divides or unites the groups
 * counts as further from the middle), one fifth by how few have answered.
 */
export function weigh(standings: readonly Standing[]): Float64Array {
  const weights = new Float64Array(standings.length)
  let learnt = 0
  let scarce = 0
  for (const standing of standings) {
    learnt += priorityOf(standing)
    scarce += scarcityOf(standing)
  }
  standings.forEach((standing, index) => {
    weights[index] =
      (1 - evenShare) * (priorityOf(standing) / learnt) +
      evenShare * (scarcityOf(standing) / scarce)
  })
  return weights
}

function priorityOf(standing: Standing): number {
  const { agree, disagree, unsure, extremity, divides, unites } = standing
  const apart = extremity + Math.max(divides, unites)
  return statementPriority({ agree, disagree, unsure, extremity: apart })
}

function scarcityOf({ agree, disagree, unsure }: Standing): number {
  return 1 / (agree + disagree + unsure + 1)
}

/**
 * Draws up to `many` statements, none twice and none of those left out, each with a chance in
 * proportion to its weight. The draw depends only on the participant and on how many they have
 * answered: the same page, asked for twice, asks the same question.
 */
export function draw(
  weights: Float64Array,
  leftOut: (index: number) => boolean,
  participant: string,
  answered: number,
  many = 1,
): number[] {
  const open: number[] = []
  let total = 0
  for (let index = 0; index < weights.length; index += 1) {
    if (leftOut(index)) continue
    open.push(index)
    total += weights[index]!
  }
  const drawn: number[] = []
  while (drawn.length < many && open.length > 0) {
    let mark = chance(participant, answered + drawn.length) * total
    let at = 0
    while (at < open.length - 1 && mark >= weights[open[at]!]!) mark -= weights[open[at++]!]!
    const [index] = open.splice(at, 1)
    total -= weights[index!]!
    drawn.push(index!)
  }
  return drawn
}

/** A number in [0, 1) that looks random and is always the same for the same person at the same point: 52 bits of SHA-256. */
function chance(participant: string, answered: number): number {
  const bytes = createHash('sha256').update(`next\n${participant}\n${answered}`).digest()
  return (bytes.readUIntBE(0, 6) * 16 + (bytes[6]! >> 4)) / 2 ** 52
}
