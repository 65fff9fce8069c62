import type { Counts } from './counts.ts'
import { countResponses } from './counts.ts'
import { responseMatrix, setResponse, statementOf, widen } from './matrix.ts'
import type { Responses } from './responses.ts'
import { checkResponses, OpinionInputError } from './responses.ts'
import type { OpinionMap, OpinionOptions } from './thread.ts'
import { mapOf, peopleWho } from './thread.ts'

/** An opinion map that is kept up as responses arrive. */
export type LiveMap = {
  /**
   * Takes in more responses, which count as later than all before. `participants` and `statements`
   * may have grown, never shrunk.
   *
   * @returns how many of them changed anything.
   * @throws OpinionInputError for malformed responses; then nothing has been taken in.
   */
  apply(batch: Responses): number
  /** Sets who is banned and what is hidden from now on. */
  moderate(moderation: Pick<OpinionOptions, 'banned' | 'hidden'>): void
  /** The map as it stands. Computed when asked for, and only if something has changed. */
  map(): OpinionMap
}

/**
 * Keeps an opinion map up as responses arrive.
 *
 * A batch touches only the rows and the counts of the people and statements in it; a batch that
 * changes nothing costs nothing. The components depend on every response, so they are found again
 * from the rows, from the same fixed start as ever, and everything downstream of them follows. The
 * map is therefore the one that a computation from scratch would give, to the last bit: except that
 * groups keep their names, and the map its orientation, from the last map asked for.
 */
export function liveMap(initial: Responses, options: OpinionOptions = {}): LiveMap {
  const matrix = responseMatrix(initial)
  let banned = [...(options.banned ?? [])]
  let hidden = [...(options.hidden ?? [])]
  let people = peopleWho(matrix, banned)
  let counts: Counts = countResponses(matrix, people)
  let previous = options.previous
  let current: OpinionMap | undefined

  return {
    apply(batch) {
      checkResponses(batch)
      if (batch.participants < matrix.participants || batch.statements < matrix.statements) {
        throw new OpinionInputError(
          `A batch cannot have fewer participants or statements than before: ` +
            `${matrix.participants} and ${matrix.statements}.`,
        )
      }
      const wider = batch.participants > matrix.participants || batch.statements > matrix.statements
      if (wider) {
        widen(matrix, batch.participants, batch.statements)
        people = peopleWho(matrix, banned)
        counts = {
          tally: grown(counts.tally, 3 * matrix.statements),
          matters: grown(counts.matters, matrix.statements),
        }
        current = undefined
      }
      let changed = 0
      for (let row = 0; row < batch.value.length; row++) {
        const person = batch.participant[row]!
        const cell = 3 * batch.statement[row]! + batch.value[row]! + 1
        const matters = Boolean(batch.matters?.[row])
        const before = setResponse(matrix, person, cell, matters)
        if (before.cell === cell && before.matters === matters) continue
        changed++
        if (!people[person]) continue
        if (before.cell >= 0) counts.tally[before.cell]!--
        counts.tally[cell]!++
        counts.matters[statementOf(cell)]! += Number(matters) - Number(before.matters)
      }
      if (changed > 0) current = undefined
      return changed
    },
    moderate(moderation) {
      if (moderation.banned) {
        banned = [...moderation.banned]
        people = peopleWho(matrix, banned)
        counts = countResponses(matrix, people)
      }
      if (moderation.hidden) hidden = [...moderation.hidden]
      current = undefined
    },
    map() {
      if (current) return current
      current = mapOf(matrix, people, counts, { seed: options.seed, hidden, previous })
      previous = current
      return current
    },
  }
}

function grown(numbers: Float64Array, length: number) {
  const more = new Float64Array(length)
  more.set(numbers)
  return more
}
