import { link } from '../../platform/web/index.ts'
import { answerKeys } from '../../ui/components/answer.ts'
import { button } from '../../ui/components/button.ts'
import { details } from '../../ui/components/details.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'
import { answerCards } from './answer-card.pages.ts'
import { turnBanner } from './helper-turn-banner.pages.ts'
import type { answeredTo, ownContributions } from './mine.actions.ts'
import type { Told } from './mine.pages.ts'
import type { State } from './moderation.ts'
import { directionOf, nextSteps } from './response-card.pages.ts'
import type { Value } from './response.ts'
import type { RoundVisit } from './round-visit.pages.ts'
import { routes } from './routes.ts'
import type { Taking } from './turn.actions.ts'
import type { Arrived, Whereto } from './whereto.pages.ts'
import { worriedLink } from './worried-link.pages.ts'

type Own = Awaited<ReturnType<typeof ownContributions>> & {
  answered: Awaited<ReturnType<typeof answeredTo>>
  arrived: Awaited<ReturnType<Whereto>>
}

export function minePage(
  visit: RoundVisit,
  taking: Taking,
  own: Own,
  news: Told | undefined,
): Html {
  const { w, round, place, state } = visit
  const open = state === 'open'
  return html`${turnBanner(w, round.code, taking)}
    ${news ? html`<p class="card" role="status">${newsOf(w, news)}</p>` : null}
    <h1>${w.t('respond.mine')}</h1>
    ${open ? html`<p>${button({ text: w.t('respond.go-on'), href: link(routes.respond, place) })}</p>` : null}
    ${cameOf(visit, own)}
    ${answersList(visit, own)}
    ${statementsList(visit, own)}
    ${testimoniesList(visit, own)}
    ${
      taking.channel === 'table'
        ? null
        : details({
            summary: w.t('respond.mine.code'),
            text: html`<p>${w.t('respond.mine.code.text')}</p><p dir="ltr"><b>${taking.code}</b></p>`,
          })
    }
    ${open ? html`<h2>${w.t('respond.mine.more')}</h2>${nextSteps(w, place)}` : null}
    ${state === 'closed' ? html`<p><a href="${link(routes.receipt, place)}">${w.t('respond.mine.receipt')}</a></p>` : null}
    ${worriedLink(w, round.code)}
    <h2>${w.t('respond.mine.take-back')}</h2>
    <ul class="govuk-list">
      <li><a href="${link(routes.mine, place, { ask: 'erase' })}">${w.t('respond.mine.erase')}</a></li>
      ${open ? html`<li><a href="${link(routes.mine, place, { ask: 'withdraw' })}">${w.t('respond.mine.withdraw')}</a></li>` : null}
    </ul>`
}

/** What it will do, plainly, before it is done. */
export function confirmPage({ w, place }: RoundVisit, asked: 'erase' | 'withdraw'): Html {
  return html`<h1>${w.t(`respond.mine.${asked}`)}</h1>
    <p>${w.t(`respond.mine.${asked}.text`)}</p>
    <p>${w.t('respond.mine.for-good')}</p>
    <form method="post" action="${link(routes.mine, place)}">${button({
      text: w.t(`respond.mine.${asked}.go`),
      name: 'do',
      value: asked,
      classes: 'govuk-button--warning',
    })}</form>
    <p><a href="${link(routes.mine, place)}">${w.t('respond.back')}</a></p>`
}

/** What the partnership said back: what somebody with a private code comes here for. */
function cameOf({ w, round, state }: RoundVisit, { answered }: Own): Html | null {
  if (state !== 'closed' && answered.length === 0) return null
  return html`<h2>${w.t('respond.mine.came-of')}</h2>
    ${
      answered.length === 0
        ? html`<p>${w.t('respond.mine.came-of.nothing')}</p>`
        : html`<ul class="govuk-list">${answered.map(({ statement, theme, answers }) => {
            const text = theme ?? statement!.translations[w.language] ?? statement!.text
            const language =
              statement && statement.translations[w.language] === undefined
                ? statement.language
                : w.language
            return html`<li class="card"><p lang="${language}" dir="auto">${text}</p>${answerCards(w, answers)}
              ${statement ? html`<p><a href="/thread/${statement.id}">${w.t('respond.mine.came-of.thread')}<span class="govuk-visually-hidden">: ${text}</span></a></p>` : null}</li>`
          })}</ul>`
    }
    <p><a href="${link(routes.results, { round: round.id })}">${w.t('respond.closed.results')}</a></p>`
}

