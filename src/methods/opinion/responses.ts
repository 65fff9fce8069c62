/**
 * What people said, as three columns of equal length. Row r says that participant
 * `participant[r]` answered statement `statement[r]` with `value[r]`: 1 agree, 0 unsure,
 * −1 disagree. Rows stand in the order in which they were given: of two rows for the same
 * participant and statement, the later one counts.
 *
 * Participants and statements are numbered from 0. Give them numbers in the order of their ids:
 * wherever two are equal, the lower number comes first, so that ties are settled by id.
 */
export type Responses = {
  /** How many participants there are; some may have said nothing. */
  participants: number
  /** How many statements there are; some may be unanswered. */
  statements: number
  participant: ArrayLike<number>
  statement: ArrayLike<number>
  value: ArrayLike<number>
  /** 1 where the participant added "this matters a lot to me". Absent: nobody was asked. */
  matters?: ArrayLike<number> | undefined
}

/** A refusal of input: what is wrong, where, and what would be accepted. */
export class OpinionInputError extends Error {
  override name = 'OpinionInputError'
}

/**
 * Refuses anything that is not well-formed {@link Responses}.
 *
 * @throws OpinionInputError naming the first bad row (numbered from 1) and column.
 */
export function checkResponses(responses: Responses): void {
  const { participants, statements, participant, statement, value, matters } = responses
  checkCount('participants', participants, MOST_PARTICIPANTS)
  checkCount('statements', statements, MOST_STATEMENTS)
  const rows = participant.length
  if (statement.length !== rows || value.length !== rows || (matters?.length ?? rows) !== rows) {
    throw new OpinionInputError(
      'The columns participant, statement, value and matters must be equally long.',
    )
  }
  for (let row = 0; row < rows; row++) {
    const p = participant[row]!
    const s = statement[row]!
    const v = value[row]!
    if (!(p >= 0 && p < participants && p === Math.floor(p))) {
      throw refusal(row, 'participant', p, `a whole number from 0 to ${participants - 1}`)
    }
    if (!(s >= 0 && s < statements && s === Math.floor(s))) {
      throw refusal(row, 'statement', s, `a whole number from 0 to ${statements - 1}`)
    }
    if (v !== 1 && v !== 0 && v !== -1) {
      throw refusal(row, 'value', v, '1 (agree), 0 (unsure) or -1 (disagree)')
    }
  }
}

/** Cells are held as 32-bit numbers, three to a statement, so there is room for this many. */
const MOST_STATEMENTS = 500_000_000
const MOST_PARTICIPANTS = 1_000_000_000

function checkCount(name: string, count: number, most: number) {
  if (!Number.isSafeInteger(count) || count < 0 || count > most) {
    throw new OpinionInputError(`${name} must be a whole number from 0 to ${most}; got ${count}.`)
  }
}

function refusal(row: number, column: string, got: unknown, accepted: string) {
  return new OpinionInputError(
    `Row ${row + 1}, column ${column}: got ${String(got)}; it must be ${accepted}.`,
  )
}
