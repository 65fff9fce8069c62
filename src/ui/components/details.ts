import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'

export function details(options: {
  summary: Content
  text: Content
  open?: boolean | undefined
  id?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}): Html {
  return html`<details${attributes({ id: options.id })} class="${classes('govuk-details', options.classes)}"${attributes(options.attributes)}${attributes({ open: options.open })}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${options.summary}</span></summary><div class="govuk-details__text">${options.text}</div></details>`
}
