import { Hono } from 'hono'
import { z } from 'zod'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { textarea } from '../../ui/components/textarea.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Key } from '../../ui/words/index.ts'
import { turnBanner } from './helper-turn-banner.pages.ts'
import { sayOwnStatement } from './own-statement.actions.ts'
import { directionOf } from './response-card.pages.ts'
import { roundVisit, speaking, type RoundVisit } from './round-visit.pages.ts'
import { routes } from './routes.ts'
import { similarStatements, type SimilarStatement } from './similar-statement.sql.ts'
import { longestStatement, tidyStatement } from './statement.ts'
import { mustBeOpen, type TakingPart } from './taking-part.actions.ts'
import { worriedLink } from './worried-link.pages.ts'

const form = z.object({
  text: z
    .string({ error: 'respond.say.none' })
    .transform(tidyStatement)
    .refine((text) => text !== '', { error: 'respond.say.none' })
    .refine((text) => text.length <= longestStatement, { error: 'respond.say.long' }),
  anyway: z.string().optional(),
})

/** A statement of one's own, after a look at those that say nearly the same. */
export function ownStatementPages(system: System, part: TakingPart): Hono<Env> {
  return new Hono<Env>()
    .get(routes.ownStatement, async (c) => {
      const visit = await roundVisit(system, part, c)
      mustBeOpen(visit.asking, system.clock.now())
      return c.render(asked(visit, ''), {
        ...visit.head,
        title: visit.w.t('respond.say.title'),
      } satisfies Head)
    })
    .post(routes.ownStatement, async (c) => {
      const visit = await roundVisit(system, part, c)
      const { w, asking, head, place, language } = visit
      const sent = await readForm(c, form)
      if (!sent.ok) {
        const typed = typeof sent.given['text'] === 'string' ? sent.given['text'] : ''
        const key = (sent.errors['text'] ?? 'respond.say.none') as Key
        const error = w.t(key, { most: longestStatement, length: tidyStatement(typed).length })
        return c.render(asked(visit, typed, error), {
          ...head,
          title: `${w.t('ui.error')}: ${w.t('respond.say.title')}`,
          status: 422,
        } satisfies Head)
      }
      const { text, anyway } = sent.value
      mustBeOpen(asking, system.clock.now())
      if (!anyway) {
        const close = await similarStatements(system.db, asking.round.id, text)
        if (close.length > 0)
          return c.render(nearlyTheSame(visit, text, close), {
            ...head,
            title: w.t('respond.say.close.title'),
          } satisfies Head)
      }
      const taking = await speaking(system, part, c, visit)
      part.limits.words(taking.participant)
      part.limits.wordsFromAddress(c.get('visit').address)
      const { status } = await sayOwnStatement(system, { asking, taking, text, language })
      return c.redirect(link(routes.mine, place, { said: status }), 303)
    })
}

function asked({ w, asking, taking, place }: RoundVisit, text: string, error?: string): Html {
  return html`${turnBanner(w, asking.round.code, taking)}
    ${error ? errorSummary({ words: w, errorList: [{ text: error, href: '#text' }] }) : null}
    <h1>${w.t('respond.say.title')}</h1>
    <p>${w.t('respond.say.how')}</p>
    <form method="post" action="${link(routes.ownStatement, place)}">
      ${textarea({
        words: w,
        name: 'text',
        label: w.t('respond.say.label'),
        hint: w.t('respond.say.hint', { most: longestStatement }),
        rows: 4,
        value: text,
        errorMessage: error,
      })}
      ${button({ text: w.t('respond.say.go') })}
    </form>
    <p>${w.t('respond.say.longer')} <a href="${link(routes.testimony, place)}">${w.t('respond.tell')}</a></p>
    <p><a href="${link(routes.respond, place)}">${w.t('respond.back')}</a></p>
    ${worriedLink(w, asking.round.code)}`
}

/** Gently: perhaps it has been said already, perhaps not quite. */
function nearlyTheSame(
  { w, asking, taking, place }: RoundVisit,
  text: string,
  close: readonly SimilarStatement[],
): Html {
  return html`${turnBanner(w, asking.round.code, taking)}
    <h1>${w.t('respond.say.close.title')}</h1>
    <p>${w.t('respond.say.close.text')}</p>
    <ul class="govuk-list">${close.map(
      (
        each,
      ) => html`<li class="card"><p lang="${each.language}" dir="${directionOf(each.language)}"><b>${each.text}</b></p>
        <p><a href="${link(routes.respond, place, { statement: each.number })}">${w.t('respond.say.close.answer')}<span class="govuk-visually-hidden">: ${each.text}</span></a></p></li>`,
    )}</ul>
    <h2>${w.t('respond.say.yours')}</h2>
    <p dir="auto">${text}</p>
    <form method="post" action="${link(routes.ownStatement, place)}">
      <input type="hidden" name="text" value="${text}">
      ${button({ text: w.t('respond.say.anyway'), name: 'anyway', value: 'yes' })}
    </form>
    <p><a href="${link(routes.respond, place)}">${w.t('respond.back')}</a></p>
    ${worriedLink(w, asking.round.code)}`
}
