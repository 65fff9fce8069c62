import { system as asSystem } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { secondsUntilAttempt, spendAttempt, type Allowance } from './attempt.sql.ts'

/**
 * A limit on guessing who somebody is: kept in the database, so that it is one limit however many
 * processes serve pages and however often they are started again. What is limited is stored as a hash
 * under our secret: no network or e-mail address is kept for it.
 */
export function createAttempts(system: System, name: string, allowance: Allowance) {
  return async function spend(of: string): Promise<void> {
    const key = system.sign(`attempt:${name}`, of)
    const at = system.clock.now()
    const seconds = await transaction(system.db, asSystem('sign-in'), at, async (trx) =>
      (await spendAttempt(trx, key, allowance))
        ? 0
        : secondsUntilAttempt(trx.db, key, at, allowance),
    )
    if (seconds > 0) throw new Refusal('app.refused.too-many', 429, { seconds })
  }
}
