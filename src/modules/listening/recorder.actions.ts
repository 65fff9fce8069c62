import type pg from 'pg'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { addParticipants, addResponses, beginning, knownOf } from './recorder.sql.ts'
import type { NewParticipant } from './response.sql.ts'
import type { Response } from './response.ts'

type Waiting = {
  participant: NewParticipant
  responses: Response[]
  done(answered: string[]): void
  failed(error: unknown): void
}

type Outcome = Map<Waiting, string[] | Refusal>

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
    const outcome = await stored(system, group)
    system.metrics.batch.observe(group.length)
    for (const each of group) {
      const came = outcome.get(each)
      if (came instanceof Refusal) {
        each.failed(came)
        continue
      }
      for (const response of each.responses)
        system.metrics.responses.inc({ channel: response.channel })
      each.done(came ?? [])
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

/** One group in one transaction. Throws unless it was committed. */
async function stored(system: System, group: Waiting[]): Promise<Outcome> {
  const client = await system.pool.connect()
  let lost: Error | undefined
  try {
    const rounds = [...new Set(group.map((each) => each.participant.round))]
    await client.query(beginning(rounds))
    const outcome = await store(client, group, rounds, system.clock.now())
    const { command } = await client.query('COMMIT')
    // After an error PostgreSQL answers COMMIT with ROLLBACK.
    if (command !== 'COMMIT') throw new Error('the responses were not committed')
    return outcome
  } catch (error) {
    lost = await client.query('ROLLBACK').then(
      () => undefined,
      (reason: Error) => reason,
    )
    throw error
  } finally {
    // A connection that cannot even roll back is closed, not lent again.
    client.release(lost)
  }
}

async function store(
  client: pg.ClientBase,
  group: Waiting[],
  rounds: string[],
  at: Date,
): Promise<Outcome> {
  const people = [...new Set(group.map((each) => each.participant.id))]
  const { known, closed } = await knownOf(client, people, rounds)
  const outcome: Outcome = new Map()
  const newcomers = new Map<string, NewParticipant>()
  const answered = new Map<string, Set<string>>()
  const responses: Response[] = []
  for (const each of group) {
    const { participant } = each
    const person = known.get(participant.id)
    if (closed.has(participant.round)) outcome.set(each, new Refusal('respond.refused.closed', 409))
    else if (person?.banned) outcome.set(each, new Refusal('respond.refused.banned', 403))
    else if (person?.withdrawn) outcome.set(each, new Refusal('respond.refused.withdrawn', 409))
    if (outcome.has(each)) continue
    if (!person && each.responses.length > 0) newcomers.set(participant.id, participant)
    const all = answered.get(participant.id) ?? new Set(person?.answered)
    answered.set(participant.id, all)
    for (const response of each.responses) {
      all.add(response.statement)
      responses.push(response)
    }
  }
  if (newcomers.size > 0) await addParticipants(client, [...newcomers.values()], at)
  if (responses.length > 0) await addResponses(client, responses, at)
  for (const each of group)
    if (!outcome.has(each)) outcome.set(each, [...answered.get(each.participant.id)!])
  return outcome
}

// SQLSTATE classes 22 (data exception) and 23 (integrity constraint violation).
function isAboutTheData(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^2[23]/.test(code)
}
