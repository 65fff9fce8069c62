import { Hono } from 'hono'
import { z } from 'zod'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { radios } from '../../ui/components/radios.ts'
import { textarea } from '../../ui/components/textarea.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Key } from '../../ui/words/index.ts'
import { turnBanner } from './helper-turn-banner.pages.ts'
import { roundVisit, speaking, type RoundVisit } from './round-visit.pages.ts'
import { routes } from './routes.ts'
import { mustBeOpen, type TakingPart } from './taking-part.actions.ts'
import { tell } from './testimony.actions.ts'
import { longestTestimony } from './testimony.ts'

const form = z.object({
  text: z
    .string({ error: 'respond.tell.none' })
    .min(1, { error: 'respond.tell.none' })
    .max(longestTestimony, { error: 'respond.tell.long' }),
  publish: z.enum(['yes', 'no'], { error: 'respond.tell.publish.none' }),
})

type Given = { text: string; publish: string | undefined; errors: Record<string, string> }

/** Something in one's own words, kept as it was said. */
export function testimonyPages(system: System, part: TakingPart): Hono<Env> {
  return new Hono<Env>()
    .get(routes.testimony, async (c) => {
      const visit = await roundVisit(system, part, c)
      mustBeOpen(visit.asking, system.clock.now())
      return c.render(asked(visit, { text: '', publish: undefined, errors: {} }), {
        ...visit.head,
        title: visit.w.t('respond.tell.title'),
      } satisfies Head)
    })
    .post(routes.testimony, async (c) => {
      const visit = await roundVisit(system, part, c)
      const { w, asking, head, place, language } = visit
      const sent = await readForm(c, form)
      if (!sent.ok) {
        const word = (name: string) =>
          typeof sent.given[name] === 'string' ? sent.given[name] : undefined
        const errors = Object.fromEntries(
          Object.entries(sent.errors).map(([field, key]) => [
            field,
            w.t(key as Key, { most: longestTestimony }),
          ]),
        )
        const given = { text: word('text') ?? '', publish: word('publish'), errors }
        return c.render(asked(visit, given), {
          ...head,
          title: `${w.t('ui.error')}: ${w.t('respond.tell.title')}`,
          status: 422,
        } satisfies Head)
      }
      const taking = await speaking(system, part, c, visit)
      part.limits.words(taking.participant)
      part.limits.wordsFromAddress(c.get('visit').address)
      const { text, publish } = sent.value
      const told = { asking, taking, text, language, mayPublish: publish === 'yes' }
      const { status } = await tell(system, told)
      return c.redirect(link(routes.mine, place, { told: status }), 303)
    })
}

function asked({ w, asking, taking, place }: RoundVisit, given: Given): Html {
  const { text, publish, errors } = given
  const wrong = Object.entries(errors).map(([field, said]) => ({ text: said, href: `#${field}` }))
  return html`${turnBanner(w, asking.round.code, taking)}
    ${wrong.length > 0 ? errorSummary({ words: w, errorList: wrong }) : null}
    <h1>${w.t('respond.tell.title')}</h1>
    <p>${w.t('respond.tell.how')}</p>
    <form method="post" action="${link(routes.testimony, place)}">
      ${textarea({
        words: w,
        name: 'text',
        label: w.t('respond.tell.label'),
        hint: w.t('respond.tell.names'),
        rows: 8,
        value: text,
        errorMessage: errors['text'],
      })}
      ${radios({
        words: w,
        name: 'publish',
        fieldset: { legend: { text: w.t('respond.tell.publish') } },
        hint: w.t('respond.tell.publish.hint'),
        items: [
          { value: 'yes', text: w.t('respond.tell.publish.yes') },
          { value: 'no', text: w.t('respond.tell.publish.no') },
        ],
        value: publish,
        errorMessage: errors['publish'],
      })}
      ${button({ text: w.t('respond.tell.go') })}
    </form>
    <p class="card">${w.t('respond.tell.risk')} <a href="${link(routes.raiseConcern, place)}">${w.t('respond.tell.worried')}</a></p>
    <p><a href="${link(routes.respond, place)}">${w.t('respond.back')}</a></p>`
}
