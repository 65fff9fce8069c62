import type { Transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { allow, can } from '../people/index.ts'
import { insertHandover } from './batch-handover.sql.ts'
import { personOf } from './batch.actions.ts'
import { lockedBatch } from './batch.sql.ts'
import { holderOf, type Pass } from './batch.ts'
import type { Round } from './round.ts'

/**
 * Hands a pass over before it is finished, so that another keyer can carry it on: by whoever holds it,
 * or by an organiser when that person cannot. What is keyed stays, as keyed by whom it was.
 */
export async function handOver(
  trx: Transaction,
  round: Round,
  id: string,
  pass: Pass,
): Promise<void> {
  allow(trx.actor, 'key', { kind: 'round', partnership: round.partnership })
  if (round.closedAt) throw new Refusal('paper.refused.closed', 409)
  const batch = await lockedBatch(trx.db, id)
  if (!batch || batch.round !== round.id) throw notFound()
  if (batch.settledAt) throw new Refusal('paper.refused.settled', 409)
  const from = holderOf(batch, pass)
  if (from === null) throw new Refusal('paper.refused.nothing-to-hand-over', 409)
  const by = personOf(trx.actor)
  if (from !== by && !can(trx.actor, 'change', { kind: 'round', partnership: round.partnership }))
    throw notAllowed()
  await insertHandover(trx.db, { id: newId(trx.at), batch: id, pass, from, by, at: trx.at })
}
