import type { Actor } from '../../platform/actor.ts'
import type { Transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { allow } from '../people/index.ts'
import { dayOf } from '../places/index.ts'
import { longestBatchName, mayNotKey, type Batch, type BatchChannel, type Pass } from './batch.ts'
import { batchById, insertBatch, lockedBatch, setDone, setKeyer } from './batch.sql.ts'
import { deleteKeyed, sheetCounts } from './keying.sql.ts'
import type { Round } from './round.ts'

/** Begins a batch: what came in on paper, by phone or in a room on one day. */
export async function makeBatch(
  trx: Transaction,
  round: Round,
  made: { name: string; channel: BatchChannel; givenOn: string },
): Promise<string> {
  allow(trx.actor, 'key', { kind: 'round', partnership: round.partnership })
  if (!round.openedAt) throw new Refusal('paper.refused.not-open', 409)
  if (round.closedAt) throw new Refusal('paper.refused.closed', 409)
  const first = dayOf(
    round.opensAt && round.opensAt > round.openedAt ? round.opensAt : round.openedAt,
  )
  if (made.givenOn > dayOf(trx.at)) throw new Refusal('paper.refused.day-to-come', 422)
  if (made.givenOn < first) throw new Refusal('paper.refused.day-before', 422)
  const id = newId(trx.at)
  await insertBatch(trx.db, {
    id,
    round: round.id,
    name: made.name.trim().slice(0, longestBatchName),
    channel: made.channel,
    givenOn: made.givenOn,
    madeAt: trx.at,
    madeBy: personOf(trx.actor),
  })
  return id
}

export function personOf(actor: Actor): string {
  if (actor.kind !== 'person') throw notAllowed()
  return actor.person
}

/** The batch that a page is about, if it belongs to this round. */
export async function batchOf(
  db: Transaction['db'],
  round: Pick<Round, 'id'>,
  id: string,
): Promise<Batch> {
  const batch = await batchById(db, id)
  if (!batch || batch.round !== round.id) throw notFound()
  return batch
}

/** Holds the batch for somebody who may key this pass now, and makes the pass theirs. */
export async function enterPass(
  trx: Transaction,
  round: Round,
  id: string,
  pass: Pass,
): Promise<Batch> {
  allow(trx.actor, 'key', { kind: 'round', partnership: round.partnership })
  if (round.closedAt) throw new Refusal('paper.refused.closed', 409)
  const batch = await lockedBatch(trx.db, id)
  if (!batch || batch.round !== round.id) throw notFound()
  const person = personOf(trx.actor)
  const why = mayNotKey(batch, pass, person)
  if (why) throw new Refusal(`paper.refused.${why}`, 409)
  if (batch.keyedBy[pass] === null) await setKeyer(trx.db, id, pass, person)
  return batch
}

/** Says that a pass holds every sheet of the batch. Keying one more opens it again. */
export async function finishPass(
  trx: Transaction,
  round: Round,
  id: string,
  pass: Pass,
): Promise<void> {
  const batch = await enterPass(trx, round, id, pass)
  if ((await sheetCounts(trx.db, [id])).get(id)![pass] === 0)
    throw new Refusal('paper.refused.nothing-keyed', 409)
  await setDone(trx.db, id, pass, batch.doneAt[pass] ?? trx.at)
}

/** Throws a pass away, so that whoever holds it keys it from the start. */
export async function restartPass(
  trx: Transaction,
  round: Round,
  id: string,
  pass: Pass,
): Promise<void> {
  await enterPass(trx, round, id, pass)
  await deleteKeyed(trx.db, id, pass)
  await setDone(trx.db, id, pass, null)
}
