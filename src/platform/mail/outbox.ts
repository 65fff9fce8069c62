import { system as asSystem } from '../actor.ts'
import { reading, type Database } from '../database/index.ts'

/** The newest messages, for the outbox page. The caller has checked that the reader is the operator. */
export async function outbox(db: Database, limit = 100) {
  return reading(db, asSystem('outbox'), (inner) =>
    inner
      .selectFrom('platform.message')
      .selectAll()
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute(),
  )
}
