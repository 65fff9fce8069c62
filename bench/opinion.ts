/**
 * How fast the opinion map is: on a real conversation where its data is at hand, and on synthetic
 * rounds from a thousand people to a million, with 1,000 statements and 50 responses each.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { opinion, seededRandom } from '../src/methods/index.ts'

export const name = 'opinion'

export async function run(
  print: (line: string) => void,
  options: { quick?: boolean } = {},
): Promise<void> {
  print(`opinion map (Node ${process.version}, medians of 3)`)
  const real = join(
    import.meta.dirname,
    '../../shared/data/polis/american-assembly.bowling-green/participants-votes.csv',
  )
  if (existsSync(real)) {
    const text = readFileSync(real, 'utf8')
    const { responses } = opinion.readVotes(text)
    for (let warm = 0; warm < 3; warm++) opinion.opinionMap(responses)
    const reading = median(() => opinion.readVotes(text))
    const mapping = median(() => opinion.opinionMap(responses))
    print(
      `  bowling-green, 2,031 × 896, 225,524 responses: map ${ms(mapping)}, reading ${ms(reading)}`,
    )
  } else print('  bowling-green: left out, ../shared is absent')

  const sizes = options.quick ? [1_000, 10_000] : [1_000, 10_000, 100_000, 1_000_000]
  let before: { people: number; time: number } | undefined
  for (const people of sizes) {
    const responses = syntheticRound(people, 1_000, 50, 4, 1)
    let groups = 0
    const time = median(() => {
      groups = opinion.opinionMap(responses).groups.length
    })
    const growth = before
      ? `, growth exponent ${(Math.log(time / before.time) / Math.log(people / before.people)).toFixed(2)}`
      : ''
    print(
      `  ${people.toLocaleString('en')} people × 1,000 × 50: ${ms(time)}, ${groups} groups of 4 planted, ` +
        `${Math.round(process.memoryUsage().rss / 1e6)} MB${growth}`,
    )
    before = { people, time }
  }
  const noise = syntheticRound(options.quick ? 10_000 : 100_000, 1_000, 50, 0, 2)
  let found = 0
  const time = median(() => {
    found = opinion.opinionMap(noise).groups.length
  })
  print(
    `  ${noise.participants.toLocaleString('en')} people, nothing but chance: ${ms(time)}, ${found} group`,
  )

  const many = options.quick ? 10_000 : 100_000
  const live = opinion.liveMap(syntheticRound(many, 1_000, 50, 4, 3))
  live.map()
  const random = seededRandom(4)
  const increment = median(() => {
    live.apply(arrivals(many, 1_000, 1_000, random))
    live.map()
  })
  print(
    `  1,000 responses arriving at ${many.toLocaleString('en')} people: ${ms(increment)} to a new map`,
  )

  const candidates = Array.from({ length: 1_000 }, () => ({
    agree: Math.floor(random() * 200),
    disagree: Math.floor(random() * 200),
    unsure: Math.floor(random() * 50),
    extremity: random() * 3,
    division: random(),
  }))
  const weights = opinion.statementWeights(candidates)
  const seen = candidates.map(({ agree, disagree, unsure }) => agree + disagree + unsure)
  const picks = 20_000
  const picking = median(() => {
    for (let i = 0; i < picks; i++) {
      opinion.nextStatement(seen, weights, (s) => s % 20 === i % 20, random())
    }
  })
  print(`  next of 1,000 statements: ${((1000 * picking) / picks).toFixed(1)} µs a choice`)
}

/**
 * A round in which each planted group has its own mind on every statement: 85 % of it agrees, or
 * 85 % disagrees, by the toss of a coin. With 0 groups everyone answers by chance.
 */
function syntheticRound(
  people: number,
  statements: number,
  each: number,
  groups: number,
  seed: number,
): opinion.Responses {
  const random = seededRandom(seed)
  const rows = people * each
  const participant = new Int32Array(rows)
  const statement = new Int32Array(rows)
  const value = new Int8Array(rows)
  const agrees = Array.from({ length: Math.max(1, groups) }, () =>
    Float64Array.from({ length: statements }, () =>
      groups === 0 ? 0.2 + 0.6 * random() : random() < 0.5 ? 0.85 : 0.05,
    ),
  )
  const order = Int32Array.from({ length: statements }, (_, s) => s)
  for (let person = 0, row = 0; person < people; person++) {
    const mind = agrees[Math.floor(random() * agrees.length)]!
    for (let i = 0; i < each; i++, row++) {
      const other = i + Math.floor(random() * (statements - i))
      const s = order[other]!
      order[other] = order[i]!
      order[i] = s
      const draw = random()
      participant[row] = person
      statement[row] = s
      value[row] = draw < mind[s]! ? 1 : draw < mind[s]! + 0.1 ? 0 : -1
    }
  }
  return { participants: people, statements, participant, statement, value }
}

function arrivals(people: number, statements: number, rows: number, random: () => number) {
  const draw = (below: number) =>
    Int32Array.from({ length: rows }, () => Math.floor(random() * below))
  return {
    participants: people,
    statements,
    participant: draw(people),
    statement: draw(statements),
    value: draw(3).map((v) => v - 1),
  }
}

function median(work: () => void): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return times.sort((a, b) => a - b)[1]!
}

function ms(time: number) {
  return time < 1000 ? `${Math.round(time)} ms` : `${(time / 1000).toFixed(2)} s`
}
