import { system as asSystem } from '../../platform/actor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { addJob, type Tasks } from '../../platform/jobs/index.ts'
import { closeRound } from './closure.actions.ts'
import { overdue } from './closure.sql.ts'
import { computeResult, releasedUntil } from './result.actions.ts'
import { roundsToCompute } from './result.sql.ts'
import { roundById } from './round.sql.ts'
import { eraseOldWaiting } from './waiting-import.sql.ts'

/** Background work for what comes out: each may be run again without harm. */
export const resultTasks: Tasks = {
  'compute-result': async (system, payload) => {
    const round = String(payload['round'])
    const until = await releasedUntil(system, round)
    await computeResult(system, round, { whole: payload['whole'] === true, until })
  },

  /** Asks for a new result wherever something has happened since the last; never on a page view. */
  'compute-results': async (system) => {
    const due = await reading(system.db, asSystem('compute-results'), roundsToCompute)
    await transaction(system.db, asSystem('compute-results'), system.clock.now(), async (trx) => {
      for (const round of due)
        await addJob(trx, 'compute-result', { round }, { key: `result:${round}` })
    })
  },

  /** A round whose last day has passed is closed by the clock. */
  'close-rounds': async (system) => {
    const now = system.clock.now()
    const actor = asSystem('close-rounds')
    for (const id of await reading(system.db, actor, (db) => overdue(db, now))) {
      const round = await reading(system.db, actor, (db) => roundById(db, id))
      if (round) await closeRound(system, actor, round)
    }
  },

  /** Files that nobody decided about are not kept. */
  'erase-waiting-imports': async (system) => {
    const now = system.clock.now()
    await transaction(system.db, asSystem('erase-waiting-imports'), now, (trx) =>
      eraseOldWaiting(trx.db, new Date(now.getTime() - 24 * 3_600_000)),
    )
  },
}

export const resultCrontab = `* * * * * compute-results
* * * * * close-rounds
17 * * * * erase-waiting-imports`
