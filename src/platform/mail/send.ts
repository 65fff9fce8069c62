import { addJob } from '../jobs/index.ts'
import { newId } from '../ids.ts'
import type { Transaction } from '../database/index.ts'

export type Message = {
  channel: 'email' | 'text'
  recipient: string
  subject: string
  body: string
  language: string
}

/** Puts a message in the outbox in the caller's transaction; background work sends it. */
export async function send(trx: Transaction, message: Message): Promise<string> {
  const id = newId(trx.at)
  await trx.db
    .insertInto('platform.message')
    .values({ id, ...message, created_at: trx.at })
    .execute()
  await addJob(trx, 'send-message', { id }, { key: `message:${id}` })
  return id
}
