import { sql } from 'kysely'
import { system as asSystem } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { insertParticipants, insertResponses, type NewParticipant } from './response.sql.ts'
import type { Response } from './response.ts'

type Waiting = {
  participant: NewParticipant
  responses: Response[]
  done(seen: string[]): void
  failed(error: unknown): void
}

/**
 * Stores responses in groups: what arrives while one transaction is being written waits and goes
 * into the next, so that one wait for the disk serves everybody in it. Nobody is told "saved" before
 * their own transaction has been committed. Resolves to the ids of every statement the participant
 * has responded to, read in the same transaction, from which the next one is chosen.
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
    const seen = await transaction(system.db, asSystem('record-responses'), at, async ({ db }) => {
      await insertParticipants(db, distinct(group), at)
      await insertResponses(
        db,
        group.flatMap((each) => each.responses),
        at,
      )
      const { rows } = await sql<{ participant_id: string; statements: string[] }>`
        SELECT participant_id, array_agg(DISTINCT statement_id) AS statements FROM listening.response
        WHERE participant_id = ANY (${group.map((each) => each.participant.id)}::uuid[]) GROUP BY participant_id`.execute(
        db,
      )
      return new Map(rows.map((row) => [row.participant_id, row.statements]))
    })
    system.metrics.batch.observe(group.length)
    for (const each of group) {
      for (const response of each.responses)
        system.metrics.responses.inc({ channel: response.channel })
      each.done(seen.get(each.participant.id) ?? [])
    }
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.slice(0, mostInOneTransaction)
      waiting = waiting.slice(mostInOneTransaction)
      try {
        await write(group)
      } catch (error) {
        if (group.length === 1) group[0]!.failed(error)
        // One that the database refuses must not take the others with it: each is tried alone.
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

function distinct(group: Waiting[]): NewParticipant[] {
  return [...new Map(group.map((each) => [each.participant.id, each.participant])).values()]
}
