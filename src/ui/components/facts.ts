import { classes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'

/**
 * A few figures in a line. Mark up the number in each with `<b>`: with `th()`, a catalogue's
 * sentence keeps its own order of words.
 */
export function facts(options: { items: readonly Content[]; large?: boolean | undefined }): Html {
  return html`<ul class="${classes('facts', options.large && 'facts--large')}">${options.items.map(
    (item) => html`<li>${item}</li>`,
  )}</ul>`
}

/** For `th()`: `{ b: strong }`. */
export function strong(chunk: Html): Html {
  return html`<b>${chunk}</b>`
}
