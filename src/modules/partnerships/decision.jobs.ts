import { system as asSystem } from '../../platform/actor.ts'
import { reading, transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import type { System } from '../../platform/system.ts'
import { closeDecision } from './decision.actions.ts'
import { decisionsToClose } from './electorate.sql.ts'

const actor = asSystem('close-decisions')

/**
 * Closes every vote whose time is over, each in a transaction of its own. Run again, or by two workers
 * at once, it closes each exactly once; after a night without a worker each is counted as it stood
 * when its time ended.
 */
async function closeDecisions(system: System): Promise<void> {
  const at = system.clock.now()
  for (const id of await reading(system.db, actor, (db) => decisionsToClose(db, at))) {
    try {
      await transaction(system.db, actor, at, (trx) => closeDecision(trx, id))
    } catch (error) {
      // Another worker, or somebody on the page, was there first.
      if (!(error instanceof Refusal && error.status === 409)) throw error
    }
  }
}

export const tasks: Tasks = { 'close-decisions': closeDecisions }

export const crontab = '* * * * * close-decisions'
