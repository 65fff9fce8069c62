import type { Transaction } from '../database/transaction.ts'

export type ThreadNode = { id: string; partnership: string; kind: string }

/** Puts a noun on the thread. Its words stay with its module; the node only points. */
export async function stitch(trx: Transaction, ...nodes: ThreadNode[]): Promise<void> {
  if (nodes.length === 0) return
  await trx.db
    .insertInto('platform.thread_node')
    .values(
      nodes.map((node) => ({
        id: node.id,
        partnership_id: node.partnership,
        kind: node.kind,
        at: trx.at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Says that one noun led to another; the kind is a plain verb phrase: `answered-by`, `came-from`. */
export async function tie(
  trx: Transaction,
  earlier: string,
  later: string,
  kind: string,
): Promise<void> {
  await trx.db
    .insertInto('platform.thread_link')
    .values({ earlier_id: earlier, later_id: later, kind, at: trx.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
