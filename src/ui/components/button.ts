import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'

export type ButtonOptions = Readonly<{
  text: Content
  /** Makes a link that looks like a button. */
  href?: string | undefined
  type?: 'submit' | 'button' | 'reset' | undefined
  name?: string | undefined
  value?: string | number | undefined
  id?: string | undefined
  disabled?: boolean | undefined
  isStartButton?: boolean | undefined
  /** With scripts, a second press within a second does nothing. */
  preventDoubleClick?: boolean | undefined
  /** `govuk-button--secondary`, `govuk-button--warning`. */
  classes?: string | undefined
  attributes?: Attributes | undefined
}>

export function button(options: ButtonOptions): Html {
  const start = options.isStartButton
  const common = html`${attributes({
    class: classes('govuk-button', options.classes, start && 'govuk-button--start'),
    'data-module': 'govuk-button',
  })}${attributes(options.attributes)}${attributes({ id: options.id })}`
  const words =
    start && typeof options.text !== 'string' ? html`<span>${options.text}</span>` : options.text
  const body = html`${words}${start ? arrow() : null}`
  if (options.href) {
    return html`<a href="${options.href}" role="button" draggable="false" ${common}>${body}</a>`
  }
  const own = attributes({
    type: options.type ?? 'submit',
    value: options.value,
    name: options.name,
    disabled: options.disabled,
    'aria-disabled': options.disabled ? 'true' : null,
    'data-prevent-double-click':
      options.preventDoubleClick === undefined ? null : String(options.preventDoubleClick),
  })
  return html`<button${own}${common}>${body}</button>`
}

function arrow(): Html {
  return html`<svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" viewBox="0 0 33 40" aria-hidden="true" focusable="false"><path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/></svg>`
}