function answersList({ w, asking, place, state }: RoundVisit, own: Own): Html {
  const said = own.responses
    .map((response) => ({ ...response, asked: asking.byId.get(response.statement) }))
    .filter((response) => response.asked !== undefined)
    .sort((a, b) => a.asked!.number - b.asked!.number)
  if (said.length === 0)
    return html`<h2>${w.t('respond.mine.answers')}</h2><p>${w.t('respond.mine.no-answers')}</p>`
  return html`<h2>${w.t('respond.mine.answers')}</h2><ul class="govuk-list">${said.map((each) => {
    const { asked } = each
    const text = asked!.translations[w.language] ?? asked!.text
    const language = asked!.translations[w.language] === undefined ? asked!.language : w.language
    return html`<li class="card"><p lang="${language}" dir="${directionOf(language)}">${text}</p>
      <p><b>${w.t(answerOf(each.value))}</b>${each.important ? html` · ${w.t('respond.important')}` : null}${
        state === 'open'
          ? html` · <a href="${link(routes.respond, place, { statement: asked!.number })}">${w.t('respond.mine.change')}<span class="govuk-visually-hidden">: ${text}</span></a>`
          : null
      }</p></li>`
  })}</ul>`
}

function statementsList({ w, place, state }: RoundVisit, own: Own): Html | null {
  if (own.statements.length === 0) return null
  return html`<h2>${w.t('respond.mine.statements')}</h2><ul class="govuk-list">${own.statements.map(
    (
      each,
    ) => html`<li class="card"><p lang="${each.language}" dir="${directionOf(each.language)}">${each.text}</p>
      ${standing(w, place, own.states.get(each.id), each)}${gotTo(w, own.arrived.get(each.id), each)}
      ${
        state === 'open'
          ? html`<form method="post" action="${link(routes.mine, place)}"><button class="quiet-button" name="take-back" value="${each.id}">${w.t('respond.mine.take-back.one')}<span class="govuk-visually-hidden">: ${each.text}</span></button></form>`
          : null
      }</li>`,
  )}</ul>`
}

function testimoniesList({ w, place }: RoundVisit, own: Own): Html | null {
  if (own.testimonies.length === 0) return null
  return html`<h2>${w.t('respond.mine.testimonies')}</h2><ul class="govuk-list">${own.testimonies.map(
    (
      each,
    ) => html`<li class="card"><p lang="${each.language}" dir="${directionOf(each.language)}">${each.text}</p>
      ${standing(w, place, own.states.get(each.id), each)}${gotTo(w, own.arrived.get(each.id), each)}</li>`,
  )}</ul>`
}

/** What has come of somebody's own words, as far as it has got, and the way to the whole of it. An answer's words stand above already. */
function gotTo(
  w: Words,
  arrived: Arrived | undefined,
  said: { id: string; text: string },
): Html | null {
  if (arrived === undefined) return null
  const { last, open } = arrived
  return html`<p><b>${w.t('respond.mine.got-to')}</b>${
    last
      ? html` ${last.verb}, ${w.date(last.at)}${last.who ? `, ${last.who}` : ''}${last.title === null || last.answer ? null : html`: <span lang="${last.language}" dir="auto">${last.title}</span>`}`
      : null
  }${open === null ? null : html` <span dir="auto">${open}</span>`}</p>
    <p><a href="/thread/${said.id}">${w.t('respond.mine.got-to.thread')}<span class="govuk-visually-hidden">: ${said.text}</span></a></p>`
}

/** Whether others can see it, why not, and how to ask for another look. */
function standing(
  w: Words,
  place: { code: string },
  state: State | undefined,
  { id, status }: { id: string; status: State['status'] },
): Html {
  const reason = state?.reason ? (`moderation.resident.reason.${state.reason}` as Key) : undefined
  const down = status === 'held' || status === 'removed'
  return html`<p class="soft">${w.t(`respond.mine.state.${status}`)}${
    down && reason && w.has(reason) ? html` ${w.tn(reason)}.` : null
  }${down && state?.note ? html` <span dir="auto">${state.note}</span>` : null}${
    state?.appeal && !state.appeal.answeredAt
      ? html` ${w.t('respond.mine.appealed')}`
      : state?.mayAppeal
        ? html` <a href="${link(routes.appeal, { ...place, subject: id })}">${w.t('respond.mine.appeal')}</a>`
        : null
  }</p>`
}

function answerOf(value: Value): Key {
  return answerKeys[value === 1 ? 'agree' : value === -1 ? 'disagree' : 'unsure']
}

function newsOf(w: Words, { what, how }: Told): string {
  const keys: Record<Told['what'], Record<string, Key>> = {
    saved: { 1: 'respond.saved' },
    said: {
      published: 'respond.mine.said.published',
      waiting: 'respond.mine.said.waiting',
      held: 'respond.mine.said.held',
    },
    told: {
      published: 'respond.mine.told.published',
      waiting: 'respond.mine.said.waiting',
      held: 'respond.mine.said.held',
      private: 'respond.mine.told.private',
    },
    about: { kept: 'respond.saved', wiped: 'respond.mine.about.wiped' },
    follows: { email: 'respond.mine.follows.email', text: 'respond.mine.follows.text' },
    erased: { words: 'respond.mine.erased', statement: 'respond.mine.erased.statement' },
  }
  return w.t(keys[what][how] ?? 'respond.saved')
}
