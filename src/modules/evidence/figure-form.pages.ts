import { z } from 'zod'
import { button } from '../../ui/components/button.ts'
import { dateInput } from '../../ui/components/date-input.ts'
import { fieldset } from '../../ui/components/fieldset.ts'
import { input } from '../../ui/components/input.ts'
import { radios } from '../../ui/components/radios.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { html, type Html } from '../../ui/html.ts'
import { isLanguage, languages, type Words } from '../../ui/words/index.ts'
import { given, problemAt, problems, type Partnership, type Sent } from '../partnerships/index.ts'
import { longestText, longestTitle, problemsWith, readDay, readNumber, units } from './figure.ts'

const text = (key: string, most: number, long: string) =>
  z.string({ error: key }).min(1, key).max(most, long)
const optional = (most: number, long: string) => z.string().max(most, long).default('')

const numberOrNothing = z
  .string()
  .default('')
  .transform((typed, ctx) => {
    if (typed === '') return null
    const value = readNumber(typed)
    if (value === undefined) {
      ctx.addIssue({ code: 'custom', message: 'evidence.refused.number' })
      return z.NEVER
    }
    return value
  })

/** What is typed, read and checked; `today` is the day it is. */
export const figureForm = (today: string) =>
  z
    .object({
      title: text('evidence.refused.title', longestTitle, 'evidence.refused.title-long'),
      language: z.string().default(''),
      value: numberOrNothing,
      lower: numberOrNothing,
      upper: numberOrNothing,
      confidence: numberOrNothing,
      unit: z
        .string({ error: 'evidence.refused.unit' })
        .refine(
          (unit) => unit === 'other' || (units as readonly string[]).includes(unit),
          'evidence.refused.unit',
        ),
      unitOther: optional(60, 'evidence.refused.long'),
      place: text('evidence.refused.place', longestTitle, 'evidence.refused.long'),
      period: text('evidence.refused.period', longestTitle, 'evidence.refused.long'),
      comparedWith: optional(longestTitle, 'evidence.refused.long'),
      comparedValue: numberOrNothing,
      source: text('evidence.refused.source', longestTitle * 2, 'evidence.refused.long'),
      sourceUrl: optional(longestText, 'evidence.refused.long').refine(
        (address) => address === '' || /^https?:\/\/[^\s]+$/.test(address),
        'evidence.refused.address',
      ),
      day: z.string().default(''),
      month: z.string().default(''),
      year: z.string().default(''),
      caution: optional(longestText, 'evidence.refused.long'),
    })
    .transform(({ day, month, year, unitOther, sourceUrl, value, ...rest }, ctx) => {
      const refuse = (field: string, message: string) =>
        ctx.addIssue({ code: 'custom', path: [field], message })
      const vintage = readDay(day, month, year)
      if (vintage === undefined) refuse('vintage', 'evidence.refused.vintage')
      if (value === null) refuse('value', 'evidence.refused.value')
      if (rest.unit === 'other' && unitOther === '')
        refuse('unitOther', 'evidence.refused.unit-other')
      if (vintage === undefined || value === null) return z.NEVER
      const figure = {
        ...rest,
        value,
        vintage,
        // A confidence without a range says nothing.
        confidence: rest.lower === null && rest.upper === null ? null : rest.confidence,
        unit: rest.unit === 'other' ? unitOther : rest.unit,
        sourceUrl: sourceUrl === '' ? null : sourceUrl,
      }
      for (const [field, message] of Object.entries(problemsWith(figure, today)))
        refuse(field, message)
      return figure
    })

