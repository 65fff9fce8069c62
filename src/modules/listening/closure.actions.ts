import { sql } from 'kysely'
import { system as asSystem, type Actor } from '../../platform/actor.ts'
import { actingAs, transaction, type Transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { addJob } from '../../platform/jobs/index.ts'
import { leafHash, merkleTree, record } from '../../platform/ledger/index.ts'
import type { System } from '../../platform/system.ts'
import { allow } from '../people/index.ts'
import { closureOf, insertClosure, lockForClosing, type Closure } from './closure.sql.ts'
import { receiptText } from './receipt.ts'
import { insertReceipts, type Leaf } from './receipt.sql.ts'
import { roundById } from './round.sql.ts'
import type { Round } from './round.ts'
import { standingOf } from './standing.sql.ts'

/**
 * Closes a round for good: takes no more responses, counts what stands, and publishes the root of a
 * Merkle tree over everybody's responses, so that nobody can change one afterwards unseen.
 */
export async function closeRound(
  system: System,
  actor: Actor,
  round: Pick<Round, 'id' | 'partnership'>,
  reason = '',
): Promise<Closure> {
  allow(actor, 'close', { kind: 'round', partnership: round.partnership })
  return transaction(system.db, actor, system.clock.now(), async (trx) => {
    await lockForClosing(trx.db, round.id)
    const known = await roundById(trx.db, round.id)
    if (!known?.openedAt) throw new Refusal('results.closure.not-open', 409)
    const already = await closureOf(trx.db, round.id)
    if (already) return already
    return seal(trx, round, { closedAt: trx.at, reason })
  })
}

/** Counts what stands, stores the receipts and the closure, and records the root. Inside the caller's transaction and lock. */
export async function seal(
  trx: Transaction,
  round: Pick<Round, 'id' | 'partnership'>,
  closing: { closedAt: Date; reason: string },
): Promise<Closure> {
  await alsoCounting(trx, 'close-round')
  const { leaves, responses } = await leavesFrom(trx.db, round.id, closing.closedAt)
  const closure: Closure = {
    round: round.id,
    closedAt: closing.closedAt,
    closedBy: trx.actor.kind === 'person' ? trx.actor.person : null,
    reason: closing.reason,
    participants: leaves.length,
    responses,
    root: merkleTree(leaves.map((each) => each.leaf)).root,
  }
  await insertReceipts(trx.db, round.id, leaves)
  await insertClosure(trx.db, closure)
  await record(trx, {
    partnership: round.partnership,
    act: 'round-closed',
    subject: { kind: 'round', id: round.id },
    body: {
      participants: closure.participants,
      responses,
      root: closure.root.toString('hex'),
      closed: closing.closedAt.toISOString(),
    },
  })
  await addJob(
    trx,
    'compute-result',
    { round: round.id, whole: true },
    { key: `result:${round.id}` },
  )
  return closure
}

/** Everybody's leaf, in the tree's order: by hash, which says nothing about who came when. */
export async function leavesFrom(
  db: Transaction['db'],
  round: string,
  until: Date,
): Promise<{ leaves: Leaf[]; responses: number }> {
  const leaves: Leaf[] = []
  let responses = 0
  for await (const people of standingOf(db, round, { until })) {
    for (const person of people) {
      responses += person.responses.length
      const text = receiptText(round, person.participant, person.responses)
      leaves.push({ participant: person.participant, leaf: leafHash(text) })
    }
  }
  leaves.sort((a, b) => Buffer.compare(a.leaf, b.leaf))
  return { leaves, responses }
}

/** Somebody decided; counting what only background work may read is part of carrying it out. */
export async function alsoCounting(trx: Transaction, task: string): Promise<void> {
  await sql.raw(actingAs(asSystem(task))).execute(trx.db)
}
