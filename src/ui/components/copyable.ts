import { classes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'
import { button } from './button.ts'

/** A link or a code to pass on. The button appears with scripts; without, it is selected by hand. */
export function copyable(options: {
  words: Words
  id: string
  label: Content
  value: string
  kind?: 'link' | 'code' | undefined
}): Html {
  const { words, id, label, value } = options
  return html`<p class="govuk-body govuk-!-margin-bottom-1" id="${id}-label">${label}</p><div class="copy"><code class="${classes('copy__value', options.kind === 'code' && 'copy__value--code')}" id="${id}" dir="ltr">${value}</code>${button(
    {
      type: 'button',
      text: words.t('ui.copy'),
      classes: 'govuk-button--secondary',
      attributes: {
        hidden: true,
        'data-copy': id,
        'data-said': words.t('ui.copied'),
        'aria-describedby': `${id}-label`,
      },
    },
  )}<span id="${id}-said" role="status"></span></div>`
}