/** The form that a figure is added with, as it was sent if it was. */
export function figureFields(
  w: Words,
  partnership: Partnership,
  sent: Sent,
  action: string,
  placeName: string,
): Html {
  const line = (
    name: string,
    label: string,
    more: { hint?: string; number?: boolean; value?: string; classes?: string } = {},
  ) =>
    input({
      words: w,
      name,
      label,
      value: given(sent, name) ?? more.value,
      ...(more.hint === undefined ? {} : { hint: more.hint }),
      ...(more.number ? { inputmode: 'decimal', classes: 'govuk-input--width-10' } : {}),
      ...problemAt(w, sent, name),
    })
  return html`${problems(w, sent)}<form method="post" action="${action}" novalidate>
    ${line('title', w.t('evidence.form.title'), { hint: w.t('evidence.form.title.hint') })}
    ${languageField(w, partnership, sent)}
    ${line('value', w.t('evidence.form.value'), { hint: w.t('evidence.form.value.hint'), number: true })}
    ${radios({
      words: w,
      name: 'unit',
      idPrefix: 'unit',
      fieldset: { legend: w.t('evidence.form.unit') },
      value: given(sent, 'unit') ?? 'percent',
      classes: 'govuk-radios--small',
      items: [
        ...units.map((unit) => ({ value: unit, text: w.t(`evidence.form.unit.${unit}`) })),
        {
          value: 'other',
          text: w.t('evidence.form.unit.other'),
          conditional: line('unitOther', w.t('evidence.form.unit.other.label'), {
            hint: w.t('evidence.form.unit.other.hint'),
          }),
        },
      ],
      ...problemAt(w, sent, 'unit'),
    })}
    ${fieldset({
      legend: { text: w.t('evidence.form.range'), classes: 'govuk-fieldset__legend--s' },
      body: html`<p class="govuk-hint">${w.t('evidence.form.range.hint')}</p>
        ${line('lower', w.t('evidence.form.lower'), { number: true })}
        ${line('upper', w.t('evidence.form.upper'), { number: true })}
        ${line('confidence', w.t('evidence.form.confidence'), { hint: w.t('evidence.form.confidence.hint'), number: true, value: '95' })}`,
    })}
    ${line('place', w.t('evidence.form.place'), { hint: w.t('evidence.form.place.hint'), value: placeName })}
    ${line('period', w.t('evidence.form.period'), { hint: w.t('evidence.form.period.hint') })}
    ${fieldset({
      legend: { text: w.t('evidence.form.compared'), classes: 'govuk-fieldset__legend--s' },
      body: html`${line('comparedWith', w.t('evidence.form.compared-with'), { hint: w.t('evidence.form.compared-with.hint') })}
        ${line('comparedValue', w.t('evidence.form.compared-value'), { number: true })}`,
    })}
    ${line('source', w.t('evidence.form.source'), { hint: w.t('evidence.form.source.hint') })}
    ${line('sourceUrl', w.t('evidence.form.source-url'), { hint: w.t('evidence.form.source-url.hint') })}
    ${dateInput({
      words: w,
      id: 'vintage',
      fieldset: { legend: w.t('evidence.form.vintage') },
      hint: w.t('evidence.form.vintage.hint'),
      values: {
        day: given(sent, 'day'),
        month: given(sent, 'month'),
        year: given(sent, 'year'),
      },
      ...problemAt(w, sent, 'vintage'),
    })}
    ${textarea({ words: w, name: 'caution', rows: 3, label: w.t('evidence.form.caution'), hint: w.t('evidence.form.caution.hint'), value: given(sent, 'caution'), ...problemAt(w, sent, 'caution') })}
    ${button({ text: w.t('evidence.form.go') })}
  </form>`
}

function languageField(w: Words, partnership: Partnership, sent: Sent): Html {
  const spoken = partnership.languages.filter(isLanguage)
  if (spoken.length < 2)
    return html`<input type="hidden" name="language" value="${spoken[0] ?? 'en'}">`
  return radios({
    words: w,
    name: 'language',
    fieldset: { legend: w.t('evidence.form.language') },
    value: given(sent, 'language') ?? w.language,
    classes: 'govuk-radios--inline govuk-radios--small',
    items: spoken.map((each) => ({ value: each, text: languages[each].name })),
  })
}
