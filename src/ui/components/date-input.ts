import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Words } from '../words/index.ts'
import { choices } from './field.ts'
import type { ChoicesOptions } from './field.ts'
import { control } from './input.ts'
import { label } from './label.ts'

export type DatePart = Readonly<{
  name: string
  label?: string | undefined
  id?: string | undefined
  value?: string | number | undefined
  /** Whether this part is the one that is wrong. */
  error?: boolean | undefined
  classes?: string | undefined
  inputmode?: string | undefined
  autocomplete?: string | undefined
  pattern?: string | undefined
  attributes?: Attributes | undefined
}>

export type DateInputOptions = ChoicesOptions &
  Readonly<{
    id: string
    namePrefix?: string | undefined
    /** Day, month and year, unless other parts are named. */
    items?: readonly DatePart[] | undefined
    values?: Readonly<Record<string, string | number | undefined>> | undefined
    classes?: string | undefined
    attributes?: Attributes | undefined
  }>

const usual: readonly DatePart[] = [{ name: 'day' }, { name: 'month' }, { name: 'year' }]

const WRONG = 'govuk-input--error'

const isWrong = (part: DatePart) => part.error ?? part.classes?.includes(WRONG) ?? false

/** A date that someone knows by heart, in three boxes. */
export function dateInput(options: DateInputOptions): Html {
  const parts = options.items ?? usual
  const someWrong = parts.some(isWrong)
  const controls = () =>
    html`<div class="${classes('govuk-date-input', options.classes)}"${attributes(options.attributes)} id="${options.id}">${options.formGroup?.beforeInput}${parts.map(
      (part) => box(options, part, someWrong),
    )}${options.formGroup?.afterInput}</div>`
  const grouped = options.fieldset && { ...options.fieldset, role: 'group' }
  return choices({ ...options, fieldset: grouped }, options.id, controls)
}

function box(options: DateInputOptions, part: DatePart, someWrong: boolean): Html {
  const wrong =
    isWrong(part) || (part.error !== false && options.errorMessage !== undefined && !someWrong)
  const wide = part.name === 'year' ? 4 : 2
  const id = part.id ?? `${options.id}-${part.name}`
  const name = options.namePrefix ? `${options.namePrefix}-${part.name}` : part.name
  const named = classes(
    'govuk-date-input__input',
    wrong && !part.classes?.includes(WRONG) && WRONG,
    !part.classes?.includes('govuk-input--width-') && `govuk-input--width-${wide}`,
    part.classes,
  )
  const drawn = control(
    {
      id,
      name,
      classes: named,
      value: part.value ?? options.values?.[part.name] ?? options.values?.[name],
      inputmode: part.inputmode ?? 'numeric',
      autocomplete: part.autocomplete,
      pattern: part.pattern,
      attributes: part.attributes,
    },
    null,
  )
  return html`<div class="govuk-date-input__item"><div class="govuk-form-group">${label({
    text: part.label ?? called(part.name, options.words),
    for: id,
    classes: 'govuk-date-input__label',
  })}${drawn}</div></div>`
}

function called(name: string, words: Words): string {
  if (name === 'day') return words.t('ui.date.day')
  if (name === 'month') return words.t('ui.date.month')
  if (name === 'year') return words.t('ui.date.year')
  throw new Error(`The part ${name} of a date needs a label`)
}
