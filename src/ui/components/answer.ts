import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Key } from '../words/index.ts'

/** The three answers to a statement, in the order they are always shown. */
export const answers = ['agree', 'disagree', 'unsure'] as const

export type Answer = (typeof answers)[number]

export const answerKeys: Readonly<Record<Answer, Key>> = {
  agree: 'ui.answer.agree',
  disagree: 'ui.answer.disagree',
  unsure: 'ui.answer.unsure',
}

const signs: Readonly<Record<Answer, string>> = {
  agree: 'M4 13l5 6L20 5',
  disagree: 'M5 5l14 14M19 5L5 19',
  unsure: 'M7.5 8.5a4.5 4.5 0 1 1 6.5 4c-1.4.8-2 1.4-2 3M12 20v.1',
}

/** The sign beside an answer, drawn, so that it looks the same in every typeface. */
export function answerSign(answer: Answer): Html {
  return html`<svg class="choice__sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="${signs[answer]}"/></svg>`
}
