import { sql } from 'kysely'
import { actorName } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'

export type PublicAct = {
  partnership: string
  /** A verb phrase in the past tense: `round-opened`, `statement-answered`. */
  act: string
  subject: { kind: string; id: string }
  /** Public for ever: ids, numbers and published words only, never personal data. */
  body?: Record<string, unknown>
}

/**
 * Appends one event to the partnership's chain, in the transaction of the change it records, and
 * wakes the listeners. Returns its sequence.
 */
export async function record(trx: Transaction, event: PublicAct): Promise<bigint> {
  const body = canonical(event.body ?? {})
  const result = await sql<{ sequence: string }>`
    SELECT platform.append_event(${event.partnership}, ${trx.at}, ${actorName(trx.actor)}, ${event.act},
      ${event.subject.kind}, ${event.subject.id}, ${body}) AS sequence,
      platform.add_job('listeners', json_build_object('partnership', ${event.partnership}::text), 'listeners:' || ${event.partnership}::text, NULL)`.execute(
    trx.db,
  )
  return BigInt(result.rows[0]!.sequence)
}

/** JSON with sorted keys, so that the same content always has the same bytes. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
