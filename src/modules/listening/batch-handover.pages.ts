import { Hono } from 'hono'
import { transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { details } from '../../ui/components/details.ts'
import { html, type Html } from '../../ui/html.ts'
import { can } from '../people/index.ts'
import { handOver } from './batch-handover.actions.ts'
import { holderOf, passes, type Batch, type Pass } from './batch.ts'
import { enterRound, type RoundEntry } from './round-entry.pages.ts'
import { routes } from './routes.ts'

/** A keying handed over by its keyer, or by an organiser when that person is ill. */
export function batchHandoverPages(system: System): Hono<Env> {
  return new Hono<Env>().post(routes.handover, async (c) => {
    const { round, visit } = await enterRound(system, c, 'key')
    const pass = passes.find((each) => String(each) === c.req.param('pass'))
    if (pass === undefined) throw notFound()
    const batch = c.req.param('batch')
    await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
      handOver(trx, round, batch, pass),
    )
    return c.redirect(link(routes.batch, { round: round.id, batch }, { done: 'handed-over' }), 303)
  })
}

/** For whoever may hand this pass over now; for others nothing. */
export function handoverForm(
  { round, visit, w }: RoundEntry,
  batch: Batch,
  pass: Pass,
): Html | null {
  const holder = holderOf(batch, pass)
  if (holder === null || visit.actor.kind !== 'person') return null
  const own = holder === visit.actor.person
  if (!own && !can(visit.actor, 'change', { kind: 'round', partnership: round.partnership }))
    return null
  const action = link(routes.handover, { round: round.id, batch: batch.id, pass: String(pass) })
  return details({
    summary: w.t(own ? 'paper.handover.own' : 'paper.handover.theirs'),
    text: html`<p>${w.t(own ? 'paper.handover.own.text' : 'paper.handover.theirs.text')}</p>
      <form method="post" action="${action}">${button({ text: w.t('paper.handover.go'), classes: 'govuk-button--secondary', preventDoubleClick: true })}</form>`,
  })
}
