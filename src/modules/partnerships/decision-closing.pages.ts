import { Hono } from 'hono'
import { transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { html } from '../../ui/html.ts'
import { allow } from '../people/index.ts'
import { constitutionOf } from './constitution.sql.ts'
import { enterDecision, inLanguage } from './decision-entry.pages.ts'
import {
  missingList,
  previewOf,
  rulesList,
  turnoutFacts,
  votesTable,
} from './decision-result.pages.ts'
import { closeDecision } from './decision.actions.ts'
import { isWhole, missing, outcomeOf } from './decision.ts'
import { countOf, mayClose, meetingOf } from './electorate.sql.ts'
import { routes } from './routes.ts'

/** Closing a vote, after reading what the rules make of it as it stands. */
export function decisionClosingPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.decisionClosure, async (c) => {
      const { decision, partnership, w, visit, read, head } = await enterDecision(
        system,
        c,
        'decisions',
        'partnerships',
      )
      allow(visit.actor, 'close', { kind: 'decision', partnership: partnership.id })
      if (!decision.openedAt) throw new Refusal('decisions.resident.refused.not-open', 409)
      if (decision.result) throw new Refusal('decisions.resident.refused.closed', 409)
      const at = system.clock.now()
      const rules = await constitutionOf(system.db, partnership.id, at)
      const { count, meeting, may } = await read(async (db) => ({
        count: await countOf(db, decision.id, at),
        meeting: await meetingOf(db, decision.id),
        may: await mayClose(db, decision.id, at),
      }))
      const heading = w.t('decisions.close')
      const whole = count && isWhole(count) && rules ? { count, rules } : undefined
      const body = html`<h1>${heading}</h1>
        <p class="lead">${inLanguage(decision.question, decision.language, w)}</p>
        ${
          whole
            ? html`${previewOf(
                w,
                decision,
                outcomeOf(whole.count, whole.rules, {
                  kind: decision.kind,
                  daysOfNotice: meeting?.daysOfNotice ?? null,
                  cancelled: meeting?.cancelled ?? false,
                }),
              )}
              <h2>${w.t('decisions.resident.missing')}</h2>${missingList(w, missing(whole.count, whole.rules))}
              ${votesTable(w, decision, whole.count)}${turnoutFacts(w, whole.count)}${rulesList(w, decision, whole.count, whole.rules)}`
            : count
              ? turnoutFacts(w, count)
              : null
        }
        ${
          may
            ? html`<p>${w.t('decisions.close.text')}</p>
              <form method="post" action="${link(routes.decisionClosure, { decision: decision.id })}">${button({ text: w.t('decisions.close.go'), classes: 'govuk-button--warning', preventDoubleClick: true })}</form>`
            : insetText({ text: w.t('decisions.refused.close-yet') })
        }`
      return c.render(body, head(heading))
    })
    .post(routes.decisionClosure, async (c) => {
      const { decision, visit } = await enterDecision(system, c)
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        closeDecision(trx, decision.id),
      )
      return c.redirect(link(routes.decision, { decision: decision.id }, { done: 'closed' }), 303)
    })
}
