import { attributes, classes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { TextOptions } from './text.ts'

/** A short state. Its colour (`govuk-tag--green`) only repeats what its words say. */
export function tag(options: TextOptions): Html {
  return html`<strong class="${classes('govuk-tag', options.classes)}"${attributes(options.attributes)}>${options.text}</strong>`
}
