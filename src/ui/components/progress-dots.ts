import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Words } from '../words/index.ts'

// More than this many dots are too thin to see; then each stands for several.
const MOST = 24

/** How far along one is. Words say it; the dots are for the eye. */
export function progressDots(options: { words: Words; done: number; total: number }): Html {
  const { words, done, total } = options
  const dots = Math.min(total, MOST)
  const full = total === 0 ? 0 : Math.round((Math.min(done, total) / total) * dots)
  return html`<p class="govuk-visually-hidden">${words.t('ui.progress.answered', { done, total })}</p><div class="progress-dots" aria-hidden="true">${Array.from(
    { length: dots },
    (_, index) =>
      index < full ? html`<span class="progress-dots__done"></span>` : html`<span></span>`,
  )}</div>`
}
