import { system as asSystem } from '../../platform/actor.ts'
import { transaction, type Database } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import {
  closedAmong,
  insertParticipants,
  insertResponses,
  answeredBy,
  standingOf,
  type NewParticipant,
} from './response.sql.ts'
import type { Response } from './response.ts'

type Waiting = {
  participant: NewParticipant
  responses: Response[]
  done(answered: string[]): void
  failed(error: unknown): void
}

/**
 * Stores responses in groups: what arrives while one transaction is being written waits and goes
 * into the next, so that one wait for the disk serves everybody in it. Nobody is told "saved" before
 * their own transaction has been committed. Resolves to the ids of every statement the participant
 * has answered by any route, read in the same transaction, from which the next one is chosen.
 *
 * A round that is closed in the meantime refuses here, whatever a page showed a moment ago.
 */
export type Recorder = {
  record(participant: NewParticipant, responses: Response[]): Promise<string[]>
  idle(): Promise<void>
}

const mostInOneTransaction = 256

export function createRecorder(system: System): Recorder {
  let waiting: Waiting[] = []
  let writing: Promise<void> | undefined

  async function write(group: Waiting[]): Promise<void> {
    const at = system.clock.now()
    const outcome = await transaction(system.db, asSystem('record-responses'), at, ({ db }) =>
      store(db, group, at),
    )
    system.metrics.batch.observe(group.length)
    for (const each of group) {
      const refusal = outcome.refused.get(each)
      if (refusal) {
        each.failed(refusal)
        continue
      }
      for (const response of each.responses)
        system.metrics.responses.inc({ channel: response.channel })
      each.done(outcome.answered.get(each.participant.id) ?? [])
    }
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.slice(0, mostInOneTransaction)
      waiting = waiting.slice(mostInOneTransaction)
      try {
        await write(group)
      } catch (error) {
        // One that the database refuses must not take the others with it: each is tried alone. A
        // database that is away would keep everyone waiting in turn: they are told together.
        if (group.length === 1 || !isAboutTheData(error))
          for (const each of group) each.failed(error)
        else
          for (const each of group)
            await write([each]).catch((reason: unknown) => each.failed(reason))
      }
    }
    writing = undefined
  }

  return {
    record(participant, responses) {
      return new Promise((done, failed) => {
        waiting.push({ participant, responses, done, failed })
        writing ??= Promise.resolve().then(drain)
      })
    },
    async idle() {
      await writing
    },
  }
}

async function store(
  db: Database,
  group: Waiting[],
  at: Date,
): Promise<{ refused: Map<Waiting, Refusal>; answered: Map<string, string[]> }> {
  const participants = distinct(group)
  const closed = await closedAmong(db, [...new Set(participants.map((each) => each.round))])
  const standing = await standingOf(
    db,
    participants.map((each) => each.id),
  )
  const refused = new Map<Waiting, Refusal>()
  for (const each of group) {
    const state = standing.get(each.participant.id)
    if (closed.has(each.participant.round))
      refused.set(each, new Refusal('respond.refused.closed', 409))
    else if (state?.banned) refused.set(each, new Refusal('respond.refused.banned', 403))
    else if (state?.withdrawn) refused.set(each, new Refusal('respond.refused.withdrawn', 409))
  }
  const kept = group.filter((each) => !refused.has(each))
  await insertParticipants(db, distinct(kept), at)
  await insertResponses(
    db,
    kept.flatMap((each) => each.responses),
    at,
  )
  const answered = await answeredBy(
    db,
    distinct(kept).map((each) => each.id),
    [...standing.values()].filter((each) => each.joined).map((each) => each.id),
  )
  return { refused, answered }
}

function distinct(group: Waiting[]): NewParticipant[] {
  return [...new Map(group.map((each) => [each.participant.id, each.participant])).values()]
}

// SQLSTATE classes 22 (data exception) and 23 (integrity constraint violation).
function isAboutTheData(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^2[23]/.test(code)
}
