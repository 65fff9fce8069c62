import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html, raw } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { HeadingLevel } from './heading-level.ts'

/** Says that something large is done. */
export function panel(options: {
  title: Content
  text?: Content | undefined
  headingLevel?: HeadingLevel | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}): Html {
  const heading = raw(`h${options.headingLevel ?? 1}`)
  return html`<div class="${classes('govuk-panel govuk-panel--confirmation', options.classes)}"${attributes(options.attributes)}><${heading} class="govuk-panel__title">${options.title}</${heading}>${
    options.text ? html`<div class="govuk-panel__body">${options.text}</div>` : null
  }</div>`
}
