import { Hono } from 'hono'
import { z } from 'zod'
import { reading } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { warningText } from '../../ui/components/warning-text.ts'
import { textarea } from '../../ui/components/textarea.ts'
import type { Head } from '../../ui/head.ts'
import { html } from '../../ui/html.ts'
import { closeRound } from './closure.actions.ts'
import { unsettledBatches } from './closure.sql.ts'
import { deskOf } from './desk.pages.ts'
import { questionOf } from './round-entry.pages.ts'
import { routes } from './routes.ts'

const form = z.object({ reason: z.string().max(1000, 'results.closure.long').default('') })

/** Closing a round: what it will do, and then doing it. */
export function closurePages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.closure, async (c) => {
      const { round, w, head, visit } = await deskOf(system, c, 'close')
      if (round.closedAt) return c.redirect(link(routes.record, { round: round.id }), 303)
      const unsettled = await reading(system.db, visit.actor, (db) =>
        unsettledBatches(db, round.id),
      )
      return c.render(
        html`<p class="kicker">${questionOf(round, w)}</p>
          <h1>${w.t('results.closure.title')}</h1>
          <p>${w.t('results.closure.lead')}</p>
          <ul><li>${w.t('results.closure.what.stop')}</li><li>${w.t('results.closure.what.count')}</li><li>${w.t('results.closure.what.receipt')}</li><li>${w.t('results.closure.what.for-good')}</li></ul>
          ${unsettled > 0 ? warningText({ words: w, text: html`${w.t('results.closure.unsettled', { batches: unsettled })} <a href="${link(routes.batches, { round: round.id })}">${w.t('results.closure.unsettled.see')}</a>` }) : null}
          <form method="post" action="${link(routes.closure, { round: round.id })}">
            ${textarea({ words: w, name: 'reason', label: w.t('results.closure.reason'), hint: w.t('results.closure.reason.hint') })}
            ${button({ text: w.t('results.closure.close'), classes: 'govuk-button--warning', preventDoubleClick: true })}
          </form>`,
        { ...head, title: w.t('results.closure.title'), width: 'reading' } satisfies Head,
      )
    })
    .post(routes.closure, async (c) => {
      const { round, visit } = await deskOf(system, c, 'close')
      const read = await readForm(c, form)
      await closeRound(
        system,
        visit.actor,
        round,
        read.ok ? read.value.reason : String(read.given['reason'] ?? '').slice(0, 1000),
      )
      return c.redirect(link(routes.record, { round: round.id }, { closed: 1 }), 303)
    })
}
