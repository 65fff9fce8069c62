import { system as asSystem } from '../../platform/actor.ts'
import type { Transaction } from '../../platform/database/index.ts'
import { wholeHour } from './export.ts'

/**
 * For what the public record and the thread say of a participant's own act: that it happened and in
 * which hour, never by whom nor at which moment. Never before the round opened.
 */
export function unseen(trx: Transaction, task: string, openedAt: Date | null = null): Transaction {
  const hour = wholeHour(trx.at)
  return { ...trx, actor: asSystem(task), at: openedAt && openedAt > hour ? openedAt : hour }
}
