import { principalComponents } from './components.ts'
import { countResponses, meanResponses } from './counts.ts'
import type { ResponseMatrix } from './matrix.ts'

/**
 * The same responses, as they would be if nobody's hung together: each statement's are shuffled
 * among those who answered it.
 *
 * The shuffle keeps how popular each statement is, who answered what, and how much each person
 * answered, and breaks only what makes people alike. Whatever a map of them seems to show is
 * the work of chance, of the shape of the questionnaire, and of looking for it.
 *
 * @param matrix the responses of the people concerned only (see {@link responsesOf}).
 */
function shuffleResponses(matrix: ResponseMatrix, random: () => number): ResponseMatrix {
  const { statements, participants, start, length } = matrix
  const cells = matrix.cells.slice()
  // The places of each statement's responses, statement by statement.
  const from = new Int32Array(statements + 1)
  for (let person = 0; person < participants; person++) {
    const end = start[person]! + length[person]!
    for (let at = start[person]!; at < end; at++) from[((cells[at]! / 3) | 0) + 1]!++
  }
  for (let s = 0; s < statements; s++) from[s + 1]! += from[s]!
  const places = new Int32Array(from[statements]!)
  const next = from.slice()
  for (let person = 0; person < participants; person++) {
    const end = start[person]! + length[person]!
    for (let at = start[person]!; at < end; at++) places[next[(cells[at]! / 3) | 0]!++] = at
  }
  for (let s = 0; s < statements; s++) {
    for (let i = from[s + 1]! - 1; i > from[s]!; i--) {
      const j = from[s]! + Math.floor(random() * (i - from[s]! + 1))
      const held = cells[places[i]!]!
      cells[places[i]!] = cells[places[j]!]!
      cells[places[j]!] = held
    }
  }
  return { ...matrix, cells }
}

/**
 * The components along which some people differ by more than chance, the widest first: for each,
 * the share of its variance that lies above what chance makes, 0 to 1.
 *
 * The widest must be wider than the widest of shuffles are, by three of their deviations above their
 * mean (parallel analysis: Horn 1965, Buja and Eyuboglu 1992); else there is none. That it is not
 * chance being settled, each further one need only pass one deviation; one that barely does barely
 * counts. What the wider components take of the responses is not there for the next to show, so its
 * bar is lowered by the share of all variance that they hold beyond chance (deflation: Dobriban and
 * Owen 2019).
 *
 * Shuffles are many where they are cheap, 6 to 200: with few responses they differ much, with many
 * hardly at all. Components are found in a quick, rough way. Among shuffled responses no direction
 * stands out, and a rough one does as well as the best; both sides are found in the same way.
 *
 * @param matrix the responses of the people concerned only (see {@link responsesOf}).
 * @param most how many components to look at.
 */
export function beyondChance(matrix: ResponseMatrix, most: number, random: () => number): number[] {
  const { tally } = countResponses(matrix)
  const means = meanResponses(tally)
  const widths = (of: ResponseMatrix) =>
    principalComponents(of, means, { count: most, passes: 8 }).values
  const affordable = Math.floor(AFFORDABLE / Math.max(1, matrix.size))
  const count = Math.min(MOST_SHUFFLES, Math.max(LEAST_SHUFFLES, affordable))
  const shuffles = Array.from({ length: count }, () => widths(shuffleResponses(matrix, random)))
  const byChance = Array.from({ length: most }, (_, c) => meanOf(shuffles.map((each) => each[c]!)))
  const mean = byChance[0]!
  const squares = shuffles.reduce((sum, each) => sum + (each[0]! - mean) ** 2, 0)
  const deviation = Math.sqrt(squares / (count - 1))
  const real = widths(matrix)
  if (!(real[0]! > mean + 3 * deviation)) return []
  let variance = 0
  for (let cell = 0; cell < tally.length; cell++) {
    variance += tally[cell]! * ((cell % 3) - 1 - means[(cell / 3) | 0]!) ** 2
  }
  const shares: number[] = []
  let left = 1
  for (const [c, width] of real.entries()) {
    const bar = (mean + deviation) * left
    if (!(width > bar)) break
    shares.push(1 - bar / width)
    left -= Math.max(0, width - byChance[c]!) / variance
  }
  return shares
}

/** How many shuffles are made: as many as keep to so many responses in all. */
const AFFORDABLE = 500_000
const LEAST_SHUFFLES = 6
const MOST_SHUFFLES = 200

function meanOf(numbers: readonly number[]) {
  return numbers.reduce((sum, x) => sum + x, 0) / numbers.length
}

/**
 * The responses of some people to some statements, as a matrix of their own. People keep the order
 * given, statements their order; both are numbered afresh.
 */
export function responsesOf(
  matrix: ResponseMatrix,
  people: ArrayLike<number>,
  visible?: ArrayLike<number>,
): ResponseMatrix {
  const number = new Int32Array(matrix.statements).fill(-1)
  let statements = 0
  for (let s = 0; s < matrix.statements; s++) if (!visible || visible[s]) number[s] = statements++
  const participants = people.length
  const start = new Int32Array(participants)
  const length = new Int32Array(participants)
  let most = 0
  for (let i = 0; i < participants; i++) most += matrix.length[people[i]!]!
  const cells = new Int32Array(most)
  let end = 0
  for (let i = 0; i < participants; i++) {
    const begin = matrix.start[people[i]!]!
    start[i] = end
    for (let at = begin; at < begin + matrix.length[people[i]!]!; at++) {
      const cell = matrix.cells[at]!
      const statement = number[(cell / 3) | 0]!
      if (statement >= 0) cells[end++] = 3 * statement + (cell % 3)
    }
    length[i] = end - start[i]!
  }
  const room = length.slice()
  return { participants, statements, size: end, start, length, room, cells, matters: null, end }
}
