import type { Channel } from './participant.ts'

/** Sheets, phone calls or a table's answers that are keyed together: once, once more by someone else, compared, settled. */
export type Batch = {
  id: string
  round: string
  name: string
  channel: BatchChannel
  /** The day the answers were given, as `YYYY-MM-DD`. */
  givenOn: string
  madeAt: Date
  keyedBy: Record<Pass, string | null>
  /** Everybody who held a pass and handed it over before it was finished. */
  handedOverBy: Record<Pass, readonly string[]>
  doneAt: Record<Pass, Date | null>
  settledAt: Date | null
}

export const batchChannels = ['paper', 'phone', 'table', 'room'] as const
export type BatchChannel = Extract<Channel, (typeof batchChannels)[number]>

export const passes = [1, 2] as const
export type Pass = (typeof passes)[number]

export type BatchState = 'keying' | 'comparing' | 'settled'

export function batchState(batch: Pick<Batch, 'doneAt' | 'settledAt'>): BatchState {
  if (batch.settledAt) return 'settled'
  return batch.doneAt[1] && batch.doneAt[2] ? 'comparing' : 'keying'
}

/** What decides who may key. */
export type Holding = Pick<Batch, 'keyedBy' | 'handedOverBy' | 'doneAt' | 'settledAt'>

/**
 * Why somebody may not key this pass; null if they may. Two people read every sheet, so that one
 * person's slip never stands alone: whoever ever held one pass may not hold the other. The second
 * begins when the first is finished, and goes on even if the first turns out to miss a sheet.
 */
export function mayNotKey(
  batch: Holding,
  pass: Pass,
  person: string,
): 'settled' | 'same-person' | 'someone-else' | 'first-unfinished' | null {
  if (batch.settledAt) return 'settled'
  const other = pass === 1 ? 2 : 1
  if (batch.keyedBy[other] === person || batch.handedOverBy[other].includes(person))
    return 'same-person'
  const by = batch.keyedBy[pass]
  if (by !== null) return by === person ? null : 'someone-else'
  return pass === 2 && !batch.doneAt[1] ? 'first-unfinished' : null
}

/** What a pass of a batch that is not settled is to somebody who looks at it. */
export function stepFor(
  batch: Holding,
  pass: Pass,
  person: string,
):
  | 'start'
  | 'start-second'
  | 'take-up'
  | 'carry-on'
  | 'look-again'
  | 'later'
  | 'another'
  | 'taken'
  | 'done' {
  const why = mayNotKey(batch, pass, person)
  if (why === null) {
    if (batch.keyedBy[pass] === person) return batch.doneAt[pass] ? 'look-again' : 'carry-on'
    if (batch.handedOverBy[pass].length > 0) return 'take-up'
    return pass === 1 ? 'start' : 'start-second'
  }
  if (why === 'first-unfinished') return 'later'
  if (batch.doneAt[pass]) return 'done'
  return batch.keyedBy[pass] === null ? 'another' : 'taken'
}

/** Whoever holds a pass that is not finished: it can be handed over. */
export function holderOf(batch: Holding, pass: Pass): string | null {
  return batch.settledAt || batch.doneAt[pass] ? null : batch.keyedBy[pass]
}

export const longestBatchName = 100
