import { html, join } from './html.ts'
import type { Html } from './html.ts'

/**
 * Attributes of an element. `undefined`, `null` and `false` leave one out, `true` prints its name
 * alone; `aria-…` and `data-…` take their words as strings.
 */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>

// A name outside this is a mistake or an attack, never a need.
const NAME = /^[a-zA-Z_:][\w:.-]*$/

/** ` name="value"` for each, with the space before it, ready to follow a tag's name. */
export function attributes(all: Attributes | undefined): Html {
  const pieces: Html[] = []
  for (const [name, value] of Object.entries(all ?? {})) {
    if (!NAME.test(name)) throw new TypeError(`Not an attribute name: ${name}`)
    if (value === undefined || value === null || value === false) continue
    pieces.push(value === true ? html` ${name}` : html` ${name}="${String(value)}"`)
  }
  return join(pieces)
}

/** Class names with the empty ones left out. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
