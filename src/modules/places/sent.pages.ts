import { errorSummary } from '../../ui/components/error-summary.ts'
import { nothing, type Html } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'
import type { FormErrors } from '../../platform/web/index.ts'

/** A form as it was sent: what was typed and what was wrong with it. */
export type Sent = { given: Record<string, string | string[]>; errors: FormErrors }

export const untouched: Sent = { given: {}, errors: {} }

export function problems(words: Words, { errors }: Sent): Html {
  const errorList = Object.entries(errors).map(([field, key]) => ({
    text: words.t(key as Key),
    href: `#${field}`,
  }))
  return errorList.length === 0 ? nothing : errorSummary({ words, errorList })
}

/** The page's title says first that something is wrong: it is what a screen reader reads out. */
export function titled(words: Words, sent: Sent, title: string): string {
  return Object.keys(sent.errors).length > 0 ? words.t('places.title.problem', { title }) : title
}

/** What a field shows again, and its problem. */
export function field(words: Words, sent: Sent, name: string) {
  const value = sent.given[name]
  const key = sent.errors[name]
  return {
    words,
    name,
    value: Array.isArray(value) ? value[0] : value,
    ...(key === undefined ? {} : { errorMessage: words.t(key as Key) }),
  }
}
