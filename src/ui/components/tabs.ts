import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'

export type Tab = Readonly<{
  label: Content
  id?: string | undefined
  /** Words alone become a paragraph. */
  panel: Content
  panelAttributes?: Attributes | undefined
  attributes?: Attributes | undefined
}>

/** Parts of a page side by side; without scripts, one below another under a list of links. */
export function tabs(options: {
  words: Words
  items: readonly Tab[]
  title?: Content | undefined
  id?: string | undefined
  idPrefix?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}): Html {
  const { items } = options
  const idOf = (tab: Tab, index: number) => tab.id ?? `${options.idPrefix ?? 'tab'}-${index + 1}`
  return html`<div${attributes({ id: options.id })} class="${classes('govuk-tabs', options.classes)}"${attributes(options.attributes)} data-module="govuk-tabs"><h2 class="govuk-tabs__title">${options.title ?? options.words.t('ui.contents')}</h2>${
    items.length > 0
      ? html`<ul class="govuk-tabs__list">${items.map(
          (tab, index) =>
            html`<li class="${classes('govuk-tabs__list-item', index === 0 && 'govuk-tabs__list-item--selected')}"><a class="govuk-tabs__tab" href="#${idOf(tab, index)}" ${attributes(tab.attributes)}>${tab.label}</a></li>`,
        )}</ul>`
      : null
  }${items.map(
    (tab, index) =>
      html`<div class="${classes('govuk-tabs__panel', index > 0 && 'govuk-tabs__panel--hidden')}" id="${idOf(tab, index)}"${attributes(tab.panelAttributes)}>${typeof tab.panel === 'string' ? html`<p class="govuk-body">${tab.panel}</p>` : tab.panel}</div>`,
  )}</div>`
}
