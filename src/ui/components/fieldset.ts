import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import { long } from './text.ts'

export type LegendOptions = Readonly<{
  text: Content
  classes?: string | undefined
  isPageHeading?: boolean | undefined
}>

export type FieldsetOptions = Readonly<{
  legend?: Content | LegendOptions | undefined
  describedBy?: string | undefined
  classes?: string | undefined
  role?: string | undefined
  attributes?: Attributes | undefined
  /** What it holds. */
  body?: Html | undefined
}>

/** Questions that belong together, under one legend. */
export function fieldset(options: FieldsetOptions): Html {
  const outer = attributes({ role: options.role, 'aria-describedby': options.describedBy || null })
  return html`<fieldset class="${classes('govuk-fieldset', options.classes)}"${outer}${attributes(options.attributes)}>${legend(options.legend)}${options.body}</fieldset>`
}

function legend(given: FieldsetOptions['legend']): Html | null {
  if (given === undefined) return null
  const options: LegendOptions = long(given)
  if (String(options.text ?? '') === '') return null
  return html`<legend class="${classes('govuk-fieldset__legend', options.classes)}">${
    options.isPageHeading
      ? html`<h1 class="govuk-fieldset__heading">${options.text}</h1>`
      : options.text
  }</legend>`
}
