import fc from 'fast-check'
import { seededRandom } from '../src/methods/random.ts'
import type { Responses } from '../src/methods/opinion/responses.ts'

/** Small rounds of every shape, for property tests: sparse, empty, repeated, with and without matters. */
export function rounds(most = { people: 12, statements: 9, rows: 90 }): fc.Arbitrary<Responses> {
  return fc
    .record({
      participants: fc.integer({ min: 1, max: most.people }),
      statements: fc.integer({ min: 1, max: most.statements }),
      flagged: fc.boolean(),
    })
    .chain(({ participants, statements, flagged }) =>
      fc
        .array(
          fc.tuple(
            fc.nat(participants - 1),
            fc.nat(statements - 1),
            fc.constantFrom(-1, 0, 1),
            fc.constantFrom(0, 1),
          ),
          { maxLength: most.rows },
        )
        .map((rows) => ({
          participants,
          statements,
          participant: rows.map(([person]) => person),
          statement: rows.map(([, statement]) => statement),
          value: rows.map(([, , value]) => value),
          matters: flagged ? rows.map(([, , , matters]) => matters) : undefined,
        })),
    )
}

/**
 * A round with planted groups: in each, 90 % of people share its mind on every statement, which is
 * drawn by the toss of a coin. With 0 groups every response is chance. People are dealt to groups
 * in turn: person i belongs to group i mod groups.
 */
export function plantedRound(
  people: number,
  statements: number,
  each: number,
  groups: number,
  seed: number,
): Responses {
  const random = seededRandom(seed)
  const minds = Array.from({ length: Math.max(1, groups) }, () =>
    Array.from({ length: statements }, () => (random() < 0.5 ? 0.9 : 0.05)),
  )
  const participant: number[] = []
  const statement: number[] = []
  const value: number[] = []
  const order = Array.from({ length: statements }, (_, s) => s)
  for (let person = 0; person < people; person++) {
    for (let i = 0; i < each; i++) {
      const other = i + Math.floor(random() * (statements - i))
      const s = order[other]!
      order[other] = order[i]!
      order[i] = s
      const agrees = groups === 0 ? 0.45 : minds[person % groups]![s]!
      const draw = random()
      participant.push(person)
      statement.push(s)
      value.push(draw < agrees ? 1 : draw < agrees + 0.05 ? 0 : -1)
    }
  }
  return { participants: people, statements, participant, statement, value }
}
