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

/**
 * People spread evenly from one view to its opposite, and statements likewise: whoever stands past
 * a statement's place mostly agrees with it, and every second statement is put the other way about.
 * `slope` is how sharply: at 4 it takes half the spread from one in eight agreeing to seven in
 * eight, 10 leaves little doubt about anybody.
 */
export function evenRound(
  people: number,
  statements: number,
  each: number,
  slope: number,
  seed: number,
): Responses {
  const random = seededRandom(seed)
  const place = (i: number, of: number) => (2 * (i + 0.5)) / of - 1
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
      const past = slope * (place(person, people) - place(s, statements)) * (s % 2 === 0 ? 1 : -1)
      const agrees = 0.9 / (1 + Math.exp(-past))
      const draw = random()
      participant.push(person)
      statement.push(s)
      value.push(draw < agrees ? 1 : draw < agrees + 0.1 ? 0 : -1)
    }
  }
  return { participants: people, statements, participant, statement, value }
}

/** A made-up conversation, as the demonstration holds them (src/app/demo). */
type Leanings = {
  people: number
  /** How many of a hundred lean each way. */
  leanings: readonly number[]
  channels: readonly (readonly [string, number])[]
  /** The shares of each leaning that agree and disagree. */
  statements: readonly { lean: readonly (readonly [number, number])[] }[]
}

/** The responses of a made-up conversation, drawn as the demonstration draws them. */
export function leaningRound(
  { people, leanings, channels, statements }: Leanings,
  seed: number,
): Responses & { leaning: number[] } {
  const random = seededRandom(seed)
  const drawn = (shares: readonly number[]) => {
    let left = random() * shares.reduce((sum, share) => sum + share, 0)
    return Math.max(
      0,
      shares.findIndex((share) => (left -= share) < 0),
    )
  }
  const leaning = Array.from({ length: people }, () => {
    random()
    drawn(channels.map(([, share]) => share))
    return drawn(leanings)
  })
  const participant: number[] = []
  const statement: number[] = []
  const value: number[] = []
  for (const [person, way] of leaning.entries()) {
    const goesOn = 0.35 + 0.6 * random()
    for (const [s, { lean }] of statements.entries()) {
      if (s > 3 && random() > goesOn) continue
      const [agree, disagree] = lean[way]!
      const draw = random()
      const given = draw < agree ? 1 : draw < agree + disagree ? -1 : 0
      if (given !== 0) random()
      participant.push(person)
      statement.push(s)
      value.push(given)
    }
  }
  return {
    participants: people,
    statements: statements.length,
    participant,
    statement,
    value,
    leaning,
  }
}
