import { attributes, classes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { TextOptions } from './text.ts'

export function insetText(options: TextOptions & { id?: string | undefined }): Html {
  return html`<div${attributes({ id: options.id })} class="${classes('govuk-inset-text', options.classes)}"${attributes(options.attributes)}>${options.text}</div>`
}
