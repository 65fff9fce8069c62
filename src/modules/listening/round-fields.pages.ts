import { z } from 'zod'
import { checkboxes } from '../../ui/components/checkboxes.ts'
import { dateInput } from '../../ui/components/date-input.ts'
import { input } from '../../ui/components/input.ts'
import { radios } from '../../ui/components/radios.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { attributes } from '../../ui/attributes.ts'
import { html, type Html } from '../../ui/html.ts'
import { isLanguage, languages, type Words } from '../../ui/words/index.ts'
import { inLanguage, languageName } from './round-entry.pages.ts'
import { mistakeAt, type Mistakes } from './mistake.pages.ts'
import type { TypedDay } from './round-dates.ts'
import type { RoundText } from './round.ts'

const longest = { question: 200, reason: 1000, use: 1000, invited: 500 } as const

const words = (field: keyof typeof longest) =>
  z
    .string({ error: `listening.refused.${field}-empty` })
    .min(1, `listening.refused.${field}-empty`)
    .max(longest[field], `listening.refused.${field}-long`)

/** The four things that a round says about itself. */
export const wordsForm = z.object({
  language: z.string({ error: 'listening.refused.language-not-in-round' }),
  question: words('question'),
  reason: words('reason'),
  use: words('use'),
  invited: words('invited'),
})

// A box left out, or sent twice, is an empty one.
const box = z.string().catch('')
export const daysForm = z.object({
  'opens-day': box,
  'opens-month': box,
  'opens-year': box,
  'closes-day': box,
  'closes-month': box,
  'closes-year': box,
})

export const moderationForm = z.object({
  moderation: z.enum(['after', 'before'], { error: 'listening.refused.moderation' }),
})

export const languagesForm = z.object({
  languages: z
    .union([z.string().transform((one) => [one]), z.array(z.string())], {
      error: 'listening.refused.no-language',
    })
    .pipe(z.array(z.string()).min(1, 'listening.refused.no-language')),
})

export function typedDays(form: z.output<typeof daysForm>, which: 'opens' | 'closes'): TypedDay {
  return {
    day: form[`${which}-day`],
    month: form[`${which}-month`],
    year: form[`${which}-year`],
  }
}

type Given = Record<string, string | string[] | undefined>
const one = (given: Given, name: string) => {
  const value = given[name]
  return Array.isArray(value) ? value[0] : value
}

/** The question, why it is asked, what will come of it and who is asked, in one language. */
export function wordsFields(
  w: Words,
  language: string,
  given: Partial<RoundText> | Given,
  mistakes: Mistakes,
  beside?: RoundText,
): Html {
  const own = attributes({
    lang: language,
    dir: isLanguage(language) ? languages[language].direction : 'auto',
  })
  const shown = (field: keyof typeof longest): Html | string => {
    const hint = w.t(`listening.words.${field}.hint`)
    return beside && beside.language !== language
      ? html`${hint}<br>${languageName(beside.language)}: ${inLanguage(beside[field], beside.language, w)}`
      : hint
  }
  const common = (field: keyof typeof longest) => ({
    words: w,
    name: field,
    label: { text: w.t(`listening.words.${field}`), classes: 'govuk-label--s' },
    hint: shown(field),
    errorMessage: mistakeAt(w, mistakes, field),
    value: one(given, field) ?? '',
  })
  const typing = {
    lang: language,
    dir: isLanguage(language) ? languages[language].direction : 'auto',
  }
  return html`<div${own}>${input({ ...common('question'), attributes: typing })}${textarea({ ...common('reason'), rows: 3, attributes: typing })}${textarea({ ...common('use'), rows: 3, attributes: typing })}${textarea({ ...common('invited'), rows: 2, attributes: typing })}</div>`
}

export function languageField(
  w: Words,
  spoken: readonly string[],
  chosen: readonly string[],
  mistakes: Mistakes,
): Html {
  return checkboxes({
    words: w,
    name: 'languages',
    fieldset: {
      legend: { text: w.t('listening.settings.languages'), classes: 'govuk-fieldset__legend--s' },
    },
    hint: w.t('listening.settings.languages.hint'),
    errorMessage: mistakeAt(w, mistakes, 'languages'),
    items: spoken.map((language) => ({ value: language, text: languageName(language) })),
    values: [...chosen],
  })
}

export function moderationField(w: Words, chosen: string | undefined, mistakes: Mistakes): Html {
  return radios({
    words: w,
    name: 'moderation',
    fieldset: {
      legend: { text: w.t('listening.settings.moderation'), classes: 'govuk-fieldset__legend--s' },
    },
    hint: w.t('listening.settings.moderation.hint'),
    errorMessage: mistakeAt(w, mistakes, 'moderation'),
    value: chosen,
    items: (['after', 'before'] as const).map((value) => ({
      value,
      text: w.t(`listening.settings.moderation.${value}`),
      hint: w.t(`listening.settings.moderation.${value}.hint`),
    })),
  })
}

export function dayField(
  w: Words,
  which: 'opens' | 'closes',
  typed: TypedDay,
  mistakes: Mistakes,
): Html {
  return dateInput({
    words: w,
    id: which,
    namePrefix: which,
    fieldset: {
      legend: { text: w.t(`listening.settings.${which}`), classes: 'govuk-fieldset__legend--s' },
    },
    hint: w.t(`listening.settings.${which}.hint`),
    errorMessage: mistakeAt(w, mistakes, which),
    values: { ...typed },
  })
}
