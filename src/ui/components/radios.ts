import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Choice } from './checkboxes.ts'
import { choice } from './choice.ts'
import { choices } from './field.ts'
import type { ChoicesOptions } from './field.ts'

export type RadiosOptions = ChoicesOptions &
  Readonly<{
    name: string
    idPrefix?: string | undefined
    items: readonly Omit<Choice, 'name' | 'behaviour'>[]
    value?: string | number | undefined
    /** `govuk-radios--inline`, `govuk-radios--small`. */
    classes?: string | undefined
    attributes?: Attributes | undefined
  }>

/** One of several. */
export function radios(options: RadiosOptions): Html {
  const prefix = options.idPrefix ?? options.name
  const controls = () =>
    html`<div class="${classes('govuk-radios', options.classes)}"${attributes(options.attributes)} data-module="govuk-radios">${options.formGroup?.beforeInput}${options.items.map(
      (item, index) => one(options, item, index === 0 ? prefix : `${prefix}-${index + 1}`),
    )}${options.formGroup?.afterInput}</div>`
  return choices(options, prefix, controls)
}

function one(options: RadiosOptions, item: Choice, numbered: string): Html {
  if (item.divider) return html`<div class="govuk-radios__divider">${item.divider}</div>`
  const value = options.value ?? ''
  return choice('radios', item, {
    id: item.id ?? numbered,
    name: options.name,
    checked: item.checked ?? (value !== '' && String(item.value) === String(value)),
  })
}
