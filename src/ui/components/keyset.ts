import { html, nothing } from '../html.ts'
import type { Html } from '../html.ts'
import type { Words } from '../words/index.ts'
import { pagination } from './pagination.ts'

/**
 * On and back through a long list by where one is in it, not by page number: nothing is skipped or
 * seen twice when the list grows meanwhile.
 */
export function keyset(options: {
  words: Words
  /** How many are shown here, and how many there are, when that is known. */
  shown: number
  total?: number | undefined
  before?: string | undefined
  after?: string | undefined
}): Html {
  const { words, shown, total, before, after } = options
  const count =
    total === undefined
      ? nothing
      : html`<p class="small soft">${words.t('ui.keyset.count', { shown, total })}</p>`
  if (!before && !after) return count
  return html`<div class="keyset">${count}${pagination({
    words,
    previous: before ? { href: before, text: words.t('ui.keyset.before') } : undefined,
    next: after ? { href: after, text: words.t('ui.keyset.after') } : undefined,
  })}</div>`
}
