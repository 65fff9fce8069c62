import type { Components } from './components.ts'
import { principalComponents } from './components.ts'
import { countResponses, meanResponses } from './counts.ts'
import type { Points } from './kmeans.ts'
import type { ResponseMatrix } from './matrix.ts'
import { projectPeople } from './projection.ts'

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
export function shuffleResponses(matrix: ResponseMatrix, random: () => number): ResponseMatrix {
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
 * A quick map: rough components of the matrix, with their variances. Among shuffled responses no
 * direction stands out, and a rough one does as well as the best; what is compared with shuffles
 * is found in the same rough way.
 */
export function roughMap(matrix: ResponseMatrix, count: number): Components & { people: Points } {
  const means = meanResponses(countResponses(matrix).tally)
  const components = principalComponents(matrix, means, { count, passes: 8 })
  const scale = { statements: matrix.statements, added: 0 }
  return { ...components, people: projectPeople(matrix, means, components.vectors, scale) }
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
