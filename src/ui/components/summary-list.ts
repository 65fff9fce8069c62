import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html, raw } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { HeadingLevel } from './heading-level.ts'
import { long } from './text.ts'

type Part = Content | Readonly<{ text: Content; classes?: string | undefined }>

export type Action = Readonly<{
  text: Content
  href: string
  /** What the link is about, for those who hear it alone: “Change” “your name”. */
  visuallyHiddenText?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}>

type Actions = Readonly<{ items: readonly Action[]; classes?: string | undefined }>

export type SummaryRow = Readonly<{
  key: Part
  value: Part
  actions?: Actions | undefined
  classes?: string | undefined
}>

export type SummaryCard = Readonly<{
  title?:
    | Content
    | Readonly<{
        text: Content
        headingLevel?: HeadingLevel | undefined
        classes?: string | undefined
      }>
    | undefined
  actions?: Actions | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}>

/** Names and what they are, with a way to change each. */
export function summaryList(options: {
  rows: readonly SummaryRow[]
  card?: SummaryCard | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}): Html {
  const { rows, card } = options
  const some = rows.some((row) => row.actions && row.actions.items.length > 0)
  const title = card?.title === undefined ? null : long(card.title).text
  const drawn = html`<dl class="${classes('govuk-summary-list', options.classes)}"${attributes(options.attributes)}>${rows.map(
    (row) =>
      html`<div class="${classes('govuk-summary-list__row', some && !row.actions && 'govuk-summary-list__row--no-actions', row.classes)}">${part('dt', 'key', row.key)}${part('dd', 'value', row.value)}${rowActions(row.actions, title)}</div>`,
  )}</dl>`
  return card ? inCard(card, drawn, title) : drawn
}

function part(element: 'dt' | 'dd', kind: 'key' | 'value', given: Part): Html {
  const options = long(given)
  const named = classes(`govuk-summary-list__${kind}`, 'classes' in options && options.classes)
  return html`<${raw(element)} class="${named}">${options.text}</${raw(element)}>`
}

function rowActions(actions: Actions | undefined, title: Content | null): Html | null {
  if (!actions || actions.items.length === 0) return null
  const named = classes('govuk-summary-list__actions', actions.classes)
  const links = actions.items.map((action) => link(action, title))
  if (links.length === 1) return html`<dd class="${named}">${links}</dd>`
  return html`<dd class="${named}"><ul class="govuk-summary-list__actions-list">${links.map((each) => html`<li class="govuk-summary-list__actions-list-item">${each}</li>`)}</ul></dd>`
}

function link(action: Action, title: Content | null): Html {
  const hidden = html`${action.visuallyHiddenText ? html` ${action.visuallyHiddenText}` : null}${title ? html` (${title})` : null}`
  return html`<a class="${classes('govuk-link', action.classes)}" href="${action.href}"${attributes(action.attributes)}>${action.text}${
    String(hidden) ? html`<span class="govuk-visually-hidden">${hidden}</span>` : null
  }</a>`
}

function inCard(card: SummaryCard, body: Html, title: Content | null): Html {
  const options = card.title === undefined ? null : long(card.title)
  const heading = raw(`h${(options && 'headingLevel' in options && options.headingLevel) || 2}`)
  const own = options && 'classes' in options ? options.classes : undefined
  return html`<div class="${classes('govuk-summary-card', card.classes)}"${attributes(card.attributes)}><div class="govuk-summary-card__title-wrapper">${
    options
      ? html`<${heading} class="${classes('govuk-summary-card__title', own)}">${options.text}</${heading}>`
      : null
  }${cardActions(card.actions, title)}</div><div class="govuk-summary-card__content">${body}</div></div>`
}

function cardActions(actions: Actions | undefined, title: Content | null): Html | null {
  if (!actions || actions.items.length === 0) return null
  const named = classes('govuk-summary-card__actions', actions.classes)
  const links = actions.items.map((action) => link(action, title))
  if (links.length === 1) return html`<div class="${named}">${links}</div>`
  return html`<ul class="${named}">${links.map((each) => html`<li class="govuk-summary-card__action">${each}</li>`)}</ul>`
}
