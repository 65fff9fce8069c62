import type { Transaction } from '../../platform/database/index.ts'
import { record } from '../../platform/ledger/index.ts'
import { insertAdoption } from './adoption.sql.ts'
import { listOfDecision } from './list.sql.ts'
import { prioritiesAmong } from './priority.sql.ts'

/**
 * Hears that a decision has closed. Where it was about a list of priorities and was carried, the list
 * holds from the moment it closed. Anything else changes nothing: the list shows what it came to.
 *
 * The thread is not tied back from the decision to each priority: whoever follows one priority would
 * be led through the shared decision to all the others and everything they rest on.
 */
export async function hearDecisionClosed(
  trx: Transaction,
  event: { subject: string; at: Date; body: Record<string, unknown> },
): Promise<void> {
  if (event.body['outcome'] !== 'carried') return
  const list = await listOfDecision(trx.db, event.subject)
  if (!list || list.outcome !== 'carried') return
  const at = list.closedAt ?? event.at
  if (!(await insertAdoption(trx.db, { list: list.id, decision: event.subject, at }))) return
  const priorities = await prioritiesAmong(trx.db, list.priorities)
  await record(trx, {
    partnership: list.partnership,
    act: 'priorities-adopted',
    subject: { kind: 'priority-list', id: list.id },
    body: {
      decision: event.subject,
      count: list.priorities.length,
      priorities: list.priorities.map((id, index) => ({
        place: index + 1,
        id,
        title: priorities.get(id)?.title ?? '',
      })),
    },
  })
}
