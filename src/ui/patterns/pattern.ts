import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'

/** One pattern in one state, with the name of the function that draws it. */
export type State = Readonly<{ state: Content; body: Html }>

export type Pattern = Readonly<{ name: string; states: readonly State[] }>

export type Section = (words: Words, path: string) => readonly Pattern[]

export function draw({ name, states }: Pattern): Html {
  return html`<div class="pattern" id="${name}"><h3 class="govuk-heading-s"><code lang="en" dir="ltr">${name}</code></h3>${states.map(
    ({ state, body }) => html`<p class="pattern__state">${state}</p>${body}`,
  )}</div>`
}
