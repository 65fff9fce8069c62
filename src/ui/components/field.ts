import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'
import { errorMessage } from './error-message.ts'
import type { ErrorMessageOptions } from './error-message.ts'
import { fieldset } from './fieldset.ts'
import type { FieldsetOptions } from './fieldset.ts'
import { hint } from './hint.ts'
import { label } from './label.ts'
import type { LabelOptions } from './label.ts'
import { long } from './text.ts'
import type { Text } from './text.ts'

/** What every form control takes. */
export type FieldOptions = Readonly<{
  words: Words
  name: string
  /** Defaults to the name. */
  id?: string | undefined
  label: Content | LabelOptions
  hint?: Text | undefined
  errorMessage?: Content | ErrorMessageOptions | undefined
  /** Ids of other elements that describe this one. */
  describedBy?: string | undefined
  formGroup?: FormGroup | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
  disabled?: boolean | undefined
}>

export type FormGroup = Readonly<{
  classes?: string | undefined
  attributes?: Attributes | undefined
  beforeInput?: Content | undefined
  afterInput?: Content | undefined
}>

/** Label, hint and error around a control, tied to it by id. */
export function field(options: FieldOptions, control: (describedBy: string | null) => Html): Html {
  const id = options.id ?? options.name
  const about = describe(options, id)
  const drawn = html`${label({ ...long(options.label), for: id })}${about.drawn}${control(
    classes(options.describedBy, about.ids) || null,
  )}`
  return group(options, drawn)
}

/** What every group of choices takes. */
export type ChoicesOptions = Readonly<{
  words: Words
  hint?: Text | undefined
  errorMessage?: Content | ErrorMessageOptions | undefined
  fieldset?: Omit<FieldsetOptions, 'body'> | undefined
  describedBy?: string | undefined
  formGroup?: FormGroup | undefined
}>

/** Legend, hint and error around several controls; each hears them itself if no fieldset says them. */
export function choices(
  options: ChoicesOptions,
  id: string,
  controls: (describedBy: string | null) => Html,
): Html {
  const about = describe(options, id)
  const alone = options.fieldset ? null : classes(options.describedBy, about.ids)
  const drawn = html`${about.drawn}${controls(alone)}`
  if (!options.fieldset) return group(options, drawn)
  const describedBy = classes(options.fieldset.describedBy ?? options.describedBy, about.ids)
  return group(options, fieldset({ ...options.fieldset, describedBy, body: drawn }))
}

function describe(
  options: Pick<FieldOptions, 'words' | 'hint' | 'errorMessage'>,
  id: string,
): { drawn: Html; ids: string } {
  const { words } = options
  const help = options.hint === undefined ? null : long(options.hint)
  const error = options.errorMessage === undefined ? null : long(options.errorMessage)
  return {
    drawn: html`${help ? hint({ ...help, id: `${id}-hint` }) : null}${
      error ? errorMessage({ ...error, id: `${id}-error`, words }) : null
    }`,
    ids: classes(help && `${id}-hint`, error && `${id}-error`),
  }
}

function group(options: Pick<FieldOptions, 'errorMessage' | 'formGroup'>, body: Html): Html {
  const named = classes(
    'govuk-form-group',
    options.errorMessage !== undefined && 'govuk-form-group--error',
    options.formGroup?.classes,
  )
  return html`<div class="${named}" ${attributes(options.formGroup?.attributes)}>${body}</div>`
}
