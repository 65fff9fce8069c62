import { system as asSystem } from '../../platform/actor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import type { Task } from '../../platform/jobs/index.ts'
import { dayOf } from '../places/index.ts'
import { historiesOf } from './commitment.sql.ts'
import { dueWork, watchPromise } from './quiet.actions.ts'
import { allCommitments, silencesNoted } from './quiet.sql.ts'
import { remindersSent } from './reminder.sql.ts'

const actor = asSystem('watch-promises')

/**
 * Looks at every promise, each hour, and does what its dates ask for. Nothing depends on the hour
 * at which it runs or on having run before: what is due is worked out from the dates and from what
 * is written down. One promise that fails keeps nobody else from being reminded.
 */
export const watchPromises: Task = async (system) => {
  const now = system.clock.now()
  const today = dayOf(now)
  const due = await reading(system.db, actor, async (db) => {
    const ids = await allCommitments(db)
    const [histories, noted, sent] = [
      await historiesOf(db, ids),
      await silencesNoted(db, ids),
      await remindersSent(db),
    ]
    return ids.filter((id) =>
      dueWork(histories.get(id)!, today, {
        noted: (reviewOn) => noted.has(`${id} ${reviewOn}`),
        sent: (reviewOn, kind) => sent.has(`${id} ${reviewOn} ${kind}`),
      }),
    )
  })
  const failures: unknown[] = []
  for (const id of due) {
    try {
      await transaction(system.db, actor, now, (trx) => watchPromise(system, trx, id))
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} promises could not be looked after`)
}
