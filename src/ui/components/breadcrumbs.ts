import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'

export type Crumb = Readonly<{
  text: Content
  href?: string | undefined
  attributes?: Attributes | undefined
}>

/** Where this page is; the last one, without a link, is the page itself. */
export function breadcrumbs(options: {
  words: Words
  items: readonly Crumb[]
  labelText?: string | undefined
  collapseOnMobile?: boolean | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}): Html {
  const named = classes(
    'govuk-breadcrumbs',
    options.classes,
    options.collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile',
  )
  const heard = options.labelText ?? options.words.t('ui.breadcrumbs')
  return html`<nav class="${named}" ${attributes(options.attributes)} aria-label="${heard}"><ol class="govuk-breadcrumbs__list">${options.items.map(
    (item) =>
      item.href
        ? html`<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="${item.href}" ${attributes(item.attributes)}>${item.text}</a></li>`
        : html`<li class="govuk-breadcrumbs__list-item" aria-current="page">${item.text}</li>`,
  )}</ol></nav>`
}
