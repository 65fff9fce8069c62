import { system as asSystem } from '../actor.ts'
import { transaction } from '../database/index.ts'
import type { System } from '../system.ts'

const day = 86_400_000
const kept = { sent: 30, waiting: 90 }

/** Addresses are not kept for ever: a message goes a month after it was sent, or three months after it was written. */
export async function sweepMessages(system: System): Promise<void> {
  const now = system.clock.now()
  const before = (days: number) => new Date(now.getTime() - days * day)
  await transaction(system.db, asSystem('sweep-messages'), now, ({ db }) =>
    db
      .deleteFrom('platform.message')
      .where((row) =>
        row.or([
          row('sent_at', '<', before(kept.sent)),
          row('created_at', '<', before(kept.waiting)),
        ]),
      )
      .execute(),
  )
}
