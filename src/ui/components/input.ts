import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { field } from './field.ts'
import type { FieldOptions } from './field.ts'
import { long } from './text.ts'
import type { Text, TextOptions } from './text.ts'

export type InputOptions = FieldOptions &
  Readonly<{
    type?: string | undefined
    value?: string | number | null | undefined
    inputmode?: string | undefined
    autocomplete?: string | undefined
    autocapitalize?: string | undefined
    pattern?: string | undefined
    spellcheck?: boolean | undefined
    required?: boolean | undefined
    maxlength?: number | undefined
    prefix?: Text | undefined
    suffix?: Text | undefined
    inputWrapper?: { classes?: string | undefined; attributes?: Attributes | undefined } | undefined
  }>

/** One line of writing. */
export function input(options: InputOptions): Html {
  return field(options, (describedBy) => wrap(options, control(options, describedBy)))
}

/** The bare element, for those that stand in a group of their own. */
export function control(
  options: Omit<InputOptions, 'words' | 'label'>,
  describedBy: string | null,
): Html {
  const named = classes(
    'govuk-input',
    options.classes,
    options.errorMessage !== undefined && 'govuk-input--error',
  )
  return html`<input${attributes({
    class: named,
    id: options.id ?? options.name,
    name: options.name,
    type: options.type ?? 'text',
    spellcheck: options.spellcheck === undefined ? null : String(options.spellcheck),
    value: options.value,
    disabled: options.disabled,
    required: options.required,
    maxlength: options.maxlength,
    'aria-describedby': describedBy,
    autocomplete: options.autocomplete,
    autocapitalize: options.autocapitalize,
    pattern: options.pattern,
    inputmode: options.inputmode,
  })}${attributes(options.attributes)}>`
}

function wrap(options: InputOptions, drawn: Html): Html {
  const { prefix, suffix, formGroup, inputWrapper } = options
  if (!prefix && !suffix && !formGroup?.beforeInput && !formGroup?.afterInput) return drawn
  const outer = html`class="${classes('govuk-input__wrapper', inputWrapper?.classes)}"${attributes(inputWrapper?.attributes)}`
  return html`<div ${outer}>${formGroup?.beforeInput}${affix('prefix', prefix)}${drawn}${affix('suffix', suffix)}${formGroup?.afterInput}</div>`
}

function affix(kind: 'prefix' | 'suffix', given: Text | undefined): Html | null {
  if (given === undefined) return null
  const options: TextOptions = long(given)
  return html`<div class="${classes(`govuk-input__${kind}`, options.classes)}" aria-hidden="true"${attributes(options.attributes)}>${options.text}</div>`
}
