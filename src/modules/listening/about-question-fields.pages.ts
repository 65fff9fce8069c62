import { z } from 'zod'
import { input } from '../../ui/components/input.ts'
import { radios } from '../../ui/components/radios.ts'
import { select } from '../../ui/components/select.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import { isLanguage, languages, type Words } from '../../ui/words/index.ts'
import type { Population } from '../places/index.ts'
import type { Writing } from './about-question.actions.ts'
import { aboutKinds, optionsIn } from './about-question.ts'
import { mistakeAt, type Mistakes } from './mistake.pages.ts'
import { languageName, type RoundEntry } from './round-entry.pages.ts'

const text = z.string().catch('')
/** A question about people as it is typed in one language. */
export const aboutForm = z.object({
  kind: z.enum(aboutKinds, { error: 'listening.refused.about-kind' }),
  language: z.string({ error: 'listening.refused.language-not-in-round' }),
  label: z
    .string({ error: 'listening.refused.about-no-label' })
    .max(200, 'listening.refused.about-long'),
  hint: text,
  options: text,
  dimension: text,
  categories: text,
})
type Given = Record<string, string | string[] | undefined>

export const asWriting = (given: z.output<typeof aboutForm>): Writing => ({
  kind: given.kind,
  language: given.language,
  said: { label: given.label, hint: given.hint, options: optionsIn(given.options) },
  // A line for an option may be empty: that option stands for no category.
  comparison:
    given.dimension === ''
      ? null
      : {
          dimension: given.dimension,
          categories: categoriesIn(given.categories, optionsIn(given.options).length),
        },
})

function categoriesIn(lines: string, options: number): string[] {
  const typed = lines === '' ? [] : lines.split('\n').map((line) => line.trim())
  return [...typed, ...Array.from({ length: Math.max(0, options - typed.length) }, () => '')]
}

export function aboutFields(
  entry: RoundEntry,
  known: Population[],
  given: Given,
  language: string,
  mistakes: Mistakes,
): Html {
  const { w } = entry
  const value = (name: string) => String(given[name] ?? '')
  const typing = {
    lang: language,
    dir: isLanguage(language) ? languages[language].direction : 'auto',
  }
  return html`<input type="hidden" name="language" value="${language}">
    ${radios({
      words: w,
      name: 'kind',
      fieldset: {
        legend: { text: w.t('listening.about.kind'), classes: 'govuk-fieldset__legend--s' },
      },
      errorMessage: mistakeAt(w, mistakes, 'kind'),
      value: value('kind') || 'choice',
      items: aboutKinds.map((each) => ({ value: each, text: w.t(`listening.about.kind.${each}`) })),
    })}
    ${input({ words: w, name: 'label', label: w.t('listening.about.label', { language: languageName(language) }), hint: w.t('listening.about.label.hint'), errorMessage: mistakeAt(w, mistakes, 'label'), value: value('label'), attributes: typing })}
    ${input({ words: w, name: 'hint', label: w.t('listening.about.hint'), hint: w.t('listening.about.hint.hint'), value: value('hint'), attributes: typing })}
    ${textarea({ words: w, name: 'options', rows: 6, label: w.t('listening.about.options'), hint: w.t('listening.about.options.hint'), errorMessage: mistakeAt(w, mistakes, 'options'), value: value('options'), attributes: typing })}
    ${known.length > 0 ? comparison(w, known, value) : nothing}`
}

/** Only offered where the area's population is known. */
function comparison(w: Words, known: Population[], value: (name: string) => string): Html {
  return html`${select({
    words: w,
    name: 'dimension',
    label: w.t('listening.about.dimension'),
    hint: w.t('listening.about.dimension.hint'),
    value: value('dimension'),
    items: [
      { value: '', text: w.t('listening.about.dimension.none') },
      ...known.map((each) => ({ value: each.dimension, text: each.dimension })),
    ],
  })}
  ${textarea({ words: w, name: 'categories', rows: 6, label: w.t('listening.about.categories'), hint: w.t('listening.about.categories.hint'), value: value('categories') })}
  <ul class="soft">${known.map((each) => html`<li>${each.dimension}: ${w.list(each.categories.map((category) => category.category))}</li>`)}</ul>`
}
