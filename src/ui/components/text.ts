import type { Attributes } from '../attributes.ts'
import type { Content, Html } from '../html.ts'

/** Words, or words with classes and attributes of their own. */
export type Text = Content | TextOptions

export type TextOptions = Readonly<{
  text: Content
  classes?: string | undefined
  attributes?: Attributes | undefined
}>

/** Short forms made long: `hint: 'words'` is `hint: { text: 'words' }`. */
export function long<T extends { text: Content }>(given: Content | T): T | { text: Content } {
  return isContent(given) ? { text: given } : given
}

function isContent(given: unknown): given is Content {
  return typeof given === 'string' || (given as Partial<Html>).isEscaped === true
}
