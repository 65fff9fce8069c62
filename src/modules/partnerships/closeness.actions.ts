import type { Transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts'
import { addJob } from '../../platform/jobs/index.ts'
import { allow } from '../people/index.ts'
import { organisationById } from '../places/index.ts'
import type { Level, Side } from './closeness.ts'
import { closenessOf, setCloseness } from './closeness.sql.ts'
import { speaksFor } from './representative.sql.ts'

export type Choosing = { partnership: string; organisation: string; side: Side; level: Level }

/**
 * Chooses how near one side works with the other. It takes effect at once. Nothing goes into the
 * public record and what was chosen before is not kept; the other side is told plainly.
 */
export async function chooseCloseness(trx: Transaction, choosing: Choosing): Promise<void> {
  const { partnership, organisation, side, level } = choosing
  if (trx.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
  const { person } = trx.actor
  if (side === 'partnership')
    allow(trx.actor, 'set-closeness', { kind: 'partnership', partnership })
  else if (!(await speaksFor(trx.db, person, organisation, partnership))) throw notAllowed()
  if (!(await organisationById(trx.db, organisation))) throw notFound()
  const before = await closenessOf(trx.db, partnership, organisation)
  if (before[side] === level) return
  await setCloseness(trx.db, { partnership, organisation, side, level, at: trx.at, by: person })
  await addJob(
    trx,
    'tell-of-closeness',
    { partnership, organisation, side },
    { key: `closeness:${partnership}:${organisation}:${side}` },
  )
}
