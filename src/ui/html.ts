import { html as template, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** Markup that is already safe to send. Strings are escaped when they enter a template; this is not. */
export type Html = HtmlEscapedString

/** What may stand in a template. Promises may not: a page reads first, then draws. */
export type Child = string | number | boolean | null | undefined | Html | readonly Child[]

/** Words or ready markup: words are escaped, markup is kept. */
export type Content = string | Html

/** The one way markup is made. `false`, `null` and `undefined` print nothing. */
export function html(strings: TemplateStringsArray, ...values: Child[]): Html {
  const result = template(strings, ...values)
  if (result instanceof Promise) throw new TypeError('A template was given a promise.')
  return result
}

export { raw }

export const nothing: Html = raw('')

/** Pieces of markup one after another, with something between them if it is given. */
export function join(children: Iterable<Child>, between: Content = ''): Html {
  const pieces = [...children]
  if (String(between) === '') return html`${pieces}`
  return html`${pieces.map((piece, index) => (index === 0 ? piece : html`${between}${piece}`))}`
}
