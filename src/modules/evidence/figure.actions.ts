import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { stitch } from '../../platform/thread/index.ts'
import { allow } from '../people/index.ts'
import { problemsWith, type Figure } from './figure.ts'
import { figureById, insertFigure, setWithdrawn } from './figure.sql.ts'

export type AddingFigure = Omit<Figure, 'id' | 'addedBy' | 'addedAt' | 'withdrawnAt' | 'withdrawal'>

/** Adds a figure, for anybody to read. It is never changed: a wrong one is withdrawn, a newer one added. */
export async function addFigure(trx: Transaction, adding: AddingFigure): Promise<string> {
  allow(trx.actor, 'add', { kind: 'figure', partnership: adding.partnership })
  const [wrong] = Object.values(problemsWith(adding, trx.at.toISOString().slice(0, 10)))
  if (wrong !== undefined) throw new Refusal(wrong, 422)
  const id = newId(trx.at)
  await insertFigure(trx.db, {
    ...adding,
    id,
    addedBy: trx.actor.kind === 'person' ? trx.actor.person : null,
    addedAt: trx.at,
  })
  await stitch(trx, { id, partnership: adding.partnership, kind: 'figure' })
  await record(trx, {
    partnership: adding.partnership,
    act: 'figure-added',
    subject: { kind: 'figure', id },
    body: {
      title: adding.title,
      value: adding.value,
      unit: adding.unit,
      source: adding.source,
      ...(adding.lower === null
        ? {}
        : { lower: adding.lower, upper: adding.upper, confidence: adding.confidence }),
    },
  })
  return id
}

/** Takes a wrong figure back, and says why. It stays where it was used, with the reason beside it. */
export async function withdrawFigure(trx: Transaction, id: string, reason: string): Promise<void> {
  const figure = await figureById(trx.db, id)
  if (!figure) throw notFound()
  allow(trx.actor, 'withdraw', { kind: 'figure', partnership: figure.partnership })
  if (reason.trim() === '') throw new Refusal('evidence.refused.reason', 422)
  if (!(await setWithdrawn(trx.db, id, reason.trim(), trx.at)))
    throw new Refusal('evidence.refused.withdrawn', 409)
  await record(trx, {
    partnership: figure.partnership,
    act: 'figure-withdrawn',
    subject: { kind: 'figure', id },
    body: { title: figure.title, reason: reason.trim() },
  })
}
