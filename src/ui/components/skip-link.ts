import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'

/** The first thing a keyboard meets: past the header, to what the page is about. */
export function skipLink(options: {
  words: Words
  text?: Content | undefined
  href?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}): Html {
  return html`<a href="${options.href ?? '#main'}" class="${classes('govuk-skip-link', options.classes)}"${attributes(options.attributes)} data-module="govuk-skip-link">${options.text ?? options.words.t('ui.site.skip')}</a>`
}
