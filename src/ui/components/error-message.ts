import { attributes, classes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Words } from '../words/index.ts'
import type { TextOptions } from './text.ts'

export type ErrorMessageOptions = TextOptions & {
  id?: string | undefined
  /** What a screen reader hears first; empty for nothing. */
  visuallyHiddenText?: string | undefined
}

/** What is wrong with one answer, and what would be right. */
export function errorMessage(options: ErrorMessageOptions & { words: Words }): Html {
  const before = options.visuallyHiddenText ?? options.words.t('ui.error')
  return html`<p${attributes({ id: options.id })} class="${classes('govuk-error-message', options.classes)}"${attributes(options.attributes)}>${
    before ? html`<span class="govuk-visually-hidden">${before}:</span> ` : null
  }${options.text}</p>`
}
