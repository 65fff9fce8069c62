import { attributes, classes } from '../attributes.ts'
import { html, nothing } from '../html.ts'
import type { Html } from '../html.ts'
import type { TextOptions } from './text.ts'

export type LabelOptions = TextOptions & {
  for?: string | undefined
  /** The question is the page's only heading. */
  isPageHeading?: boolean | undefined
}

export function label(options: LabelOptions): Html {
  if (String(options.text ?? '') === '') return nothing
  const drawn = html`<label class="${classes('govuk-label', options.classes)}"${attributes(options.attributes)}${attributes({ for: options.for })}>${options.text}</label>`
  return options.isPageHeading ? html`<h1 class="govuk-label-wrapper">${drawn}</h1>` : drawn
}
