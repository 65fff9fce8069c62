import { sql } from 'kysely'
import { boardChangeActs, hearBoardChange } from '../modules/commitments/index.ts'
import { hearDecisionClosed } from '../modules/priorities/index.ts'
import { system as asSystem } from '../platform/actor.ts'
import { transaction, type Transaction } from '../platform/database/index.ts'
import type { System } from '../platform/system.ts'

export type PublicEvent = {
  partnership: string
  sequence: string
  act: string
  subjectKind: string
  subject: string
  body: Record<string, unknown>
  at: Date
}

/** A module to the right of another hears of its acts here, and nowhere else. */
type Listener = {
  name: string
  acts: readonly string[]
  hear(trx: Transaction, event: PublicEvent, system: System): Promise<void>
}

const listeners: readonly Listener[] = [
  { name: 'priorities', acts: ['decision-closed'], hear: hearDecisionClosed },
  { name: 'boards', acts: boardChangeActs, hear: hearBoardChange },
]

export const listenerNames: readonly string[] = listeners.map(({ name }) => name)

const atOnce = 200

/**
 * Passes new ledger events of one partnership to whoever listens. Each listener's place in the chain
 * moves in the same transaction as what it did, so an event is heard exactly once, crashes included.
 */
export async function runListeners(
  system: System,
  payload: Record<string, unknown>,
): Promise<void> {
  const partnership = String(payload['partnership'])
  for (const listener of listeners) {
    for (let more = true; more;) {
      more = await transaction(
        system.db,
        asSystem(`listener.${listener.name}`),
        system.clock.now(),
        (trx) => hearSome(system, trx, listener, partnership),
      )
    }
  }
}

async function hearSome(
  system: System,
  trx: Transaction,
  listener: Listener,
  partnership: string,
): Promise<boolean> {
  await sql`INSERT INTO platform.listener (name, partnership_id, sequence) VALUES (${listener.name}, ${partnership}, 0) ON CONFLICT DO NOTHING`.execute(
    trx.db,
  )
  const place = await trx.db
    .selectFrom('platform.listener')
    .select('sequence')
    .where('name', '=', listener.name)
    .where('partnership_id', '=', partnership)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const events = await trx.db
    .selectFrom('platform.ledger_event')
    .selectAll()
    .where('partnership_id', '=', partnership)
    .where('sequence', '>', place.sequence)
    .orderBy('sequence')
    .limit(atOnce)
    .execute()
  for (const event of events) {
    if (!listener.acts.includes(event.act)) continue
    const heard = {
      partnership,
      sequence: event.sequence,
      act: event.act,
      subjectKind: event.subject_kind,
      subject: event.subject_id,
      body: JSON.parse(event.body) as Record<string, unknown>,
      at: event.at,
    }
    await listener.hear(trx, heard, system)
  }
  const last = events.at(-1)
  if (last)
    await trx.db
      .updateTable('platform.listener')
      .set({ sequence: last.sequence })
      .where('name', '=', listener.name)
      .where('partnership_id', '=', partnership)
      .execute()
  return events.length === atOnce
}
