import { link } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { details } from '../../ui/components/details.ts'
import { input } from '../../ui/components/input.ts'
import { select } from '../../ui/components/select.ts'
import { tag } from '../../ui/components/tag.ts'
import { timestamp } from '../../ui/components/timestamp.ts'
import { warningText } from '../../ui/components/warning-text.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import { isLanguage, languages, type Key, type Words } from '../../ui/words/index.ts'
import { banReasons } from './ban.ts'
import { concernIn } from './concern-word.ts'
import { pseudonym, removalReasons, type Item } from './moderation.ts'
import { routes } from './routes.ts'
import type { Round } from './round.ts'
import { holdBack, spot, type Finding } from './spotter.ts'

const colours = {
  waiting: 'govuk-tag--yellow',
  held: 'govuk-tag--red',
  published: 'govuk-tag--green',
  removed: 'govuk-tag--grey',
}

/** One contribution with what was found in it and what may be done about it, as one small form. */
export function itemCard(w: Words, round: Round, item: Item): Html {
  const findings = spot(item.text, item.language)
  const waits = item.status === 'waiting' || item.status === 'held'
  const titleId = `item-${item.id}`
  const name = w.t(`moderation.item.${item.kind}`, { number: item.number ?? 0 })
  return html`<article class="card" aria-labelledby="${titleId}">
    <h2 class="govuk-heading-s" id="${titleId}">${name} ${tag({ text: w.t(`moderation.status.${item.status}`), classes: colours[item.status] })}</h2>
    ${said(item.text, item.language, findings, w)}
    ${findings.length > 0 ? held(w, item, findings) : nothing}
    ${concernIn(item.text).length > 0 ? warningText({ words: w, text: w.t('moderation.item.concern') }) : nothing}
    <ul class="facts"><li>${item.author === null ? w.t('moderation.item.partnership') : w.t('moderation.item.author', { name: pseudonym(item.author) })}</li><li>${w.t(`app.channel.${item.channel}` as Key)}</li><li>${timestamp({ words: w, when: item.at })}</li>${item.banned ? html`<li>${w.t('moderation.item.banned')}</li>` : nothing}${item.appealed ? html`<li><a href="${link(routes.appeals, { round: round.id })}">${w.t('moderation.item.appealed')}</a></li>` : nothing}</ul>
    ${item.reason !== null && !waits ? html`<p>${w.t('moderation.item.reason', { reason: w.t(`moderation.resident.reason.${item.reason}` as Key) })} ${item.note}</p>` : nothing}
    ${waits && findings.length === 0 && item.status === 'waiting' ? check(w, item, titleId) : nothing}
    ${forms(w, round, item, findings)}
  </article>`
}

/** The words with what was found marked, and said in words after it. */
export function said(text: string, language: string, findings: readonly Finding[], w: Words): Html {
  const pieces: Html[] = []
  let at = 0
  for (const { kind, start, end } of findings) {
    pieces.push(
      html`${text.slice(at, start)}<mark>${text.slice(start, end)}</mark> <small>(${w.t(`moderation.kind.${kind}`)})</small>`,
    )
    at = end
  }
  const known = isLanguage(language) ? language : undefined
  return html`<blockquote class="said" lang="${language}" dir="${known ? languages[known].direction : 'auto'}">${pieces}${text.slice(at)}</blockquote>`
}

function held(w: Words, item: Item, findings: readonly Finding[]): Html {
  return html`<p><strong>${w.t('moderation.item.found', { kinds: w.list([...new Set(findings.map(({ kind }) => w.t(`moderation.kind.${kind}`)))]) })}</strong> ${w.t('moderation.item.would-read')}</p>
    <blockquote lang="${item.language}" dir="auto">${holdBack(item.text, findings)}</blockquote>`
}

function check(w: Words, item: Item, titleId: string): Html {
  const id = `check-${item.id}`
  return html`<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" form="checked" name="item" value="${item.kind}:${item.id}" id="${id}" aria-describedby="${titleId}"><label class="govuk-label govuk-checkboxes__label" for="${id}">${w.t('moderation.item.check')}</label></div></div>`
}

function forms(w: Words, round: Round, item: Item, findings: readonly Finding[]): Html {
  const action = link(routes.decisions, { round: round.id, kind: item.kind, subject: item.id })
  const press = (value: string, kind: 'first' | 'other' | 'warning' = 'other') =>
    button({
      text: w.t(`moderation.press.${value}` as Key),
      name: 'outcome',
      value,
      classes:
        kind === 'first'
          ? ''
          : kind === 'warning'
            ? 'govuk-button--warning'
            : 'govuk-button--secondary',
      attributes: { 'aria-describedby': `item-${item.id}` },
    })
  // Published words stand as people saw them: they can go, not change.
  const canHoldBack =
    findings.length > 0 && (item.kind === 'testimony' || item.publishedAt === null)
  const reason = select({
    words: w,
    name: 'reason',
    id: `reason-${item.id}`,
    label: w.t('moderation.reason.label'),
    items: [
      { value: '', text: w.t('moderation.reason.choose') },
      ...removalReasons.map((value) => ({
        value,
        text: w.t(`moderation.resident.reason.${value}` as Key),
      })),
    ],
  })
  const note = input({
    words: w,
    name: 'note',
    id: `note-${item.id}`,
    label: w.t('moderation.note.label'),
    hint: w.t('moderation.note.hint'),
    maxlength: 2000,
  })
  const seen = html`<input type="hidden" name="seen" value="${item.status}">`
  // Three forms, so that Enter in one never presses a button of another.
  const publishing =
    item.status === 'published'
      ? nothing
      : html`<form method="post" action="${action}" class="row">${seen}${canHoldBack ? press('holding-back', 'first') : nothing}${press('published', canHoldBack ? 'other' : 'first')}${item.status === 'waiting' ? press('held') : nothing}</form>`
  const removing =
    item.status === 'removed'
      ? nothing
      : details({
          summary: w.t('moderation.item.remove'),
          text: html`<form method="post" action="${action}">${seen}${reason}${note}${press('removed', 'warning')}</form>`,
        })
  const worried = details({
    summary: w.t('moderation.item.worried'),
    text: html`<form method="post" action="${action}">${seen}<p>${w.t('moderation.item.worried.text')}</p>${press('concern')}</form>`,
  })
  const decisions = html`${publishing}${removing}${worried}`
  return html`${decisions}${item.author !== null && !item.banned ? banForm(w, round, item) : nothing}`
}

function banForm(w: Words, round: Round, item: Item): Html {
  return details({
    summary: w.t('moderation.item.ban'),
    text: html`<form method="post" action="${link(routes.bans, { round: round.id })}"><input type="hidden" name="kind" value="${item.kind}"><input type="hidden" name="subject" value="${item.id}">
      <p>${w.t('moderation.ban.hint')}</p>
      ${select({ words: w, name: 'reason', id: `ban-${item.id}`, label: w.t('moderation.reason.label'), items: banReasons.map((value) => ({ value, text: w.t(`moderation.resident.ban.${value}` as Key) })) })}
      ${button({ text: w.t('moderation.press.ban'), classes: 'govuk-button--warning' })}</form>`,
  })
}
