import { attributes, classes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'

export type Step = Readonly<{ text: Content; href?: string | undefined }>

/** Where one is in a form of several pages. Steps that are done can be gone back to. */
export function stepper(options: { words: Words; steps: readonly Step[]; current: number }): Html {
  const { words, steps, current } = options
  return html`<nav aria-label="${words.t('ui.steps')}"><ol class="stepper">${steps.map(
    (step, index) => {
      const done = index < current
      const text =
        done && step.href
          ? html`<a class="govuk-link" href="${step.href}">${step.text}</a>`
          : step.text
      return html`<li class="${classes(done && 'stepper__done')}"${attributes({ 'aria-current': index === current ? 'step' : null })}><span class="stepper__number" aria-hidden="true">${done ? '✓' : words.number(index + 1)}</span><span>${text}${
        done
          ? html`<span class="govuk-visually-hidden"> (${words.t('ui.steps.done')})</span>`
          : null
      }</span></li>`
    },
  )}</ol></nav>`
}
