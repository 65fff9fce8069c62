import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'

export type SummarisedError = Readonly<{
  text: Content
  /** `#id` of the answer to mend. */
  href?: string | undefined
  attributes?: Attributes | undefined
}>

/** All that is wrong, at the top of the page, each a link to where it can be put right. */
export function errorSummary(options: {
  words: Words
  errorList: readonly SummarisedError[]
  title?: Content | undefined
  description?: Content | undefined
  disableAutoFocus?: boolean | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}): Html {
  const { words, errorList } = options
  const focus = options.disableAutoFocus === undefined ? null : String(options.disableAutoFocus)
  return html`<div class="${classes('govuk-error-summary', options.classes)}"${attributes({ 'data-disable-auto-focus': focus })}${attributes(options.attributes)} data-module="govuk-error-summary"><div role="alert"><h2 class="govuk-error-summary__title">${options.title ?? words.t('ui.errors')}</h2><div class="govuk-error-summary__body">${options.description ? html`<p>${options.description}</p>` : null}${
    errorList.length > 0
      ? html`<ul class="govuk-list govuk-error-summary__list">${errorList.map(
          (error) =>
            html`<li>${error.href ? html`<a href="${error.href}" ${attributes(error.attributes)}>${error.text}</a>` : error.text}</li>`,
        )}</ul>`
      : null
  }</div></div></div>`
}
