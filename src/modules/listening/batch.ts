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

/**
 * Why somebody may not key this pass; null if they may. Two people key every batch, each a whole
 * pass, so that one person's slip never stands alone. The second may begin before the first is done.
 */
export function mayNotKey(
  batch: Pick<Batch, 'keyedBy' | 'doneAt' | 'settledAt'>,
  pass: Pass,
  person: string,
): 'settled' | 'same-person' | 'someone-else' | null {
  if (batch.settledAt) return 'settled'
  if (batch.keyedBy[pass === 1 ? 2 : 1] === person) return 'same-person'
  const by = batch.keyedBy[pass]
  return by === null || by === person ? null : 'someone-else'
}

/** What a pass of a batch that is not settled is to somebody who looks at it. */
export function stepFor(
  batch: Pick<Batch, 'keyedBy' | 'doneAt' | 'settledAt'>,
  pass: Pass,
  person: string,
): 'start' | 'start-second' | 'carry-on' | 'look-again' | 'later' | 'another' | 'taken' | 'done' {
  const why = mayNotKey(batch, pass, person)
  if (why === null) {
    if (batch.keyedBy[pass] === person) return batch.doneAt[pass] ? 'look-again' : 'carry-on'
    if (pass === 1) return 'start'
    // Nobody has begun: whoever starts is the first, and this waits for the next.
    return batch.keyedBy[1] === null ? 'later' : 'start-second'
  }
  if (batch.doneAt[pass]) return 'done'
  return batch.keyedBy[pass] === null ? 'another' : 'taken'
}

export const longestBatchName = 100
