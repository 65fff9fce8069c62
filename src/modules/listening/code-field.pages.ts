import { input } from '../../ui/components/input.ts'
import type { Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'

/** What was typed in place of a code, and why it was not one. */
export type WrongCode = { typed: string; said: string }

/** Where somebody types their private code from paper. */
export function codeField(w: Words, wrong?: WrongCode): Html {
  return input({
    words: w,
    name: 'code',
    label: w.t('respond.code.label'),
    hint: w.t('respond.code.hint'),
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: false,
    classes: 'govuk-input--width-20',
    value: wrong?.typed,
    errorMessage: wrong?.said,
    attributes: { dir: 'ltr' },
  })
}
