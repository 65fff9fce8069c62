import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { field } from './field.ts'
import type { FieldOptions } from './field.ts'

export type Option = Readonly<{
  text: string
  value?: string | number | undefined
  selected?: boolean | undefined
  disabled?: boolean | undefined
  attributes?: Attributes | undefined
}>

export type SelectOptions = FieldOptions &
  Readonly<{ items: readonly Option[]; value?: string | number | undefined }>

/** One of a list too long for radios. */
export function select(options: SelectOptions): Html {
  const wrong = options.errorMessage !== undefined && 'govuk-select--error'
  return field(
    options,
    (describedBy) =>
      html`${options.formGroup?.beforeInput}<select${attributes({
        class: classes('govuk-select', options.classes, wrong),
        id: options.id ?? options.name,
        name: options.name,
        disabled: options.disabled,
        'aria-describedby': describedBy,
      })}${attributes(options.attributes)}>${options.items.map((item) => option(item, options.value))}</select>${options.formGroup?.afterInput}`,
  )
}

function option(item: Option, value: string | number | undefined): Html {
  const chosen =
    value !== undefined && value !== '' && String(item.value ?? item.text) === String(value)
  return html`<option${attributes({
    value: item.value === undefined ? null : String(item.value),
    selected: item.selected ?? chosen,
    disabled: item.disabled,
  })}${attributes(item.attributes)}>${item.text}</option>`
}
