import { attributes, classes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Words } from '../words/index.ts'
import type { TextOptions } from './text.ts'

export function warningText(
  options: TextOptions & { words: Words; iconFallbackText?: string | undefined },
): Html {
  return html`<div class="${classes('govuk-warning-text', options.classes)}"${attributes(options.attributes)}><span class="govuk-warning-text__icon" aria-hidden="true">!</span><strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">${options.iconFallbackText ?? options.words.t('ui.warning')}</span>${options.text}</strong></div>`
}
