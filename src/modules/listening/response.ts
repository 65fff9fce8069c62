import type { Channel } from './participant.ts'

export type Value = -1 | 0 | 1

/** One response as it is stored. `id` is made where the response was given, so that sending it twice stores it once. */
export type Response = {
  id: string
  round: string
  participant: string
  statement: string
  value: Value
  important: boolean
  channel: Channel
  givenAt: Date
  batch?: string | null
  enteredBy?: string | null
}

/**
 * Which of two responses of one person to one statement stands: the one given later; of two given
 * at the same moment the one that arrived later; of those the one with the greater id.
 */
export function laterOf<T extends { givenAt: Date; receivedAt: Date; id: string }>(a: T, b: T): T {
  const order =
    a.givenAt.getTime() - b.givenAt.getTime() ||
    a.receivedAt.getTime() - b.receivedAt.getTime() ||
    (a.id < b.id ? -1 : 1)
  return order >= 0 ? a : b
}

/**
 * The moment a device says a response was given, kept within what is possible: not before the round
 * opened, not after it arrived. A wrong clock on an old phone must not decide which response stands
 * for ever.
 */
export function givenAt(claimed: Date | undefined, opened: Date, received: Date): Date {
  if (claimed === undefined || Number.isNaN(claimed.getTime()) || claimed > received)
    return received
  return claimed < opened ? opened : claimed
}
