import { Refusal } from '../../platform/errors.ts'
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

/** A response as a device sends it. */
export type Given = {
  id: string
  statement: string
  value: Value
  important: boolean
  givenAt: Date | undefined
}

/** As many as a phone can keep in an afternoon without signal, sent at once. */
const mostAtOnce = 200

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** What was wrong with one response of several: which one, so that a device can put it aside and send the rest. */
export class WrongResponse extends Refusal {
  readonly id: string | null

  constructor(key: string, position: number, id: unknown) {
    super(key, 422, { position })
    this.id = typeof id === 'string' && uuid.test(id) ? id : null
  }
}

/** Reads what a device sent, whole or not at all; the first wrong response is named. */
export function readResponses(body: unknown): Given[] {
  const responses = (body as { responses?: unknown } | null)?.responses
  if (!Array.isArray(responses)) throw new Refusal('respond.refused.no-responses', 422)
  if (responses.length > mostAtOnce)
    throw new Refusal('respond.refused.too-many-at-once', 413, { most: mostAtOnce })
  return responses.map((each: unknown, index) => readResponse(each, index + 1))
}

/** Reads one response; `position` is its place among those sent. */
export function readResponse(given: unknown, position = 1): Given {
  const { id, statement, value, important, givenAt } = (given ?? {}) as Record<string, unknown>
  if (typeof id !== 'string' || !uuid.test(id))
    throw new WrongResponse('respond.refused.id', position, id)
  if (typeof statement !== 'string' || !uuid.test(statement))
    throw new WrongResponse('respond.refused.statement', position, id)
  if (value !== -1 && value !== 0 && value !== 1)
    throw new WrongResponse('respond.refused.value', position, id)
  if (important !== undefined && typeof important !== 'boolean')
    throw new WrongResponse('respond.refused.important', position, id)
  if (givenAt !== undefined && givenAt !== null && !isMoment(givenAt))
    throw new WrongResponse('respond.refused.given-at', position, id)
  return {
    id,
    statement,
    value,
    important: important ?? false,
    givenAt: typeof givenAt === 'string' ? new Date(givenAt) : undefined,
  }
}

function isMoment(given: unknown): given is string {
  return typeof given === 'string' && given.length <= 40 && !Number.isNaN(Date.parse(given))
}
