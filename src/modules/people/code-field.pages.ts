import { input } from '../../ui/components/input.ts'
import type { Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'

/** Where somebody types the digits that were sent to them. */
export function codeField(w: Words, wrong?: string): Html {
  return input({
    words: w,
    name: 'code',
    label: w.t('people.code.label'),
    hint: w.t('people.code.hint'),
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    spellcheck: false,
    classes: 'govuk-input--width-10 govuk-input--extra-letter-spacing',
    attributes: { dir: 'ltr' },
    ...(wrong ? { errorMessage: wrong } : {}),
  })
}
