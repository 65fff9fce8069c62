import { attributes, classes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { field } from './field.ts'
import type { FieldOptions } from './field.ts'

export type TextareaOptions = FieldOptions &
  Readonly<{
    value?: string | undefined
    rows?: number | undefined
    spellcheck?: boolean | undefined
    autocomplete?: string | undefined
  }>

/** Room for someone's own words. */
export function textarea(options: TextareaOptions): Html {
  const wrong = options.errorMessage !== undefined && 'govuk-textarea--error'
  return field(
    options,
    (describedBy) =>
      html`${options.formGroup?.beforeInput}<textarea${attributes({
        class: classes('govuk-textarea', wrong, options.classes),
        id: options.id ?? options.name,
        name: options.name,
        rows: options.rows ?? 5,
        spellcheck: options.spellcheck === undefined ? null : String(options.spellcheck),
        disabled: options.disabled,
        'aria-describedby': describedBy,
        autocomplete: options.autocomplete,
      })}${attributes(options.attributes)}>${
        // A browser drops a line break at the start, so one that was written is doubled.
        options.value?.startsWith('\n') ? `\n${options.value}` : options.value
      }</textarea>${options.formGroup?.afterInput}`,
  )
}
