import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html, raw } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'

export type PageLink = Readonly<{
  href: string
  text?: Content | undefined
  /** What is there, under the words “next” or “previous”. */
  labelText?: string | undefined
  attributes?: Attributes | undefined
}>

export type NumberedPage = Readonly<{
  number?: number | string | undefined
  href?: string | undefined
  current?: boolean | undefined
  ellipsis?: boolean | undefined
  visuallyHiddenText?: string | undefined
  attributes?: Attributes | undefined
}>

export type PaginationOptions = Readonly<{
  words: Words
  previous?: PageLink | undefined
  next?: PageLink | undefined
  items?: readonly NumberedPage[] | undefined
  landmarkLabel?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}>

export function pagination(options: PaginationOptions): Html {
  const { words, previous, next, items } = options
  const block = !items && Boolean(next ?? previous)
  const named = classes('govuk-pagination', block && 'govuk-pagination--block', options.classes)
  const heard = options.landmarkLabel ?? words.t('ui.pagination')
  return html`<nav class="${named}" aria-label="${heard}" ${attributes(options.attributes)}>${previous ? arrow('prev', previous, block, words) : null}${
    items
      ? html`<ul class="govuk-pagination__list">${items.map((item) => numbered(item, words))}</ul>`
      : null
  }${next ? arrow('next', next, block, words) : null}</nav>`
}

const shapes = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
}

function arrow(type: 'prev' | 'next', link: PageLink, block: boolean, words: Words): Html {
  const icon = html`<svg class="govuk-pagination__icon govuk-pagination__icon--${type}" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="${shapes[type]}"></path></svg>`
  const before = block || type === 'prev'
  // The second half is for those who hear it: “Next” alone does not say next what.
  const usual = words.th(type === 'prev' ? 'ui.previous' : 'ui.next', {
    hidden: (chunk) => html`<span class="govuk-visually-hidden">${chunk}</span>`,
  })
  const title = html`<span class="${classes('govuk-pagination__link-title', block && !link.labelText && 'govuk-pagination__link-title--decorated')}">${link.text ?? usual}</span>`
  const labelled =
    link.labelText && block
      ? html`<span class="govuk-visually-hidden">:</span><span class="govuk-pagination__link-label">${link.labelText}</span>`
      : null
  return html`<div class="govuk-pagination__${type}"><a class="govuk-link govuk-pagination__link" href="${link.href}" rel="${type}"${attributes(link.attributes)}>${before ? icon : null}${title}${labelled}${before ? null : icon}</a></div>`
}

function numbered(item: NumberedPage, words: Words): Html {
  const named = classes(
    'govuk-pagination__item',
    item.current && 'govuk-pagination__item--current',
    item.ellipsis && 'govuk-pagination__item--ellipsis',
  )
  if (item.ellipsis) return html`<li class="${named}">${raw('&ctdot;')}</li>`
  const heard = item.visuallyHiddenText ?? words.t('ui.page', { number: String(item.number) })
  return html`<li class="${named}"><a class="govuk-link govuk-pagination__link" href="${item.href ?? ''}" aria-label="${heard}"${attributes({ 'aria-current': item.current ? 'page' : null })}${attributes(item.attributes)}>${item.number}</a></li>`
}
