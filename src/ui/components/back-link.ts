import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'

export function backLink(options: {
  words: Words
  href: string
  text?: Content | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}): Html {
  return html`<a href="${options.href}" class="${classes('govuk-back-link', options.classes)}"${attributes(options.attributes)}>${options.text ?? options.words.t('ui.back')}</a>`
}
