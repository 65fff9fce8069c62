import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import { button } from './button.ts'

/** Nothing here yet: why, and what to do next. */
export function emptyState(options: {
  title: Content
  text: Content
  action?: Readonly<{ href: string; text: Content }> | undefined
}): Html {
  return html`<div class="empty"><p class="empty__title">${options.title}</p><p class="govuk-body">${options.text}</p>${
    options.action ? button({ ...options.action, classes: 'govuk-!-margin-bottom-0' }) : null
  }</div>`
}
