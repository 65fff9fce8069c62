import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import { choice } from './choice.ts'
import { choices } from './field.ts'
import type { ChoicesOptions } from './field.ts'
import type { Text } from './text.ts'

export type Choice = Readonly<{
  text?: Content | undefined
  value?: string | number | undefined
  id?: string | undefined
  name?: string | undefined
  checked?: boolean | undefined
  disabled?: boolean | undefined
  hint?: Text | undefined
  label?: { classes?: string | undefined; attributes?: Attributes | undefined } | undefined
  attributes?: Attributes | undefined
  /** Shown with scripts only while this is chosen; without them, always. */
  conditional?: Html | undefined
  /** `exclusive`: choosing this clears the others. */
  behaviour?: string | undefined
  /** A word between choices (“or”), in place of a choice. */
  divider?: string | undefined
}>

export type CheckboxesOptions = ChoicesOptions &
  Readonly<{
    name: string
    idPrefix?: string | undefined
    items: readonly Choice[]
    values?: readonly (string | number)[] | undefined
    classes?: string | undefined
    attributes?: Attributes | undefined
  }>

/** Any of several. */
export function checkboxes(options: CheckboxesOptions): Html {
  const prefix = options.idPrefix ?? options.name
  const controls = (outside: string | null) =>
    html`<div class="${classes('govuk-checkboxes', options.classes)}"${attributes(options.attributes)} data-module="govuk-checkboxes">${options.formGroup?.beforeInput}${options.items.map(
      (item, index) => one(options, item, index === 0 ? prefix : `${prefix}-${index + 1}`, outside),
    )}${options.formGroup?.afterInput}</div>`
  return choices(options, prefix, controls)
}

function one(
  options: CheckboxesOptions,
  item: Choice,
  numbered: string,
  outside: string | null,
): Html {
  if (item.divider) return html`<div class="govuk-checkboxes__divider">${item.divider}</div>`
  return choice('checkboxes', item, {
    id: item.id ?? numbered,
    name: item.name ?? options.name,
    checked: item.checked ?? options.values?.map(String).includes(String(item.value)) ?? false,
    describedBy: outside,
  })
}
