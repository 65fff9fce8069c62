import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { timestamp } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html } from '../../ui/html.ts'
import type { Key } from '../../ui/words/index.ts'
import { ban, endBanOf } from './ban.actions.ts'
import { bansOf } from './ban.sql.ts'
import { backToQueue, deskOf } from './desk.pages.ts'
import { pseudonym } from './moderation.ts'
import { routes } from './routes.ts'

const asked = z.object({
  kind: z.enum(['statement', 'testimony'], { error: 'moderation.refused.outcome' }),
  subject: z.string(),
  reason: z.string().default(''),
})

/** People whose responses do not count, each with the reason and a way back. */
export function banPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.bans, async (c) => {
      const { round, visit, w, head } = await deskOf(system, c, 'moderate')
      const bans = await reading(system.db, visit.actor, (db) => bansOf(db, round.id))
      const title = w.t('moderation.bans.title')
      const rows = bans.map(
        (
          each,
        ) => html`<article class="card"><h2 class="govuk-heading-s">${w.t('moderation.item.author', { name: pseudonym(each.participant) })}</h2>
          <p>${w.t(`moderation.resident.ban.${each.reason}` as Key)}</p>
          <ul class="facts"><li>${w.t('moderation.bans.since')} ${timestamp({ words: w, when: each.bannedAt })}</li>${each.endedAt ? html`<li>${w.t('moderation.bans.ended')} ${timestamp({ words: w, when: each.endedAt })}</li>` : null}</ul>
          ${each.endedAt ? null : html`<form method="post" action="${link(routes.banEnd, { round: round.id, participant: each.participant })}">${button({ text: w.t('moderation.bans.end'), classes: 'govuk-button--secondary' })}</form>`}</article>`,
      )
      return c.render(
        html`<h1>${title}</h1><p class="lead">${w.t('moderation.bans.lead')}</p>
          ${bans.length === 0 ? emptyState({ title: w.t('moderation.bans.none'), text: w.t('moderation.bans.none.text') }) : rows}`,
        {
          ...head,
          title,
          back: backToQueue(w, round),
        } satisfies Head,
      )
    })
    .post(routes.bans, async (c) => {
      const { round, visit } = await deskOf(system, c, 'moderate')
      const read = await readForm(c, asked)
      if (!read.ok) throw new Refusal(Object.values(read.errors)[0]!, 422)
      const { reason, ...author } = read.value
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        ban(trx, round, author, reason),
      )
      return c.redirect(link(routes.bans, { round: round.id }), 303)
    })
    .post(routes.banEnd, async (c) => {
      const { round, visit } = await deskOf(system, c, 'moderate')
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        endBanOf(trx, round, c.req.param('participant')),
      )
      return c.redirect(link(routes.bans, { round: round.id }), 303)
    })
}
