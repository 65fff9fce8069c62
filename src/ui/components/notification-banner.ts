import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html, raw } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'
import type { HeadingLevel } from './heading-level.ts'

/** Tells what happened (`success`) or what matters now. Words alone become its heading. */
export function notificationBanner(options: {
  words: Words
  text: Content
  type?: 'success' | undefined
  title?: Content | undefined
  titleId?: string | undefined
  titleHeadingLevel?: HeadingLevel | undefined
  role?: string | undefined
  disableAutoFocus?: boolean | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}): Html {
  const { words, text } = options
  const success = options.type === 'success'
  const title = options.title ?? words.t(success ? 'ui.banner.success' : 'ui.banner.important')
  const titleId = options.titleId ?? 'govuk-notification-banner-title'
  const heading = raw(`h${options.titleHeadingLevel ?? 2}`)
  const outer = attributes({
    class: classes(
      'govuk-notification-banner',
      success && 'govuk-notification-banner--success',
      options.classes,
    ),
    role: options.role ?? (success ? 'alert' : 'region'),
    'aria-labelledby': titleId,
    'data-module': 'govuk-notification-banner',
    'data-disable-auto-focus':
      options.disableAutoFocus === undefined ? null : String(options.disableAutoFocus),
  })
  const body =
    typeof text === 'string'
      ? html`<p class="govuk-notification-banner__heading">${text}</p>`
      : text
  return html`<div${outer}${attributes(options.attributes)}><div class="govuk-notification-banner__header"><${heading} class="govuk-notification-banner__title" id="${titleId}">${title}</${heading}></div><div class="govuk-notification-banner__content">${body}</div></div>`
}
