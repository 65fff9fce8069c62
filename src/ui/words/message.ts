import { IntlMessageFormat } from 'intl-messageformat'
import { html, join } from '../html.ts'
import type { Html } from '../html.ts'
import { languages } from './language.ts'
import type { Language } from './language.ts'

export type Value = string | number | Date
export type Values = Readonly<Record<string, Value>>
/** For a message with tags: `<link>words</link>` is given to `link`. */
export type RichValues = Readonly<Record<string, Value | Html | ((chunk: Html) => Html)>>

/** A message ready to be said: plain text is kept as it is, the rest is compiled once. */
export type Message = string | IntlMessageFormat

// Nothing to work out, so nothing to compile.
const PLAIN = /^[^{}<>'#]*$/

export function compile(language: Language, text: string): Message {
  return PLAIN.test(text) ? text : new IntlMessageFormat(text, languages[language].locale)
}

export function say(message: Message, values: Values | undefined): string {
  if (typeof message === 'string') return message
  const said: unknown = message.format(values)
  if (typeof said !== 'string') throw new TypeError('This message has tags: say it with th().')
  return said
}

export function sayRich(message: Message, values: RichValues): Html {
  if (typeof message === 'string') return html`${message}`
  const given: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) {
    given[name] =
      typeof value === 'function' ? (chunks: (string | Html)[]) => value(join(chunks)) : value
  }
  const said: unknown = message.format(given as Record<string, string>)
  return Array.isArray(said) ? join(said as (string | Html)[]) : html`${said as string | Html}`
}
