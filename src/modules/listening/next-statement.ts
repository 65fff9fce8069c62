import { createHash } from 'node:crypto'
import { nextStatement, statementWeights, type Candidate } from '../../methods/opinion/index.ts'

/** What is known of a statement before anyone has answered it and before there is a map. */
export const unknownCandidate: Candidate = {
  agree: 0,
  disagree: 0,
  unsure: 0,
  extremity: 0,
  division: 0,
}

/** How urgent each statement of a round is, and how many have answered it. */
export type Urgency = { weights: Float64Array; seen: Float64Array }

export function urgencyOf(candidates: readonly Candidate[]): Urgency {
  return {
    weights: statementWeights(candidates),
    seen: Float64Array.from(candidates, (each) => each.agree + each.disagree + each.unsure),
  }
}

/**
 * Chooses up to `many` statements for one person, none twice and none they have answered
 * (docs/methods/next-statement.md). The choice depends only on who they are and how many they have
 * answered: the same page, asked for twice, asks the same question.
 */
export function choose(
  { weights, seen }: Urgency,
  answered: (index: number) => boolean,
  participant: string,
  count: number,
  many = 1,
): number[] {
  const chosen: number[] = []
  while (chosen.length < many) {
    const taken = (index: number) => answered(index) || chosen.includes(index)
    const next = nextStatement(seen, weights, taken, chance(participant, count + chosen.length))
    if (next === undefined) break
    chosen.push(next)
  }
  return chosen
}

/** A number from 0 up to 1 that looks random and is always the same for one person at one point: 52 bits of SHA-256. */
function chance(participant: string, count: number): number {
  const bytes = createHash('sha256').update(`next\n${participant}\n${count}`).digest()
  return (bytes.readUIntBE(0, 6) * 16 + (bytes[6]! >> 4)) / 2 ** 52
}
