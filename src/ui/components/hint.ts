import { attributes, classes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { TextOptions } from './text.ts'

/** A line of help under a label. */
export function hint(options: TextOptions & { id?: string | undefined }): Html {
  return html`<div${attributes({ id: options.id })} class="${classes('govuk-hint', options.classes)}"${attributes(options.attributes)}>${options.text}</div>`
}
