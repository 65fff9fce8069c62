import { Hono } from 'hono'
import { openRounds, roundByCode, routes as listening } from '../modules/listening/index.ts'
import {
  findPartnerships,
  ownLanguage,
  routes as partnerships,
} from '../modules/partnerships/index.ts'
import { readCode } from '../platform/ids.ts'
import type { System } from '../platform/system.ts'
import { link, type Env } from '../platform/web/index.ts'
import { button } from '../ui/components/button.ts'
import { emptyState } from '../ui/components/empty-state.ts'
import { input } from '../ui/components/input.ts'
import { thread } from '../ui/components/thread.ts'
import type { Head } from '../ui/head.ts'
import { html, type Html } from '../ui/html.ts'
import { languages, words, type Language, type Words } from '../ui/words/index.ts'

const steps = ['said', 'decided', 'promised', 'changed'] as const

/** The start page: take part now, type a code from paper, or find a neighbourhood. */
export function homePages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get('/', async (c) => {
      const w = words(c.get('visit').language as Language)
      const [rounds, places] = await Promise.all([
        openRounds(system.db, system.clock.now(), 12, w.language),
        findPartnerships(system.db, { limit: 50 }),
      ])
      const body = html`<p class="kicker">${w.t('ui.site.name')}</p>
        <h1>${w.t('app.front.heading')}</h1>
        <p class="lead">${w.t('app.front.lead')}</p>
        <h2>${w.t('app.front.open')}</h2>
        ${rounds.length === 0 ? emptyState({ title: w.t('app.front.open.none'), text: '', action: { href: partnerships.newPartnership, text: w.t('app.front.found') } }) : html`<ul class="cards">${rounds.map((round) => openRound(round, w))}</ul>`}
        <h2>${w.t('app.front.code')}</h2>
        ${codeForm(w)}
        <h2>${w.t('app.front.places')}</h2>
        ${
          places.length === 0
            ? html`<p>${w.t('app.front.places.none')}</p>`
            : html`<ul class="plain-list">${places.map((place) => html`<li><a href="${link(partnerships.front, { slug: place.slug })}"><b>${place.name}</b></a>${place.purpose ? html`<br><span class="soft"${ownLanguage(place, w)}>${place.purpose}</span>` : null}</li>`)}</ul>`
        }
        <p>${button({ href: partnerships.newPartnership, text: w.t('app.front.found'), classes: 'govuk-button--secondary' })}</p>
        <h2>${w.t('app.front.how')}</h2>
        ${thread({ words: w, stitches: steps.map((step) => ({ verb: w.t(`app.front.how.${step}`), body: html`<p>${w.t(`app.front.how.${step}.text`)}</p>` })) })}`
      return c.render(body, {
        title: w.t('app.front.title'),
        description: w.t('app.front.lead'),
      } satisfies Head)
    })
    .post('/code', async (c) => {
      const w = words(c.get('visit').language as Language)
      const given = (await c.req.parseBody())['code']
      const round =
        typeof given === 'string' ? await roundByCode(system.db, readCode(given)) : undefined
      if (round) return c.redirect(link(listening.round, { code: round.code }), 303)
      return c.render(
        html`<h1>${w.t('app.front.code')}</h1>${codeForm(w, typeof given === 'string' ? given : '', w.t('app.front.code.unknown'))}`,
        { title: w.t('app.front.code'), width: 'reading', status: 404 } satisfies Head,
      )
    })
}

type Open = Awaited<ReturnType<typeof openRounds>>[number]

function openRound(round: Open, w: Words): Html {
  const language = round.language as Language
  const own =
    language === w.language
      ? null
      : html` lang="${language}" dir="${languages[language]?.direction ?? 'ltr'}"`
  return html`<li class="card"><h3${own}>${round.question}</h3>
    <p class="soft"><bdi>${round.place}</bdi> · ${round.closesAt ? w.t('app.front.closes', { date: w.date(round.closesAt) }) : w.t('app.front.open-ended')}</p>
    ${button({ href: link(listening.round, { code: round.code }), text: html`${w.t('app.front.respond')}<span class="govuk-visually-hidden">: ${round.question}</span>` })}</li>`
}

function codeForm(w: Words, value = '', error?: string): Html {
  return html`<form method="post" action="/code" class="code-form" novalidate>
    ${input({ words: w, id: 'code', name: 'code', label: w.t('app.front.code.label'), hint: w.t('app.front.code.hint'), value, classes: 'govuk-input--width-10', autocomplete: 'off', ...(error ? { errorMessage: error } : {}) })}
    ${button({ text: w.t('app.front.code.go'), classes: 'govuk-button--secondary' })}
  </form>`
}
