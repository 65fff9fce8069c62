import { Hono } from 'hono'
import { outbox } from '../platform/mail/index.ts'
import type { System } from '../platform/system.ts'
import type { Env } from '../platform/web/index.ts'
import { allow } from '../modules/people/index.ts'
import type { Head } from '../ui/head.ts'
import { html } from '../ui/html.ts'
import { words, type Language } from '../ui/words/index.ts'

/** Messages that went out or wait. With no mail server set they wait here, and the operator passes them on. */
export function outboxPages(system: System): Hono<Env> {
  return new Hono<Env>().get('/outbox', async (c) => {
    const visit = c.get('visit')
    allow(visit.actor, 'read-outbox', { kind: 'installation' })
    const w = words(visit.language as Language)
    const messages = await outbox(system.db)
    // What a mail server delivers is between the sender and whoever it is for: a code in it would let the
    // operator in as somebody else.
    const toPassOn = ({ channel }: (typeof messages)[number]) =>
      channel === 'email' ? !system.config.SMTP_URL : !system.config.NOTIFY_API_KEY
    const state = (message: (typeof messages)[number]) =>
      message.sent_at
        ? w.t('app.outbox.sent', { when: `${w.date(message.sent_at)} ${w.time(message.sent_at)}` })
        : message.failed_at
          ? w.t('app.outbox.failed', { why: message.failure ?? '' })
          : w.t('app.outbox.waiting')
    return c.render(
      html`<h1>${w.t('app.outbox.title')}</h1>
        <p>${system.config.SMTP_URL ? w.t('app.outbox.with-mail') : w.t('app.outbox.without-mail')}</p>
        ${
          messages.length === 0
            ? html`<p>${w.t('app.outbox.empty')}</p>`
            : messages.map(
                (message) =>
                  html`<article class="card"><h2 class="govuk-heading-s">${message.subject}</h2>
                <p>${w.t('app.outbox.to', { recipient: message.recipient })} · <time datetime="${message.created_at.toISOString()}">${w.date(message.created_at)} ${w.time(message.created_at)}</time> · ${state(message)}</p>
                ${toPassOn(message) ? html`<pre class="plain" tabindex="0" aria-label="${message.subject}">${message.body}</pre>` : null}</article>`,
              )
        }`,
      { title: w.t('app.outbox.title') } satisfies Head,
    )
  })
}
