import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Words } from '../words/index.ts'
import { button } from './button.ts'

/** Narrows a list. It asks the server by GET, so that what is seen can be linked to and printed. */
export function filterForm(options: {
  words: Words
  action: string
  fields: Html
  /** What else is in the address and stays: the order of the list. */
  kept?: Readonly<Record<string, string>> | undefined
  /** The list unfiltered; given only while it is filtered. */
  clear?: string | undefined
}): Html {
  const { words, action, fields, kept = {}, clear } = options
  return html`<form class="filter" method="get" action="${action}" role="search" aria-label="${words.t('ui.filter.name')}">${Object.entries(
    kept,
  ).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}${fields}<div class="filter__go">${button({ text: words.t('ui.filter.go'), classes: 'govuk-button--secondary' })}${
    clear ? html`<a class="govuk-link" href="${clear}">${words.t('ui.filter.clear')}</a>` : null
  }</div></form>`
}
