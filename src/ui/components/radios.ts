import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Choice } from './checkboxes.ts'
import { choices } from './field.ts'
import type { ChoicesOptions } from './field.ts'
import { hint } from './hint.ts'
import { label } from './label.ts'
import { long } from './text.ts'

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
      (item, index) => choice(options, item, index === 0 ? prefix : `${prefix}-${index + 1}`),
    )}${options.formGroup?.afterInput}</div>`
  return choices(options, prefix, controls)
}

function choice(options: RadiosOptions, item: Choice, numbered: string): Html {
  if (item.divider) return html`<div class="govuk-radios__divider">${item.divider}</div>`
  const id = item.id ?? numbered
  const value = options.value ?? ''
  const checked = item.checked ?? (value !== '' && String(item.value) === String(value))
  const help = item.hint === undefined ? null : long(item.hint)
  return html`<div class="govuk-radios__item"><input${attributes({
    class: 'govuk-radios__input',
    id,
    name: options.name,
    type: 'radio',
    value: item.value ?? '',
    checked,
    disabled: item.disabled,
    'data-aria-controls': item.conditional && `conditional-${id}`,
    'aria-describedby': help && `${id}-item-hint`,
  })}${attributes(item.attributes)}>${label({
    text: item.text ?? '',
    for: id,
    classes: classes('govuk-radios__label', item.label?.classes),
    attributes: item.label?.attributes,
  })}${
    help
      ? hint({
          ...help,
          id: `${id}-item-hint`,
          classes: classes('govuk-radios__hint', 'classes' in help && help.classes),
        })
      : null
  }</div>${
    item.conditional
      ? html`<div class="${classes('govuk-radios__conditional', !checked && 'govuk-radios__conditional--hidden')}" id="conditional-${id}">${item.conditional}</div>`
      : null
  }`
}
