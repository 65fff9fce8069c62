import { radios } from '../../ui/components/radios.ts'
import { html, type Html } from '../../ui/html.ts'
import { languages, type Key, type Words } from '../../ui/words/index.ts'

/** Which language to speak and write to a person in, each named in itself. */
export function languageRadios(
  w: Words,
  value: string | null | undefined,
  error: string | undefined,
): Html {
  return radios({
    words: w,
    name: 'language',
    value: value ?? w.language,
    classes: 'govuk-radios--small',
    fieldset: {
      legend: { text: w.t('people.you.language.label'), classes: 'govuk-fieldset__legend--s' },
    },
    hint: w.t('people.you.language.hint'),
    items: Object.entries(languages).map(([code, { name, direction }]) => ({
      value: code,
      text: html`<span lang="${code}" dir="${direction}">${name}</span>`,
    })),
    ...(error === undefined ? {} : { errorMessage: w.t(error as Key) }),
  })
}
