/**
 * How steady the opinion map is from seed to seed, and how fast: on real conversations where their
 * data is at hand, and on synthetic rounds from a thousand people to a million, with 1,000
 * statements and 50 responses each.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keepingTheValley } from '../src/app/demo/cwm-derwen.ts'
import { afterDark, livingWell } from '../src/app/demo/harrow-lane.ts'
import { opinion, seededRandom } from '../src/methods/index.ts'
import { evenRound, leaningRound, plantedRound } from '../test/opinion-round.ts'

export const name = 'opinion'

export async function run(
  print: (line: string) => void,
  options: { quick?: boolean } = {},
): Promise<void> {
  print(`opinion map (Node ${process.version}, processor time, medians of 3)`)
  seedBySeed(print, options.quick ? 5 : 20)
  roundByRound(print, options.quick ? 3 : 30)
  const real = join(polis, 'american-assembly.bowling-green/participants-votes.csv')
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

const polis = join(import.meta.dirname, '../../shared/data/polis')

/** How many groups are found, and how sure they are, seed by seed: it should hardly depend on it. */
function seedBySeed(print: (line: string) => void, seeds: number) {
  print(`  groups found over ${seeds} seeds`)
  const rounds: [string, opinion.Responses, number[]][] = []
  for (const name of [
    'scoop-hivemind.affordable-housing',
    'london.youth.policing',
    'american-assembly.bowling-green',
  ]) {
    const file = (of: string) => join(polis, name, of)
    if (!existsSync(file('participants-votes.csv'))) continue
    const votes = opinion.readVotes(readFileSync(file('participants-votes.csv'), 'utf8'))
    const { moderatedOut } = opinion.readModeration(readFileSync(file('comments.csv'), 'utf8'))
    const hidden = moderatedOut.map((id) => votes.statementIds.indexOf(id)).filter((s) => s >= 0)
    rounds.push([name, votes.responses, hidden])
  }
  rounds.push(
    ['living well (made up, 3 leanings)', leaningRound(livingWell, 11), []],
    ['after dark (made up, 2 leanings)', leaningRound(afterDark, 12), []],
    ['keeping the valley (made up, 2 leanings)', leaningRound(keepingTheValley, 13), []],
  )
  for (const [name, responses, hidden] of rounds) {
    const found = new Map<string, number>()
    for (let seed = 1; seed <= seeds; seed++) {
      const { groups, certainty } = opinion.opinionMap(responses, { hidden, seed })
      const answer = groups.length === 1 ? 'no clear groups' : `${groups.length} ${certainty}`
      found.set(answer, (found.get(answer) ?? 0) + 1)
    }
    const answers = [...found].map(([answer, times]) => `${answer} × ${times}`)
    print(`    ${name}: ${answers.join(', ')}`)
  }
}

/** People, statements and responses each. */
type Size = readonly [number, number, number]

/** How many groups are found in rounds of which it is known, each with a draw and a seed of its own. */
function roundByRound(print: (line: string) => void, most: number) {
  const report = (label: string, runs: number, rounds: ((seed: number) => opinion.Responses)[]) => {
    const found = new Map<number, number>()
    for (const round of rounds) {
      // The rule was settled on other draws of the same kinds, with lower seeds.
      for (let seed = 1001; seed <= 1000 + runs; seed++) {
        const count = opinion.opinionMap(round(seed), { seed }).groups.length
        found.set(count, (found.get(count) ?? 0) + 1)
      }
    }
    const counts = [...found].toSorted(([a], [b]) => a - b).map(([k, times]) => `${k} × ${times}`)
    print(`    ${label}: ${counts.join(', ')}`)
  }
  const spreads: Size[] = [
    [12, 15, 15],
    [30, 20, 20],
    [60, 20, 16],
    [200, 20, 16],
    [200, 40, 30],
    [600, 60, 40],
  ]
  const chance: Size[] = [
    [4, 6, 6],
    [5, 8, 8],
    [12, 15, 12],
    [40, 20, 12],
    [150, 40, 20],
    [1_000, 60, 30],
  ]
  print('  groups found in rounds drawn afresh')
  report(
    'even spreads, 12 to 600 people',
    most,
    spreads.flatMap((size) => [2, 4, 10].map((slope) => (seed) => evenRound(...size, slope, seed))),
  )
  report(
    'chance alone, 4 to 1,000 people',
    most,
    chance.map((size) => (seed) => plantedRound(...size, 0, seed)),
  )
  for (let groups = 2; groups <= 8; groups++) {
    report(`${groups} planted, 100 people each`, Math.ceil(most / 3), [
      (seed) => plantedRound(100 * groups, 60, 45, groups, seed),
    ])
  }
  for (const [people, groups] of [
    [8, 2],
    [12, 2],
    [24, 2],
    [24, 3],
    [40, 4],
  ] as const) {
    report(`${groups} planted in ${people} people × 20 statements`, most, [
      (seed) => plantedRound(people, 20, 16, groups, seed),
    ])
  }
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

/** Processor time, in ms, so that what else the machine does is not counted. */
function median(work: () => void): number {
  const times = [1, 2, 3].map(() => {
    const start = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  })
  return times.sort((a, b) => a - b)[1]!
}

function ms(time: number) {
  return time < 1000 ? `${Math.round(time)} ms` : `${(time / 1000).toFixed(2)} s`
}
