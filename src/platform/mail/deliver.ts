import { createTransport } from 'nodemailer'
import { NotifyClient } from 'notifications-node-client'
import { system as asSystem } from '../actor.ts'
import { transaction, type Transaction } from '../database/index.ts'
import type { System } from '../system.ts'

/**
 * Sends one waiting message. The row is locked while it is sent, so that two workers never send it
 * twice; a failure is written down and the job is tried again. Where no mail server or text service
 * is set, the message stays in the outbox for the operator.
 */
export async function sendWaiting(system: System, payload: Record<string, unknown>): Promise<void> {
  const id = String(payload['id'])
  const failure = await transaction(
    system.db,
    asSystem('send-message'),
    system.clock.now(),
    async (trx) => {
      const message = await trx.db
        .selectFrom('platform.message')
        .selectAll()
        .where('id', '=', id)
        .where('sent_at', 'is', null)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst()
      if (!message) return undefined
      if (message.channel === 'email' ? !system.config.SMTP_URL : !system.config.NOTIFY_API_KEY)
        return undefined
      try {
        if (message.channel === 'email') await sendEmail(system, message)
        else await sendText(system, message)
      } catch (error) {
        return mark(trx, id, {
          failed_at: trx.at,
          failure: (error as Error).message.slice(0, 500),
        }).then(() => error as Error)
      }
      // Delivered, its words have done their work: codes and private news are not kept.
      await mark(trx, id, { sent_at: trx.at, failed_at: null, failure: null, body: '' })
      system.metrics.messages.inc({ channel: message.channel, outcome: 'sent' })
      return undefined
    },
  )
  if (failure) {
    system.metrics.messages.inc({ channel: 'any', outcome: 'failed' })
    throw failure
  }
}

async function mark(
  trx: Transaction,
  id: string,
  change: { sent_at?: Date; failed_at: Date | null; failure: string | null; body?: string },
): Promise<void> {
  await trx.db.updateTable('platform.message').set(change).where('id', '=', id).execute()
}

async function sendEmail(
  system: System,
  message: { recipient: string; subject: string; body: string },
): Promise<void> {
  const transport = createTransport(system.config.SMTP_URL)
  await transport.sendMail({
    from: system.config.MAIL_FROM,
    to: message.recipient,
    subject: message.subject,
    text: message.body,
  })
}

async function sendText(
  system: System,
  message: { recipient: string; body: string },
): Promise<void> {
  const client = new NotifyClient(system.config.NOTIFY_API_KEY!)
  await client.sendSms(system.config.NOTIFY_SMS_TEMPLATE!, message.recipient, {
    personalisation: { body: message.body },
  })
}
