import { errorSummary } from '../../ui/components/error-summary.ts'
import { nothing, type Html } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'
import type { FormErrors } from '../../platform/web/index.ts'

/** What was typed and what was wrong with it, so that a form can be drawn again as it was sent. */
export type Sent = { given: Record<string, string | string[]>; errors: FormErrors }

export const untouched: Sent = { given: {}, errors: {} }

export function problems(words: Words, { errors }: Sent): Html {
  const list = Object.entries(errors)
  if (list.length === 0) return nothing
  return errorSummary({
    words,
    errorList: list.map(([field, key]) => ({ text: words.t(key as Key), href: `#${field}` })),
  })
}

/** The page's title says first that something is wrong: it is what a screen reader reads out. */
export function titled(words: Words, sent: Sent, title: string): string {
  return Object.keys(sent.errors).length > 0
    ? words.t('partnerships.title.problem', { title })
    : title
}

export function error(words: Words, sent: Sent, field: string): { errorMessage?: string } {
  const key = sent.errors[field]
  return key === undefined ? {} : { errorMessage: words.t(key as Key) }
}

export function one(sent: Sent, field: string): string | undefined {
  const value = sent.given[field]
  return Array.isArray(value) ? value[0] : value
}

export function all(sent: Sent, field: string): string[] {
  const value = sent.given[field]
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}
