import { link } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { details } from '../../ui/components/details.ts'
import { inLanguage } from '../../ui/components/language-links.ts'
import { html, type Html } from '../../ui/html.ts'
import { isLanguage, languages, type Words } from '../../ui/words/index.ts'
import { placeName } from '../partnerships/index.ts'
import type { Settlement } from './arrival.actions.ts'
import type { Asking } from './asking.actions.ts'
import { codeField, type WrongCode } from './code-field.pages.ts'
import { turnBanner } from './helper-turn-banner.pages.ts'
import { directionOf } from './response-card.pages.ts'
import { stateOf, textIn } from './round.ts'
import { routes } from './routes.ts'
import type { Taking } from './turn.actions.ts'

/** What someone reads before they begin. */
export function arrivalPage(options: {
  w: Words
  asking: Asking
  now: Date
  taking: Taking | undefined
  /** Something of theirs is stored already. */
  begun: boolean
  languageChosen: boolean
  path: string
  /** The code in somebody's link. */
  offered: string | undefined
  wrong: WrongCode | undefined
}): Html {
  const { w, asking, now, taking, begun, offered, wrong } = options
  const { round } = asking
  const place = { code: round.code }
  const open = stateOf(round, now) === 'open'
  return html`${turnBanner(w, round.code, taking)}
    ${wrong ? errorSummary({ words: w, errorList: [{ text: wrong.said, href: '#code' }] }) : null}
    ${options.languageChosen ? null : languageQuestion(w, round.languages, options.path)}
    ${about(w, asking)}
    ${
      open
        ? offered !== undefined
          ? offeredCode(w, place, offered)
          : html`<form method="post" action="${link(routes.joining, place)}">${button({
              text: begun ? w.t('respond.go-on') : w.t('respond.start'),
              isStartButton: true,
            })}</form>
          ${begun && taking?.channel !== 'table' ? someoneElse(w, place) : null}
          ${taking?.channel === 'table' ? null : codeForm(w, place, wrong)}`
        : html`<p class="lead">${w.t('respond.opens', { date: w.date(round.opensAt ?? now) })}</p>`
    }
    ${whoSees(w)}
    <p><a href="${link(routes.helperTurn, place)}">${w.t('respond.helper.link')}</a></p>`
}

/** The code from a link, filled in: one button begins with it. */
function offeredCode(w: Words, place: { code: string }, code: string): Html {
  return html`<form method="post" action="${link(routes.joining, place)}"><input type="hidden" name="code" value="${code}">
      <p>${w.th('respond.offered.text', { code: html`<b dir="ltr">${code}</b>` })}</p>
      ${button({ text: w.t('respond.offered.start'), isStartButton: true })}</form>
    <form method="post" action="${link(routes.joining, place)}"><p>${w.t('respond.offered.not')}
      <button class="quiet-button">${w.t('respond.offered.without')}</button></p></form>`
}

/** After the end: nothing to send, but all to see. */
export function closedPage(w: Words, asking: Asking, offered?: string): Html {
  const { round } = asking
  return html`${about(w, asking)}
    <p>${w.t('respond.closed.text')}</p>
    ${button({ text: w.t('respond.closed.results'), href: link(routes.results, { round: round.id }) })}
    ${
      offered === undefined
        ? html`<p><a href="${link(routes.mine, { code: round.code })}">${w.t('respond.mine')}</a></p>`
        : html`<form method="post" action="${link(routes.joining, { code: round.code })}"><input type="hidden" name="code" value="${offered}">${button({ text: w.t('respond.offered.mine'), classes: 'govuk-button--secondary' })}</form>`
    }`
}

/** Two codes on one device: the same person by two routes, or two people, or a link from anybody. */
export function sameQuestion(
  w: Words,
  asking: Asking,
  { open, offered }: { open: boolean; offered: string | undefined },
): Html {
  const choice = (value: Settlement, words: string) =>
    html`<button class="choice" name="same" value="${value}">${words}</button>`
  return html`<h1>${w.t(open ? 'respond.same.title' : 'respond.same.closed.title')}</h1>
    ${open ? html`<p>${w.t('respond.same.text')}</p>` : null}
    <p>${w.t('respond.same.careful')}</p>
    <form method="post" action="${link(routes.joining, { code: asking.round.code })}" class="narrow">
      ${offered === undefined ? null : html`<input type="hidden" name="code" value="${offered}">`}
      <div class="choices">
        ${open ? choice('yes', w.t('respond.same.yes')) : null}
        ${choice('no', w.t(open ? 'respond.same.no' : 'respond.same.closed.no'))}
        ${choice('keep', w.t('respond.same.keep'))}
      </div></form>`
}

function about(w: Words, { round, partnership }: Asking): Html {
  const text = textIn(round, w.language)
  const own =
    text.language === w.language
      ? null
      : html` lang="${text.language}" dir="${directionOf(text.language)}"`
  const said = (title: string, words: string) =>
    words.trim() === ''
      ? null
      : html`<h2 class="govuk-heading-s govuk-!-margin-bottom-1">${title}</h2><p${own}>${words}</p>`
  return html`<p class="kicker">${placeName(partnership, w.language)}</p>
    <h1${own}>${text.question}</h1>
    ${said(w.t('respond.why'), text.reason)}
    ${said(w.t('respond.use'), text.use)}
    ${said(w.t('respond.invited'), text.invited)}
    ${round.closesAt ? html`<p>${w.t('respond.closes', { date: w.date(round.closesAt, 'weekday') })}</p>` : null}`
}

function languageQuestion(w: Words, offered: readonly string[], path: string): Html | null {
  const spoken = offered.filter(isLanguage)
  if (spoken.length < 2) return null
  return html`<nav class="card" aria-label="${w.t('respond.language')}"><p>${w.t('respond.language')}</p><p class="row">${spoken.map(
    (language) =>
      html`<a class="govuk-button govuk-button--secondary govuk-!-margin-bottom-0" role="button" href="${inLanguage(path, language)}" lang="${language}" dir="${languages[language].direction}">${languages[language].name}</a>`,
  )}</p></nav>`
}

function codeForm(w: Words, place: { code: string }, wrong: WrongCode | undefined): Html {
  return details({
    summary: w.t('respond.code.summary'),
    open: wrong !== undefined,
    text: html`<form method="post" action="${link(routes.joining, place)}">${codeField(w, wrong)}${button({ text: w.t('respond.code.go'), classes: 'govuk-button--secondary' })}</form>`,
  })
}

function someoneElse(w: Words, place: { code: string }): Html {
  return html`<form method="post" action="${link(routes.joining, place)}"><p>${w.t('respond.someone-else')}
    <button class="quiet-button" name="turn" value="new">${w.t('respond.someone-else.go')}</button></p></form>`
}

/** Who can see what, plainly. */
function whoSees(w: Words): Html {
  return html`<h2 class="govuk-heading-s">${w.t('respond.sees.title')}</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>${w.t('respond.sees.answers')}</li>
      <li>${w.t('respond.sees.counts')}</li>
      <li>${w.t('respond.sees.words')}</li>
      <li>${w.t('respond.sees.contact')}</li>
      <li>${w.t('respond.sees.change')}</li>
    </ul>`
}
