// Long because every kind of question is shown here, each as it usually is and as it is when wrong.
import { button } from '../components/button.ts'
import { characterCount } from '../components/character-count.ts'
import { checkboxes } from '../components/checkboxes.ts'
import { dateInput } from '../components/date-input.ts'
import { errorSummary } from '../components/error-summary.ts'
import { fileUpload } from '../components/file-upload.ts'
import { filterForm } from '../components/filter-form.ts'
import { input } from '../components/input.ts'
import { languagePicker } from '../components/language-picker.ts'
import { radios } from '../components/radios.ts'
import { select } from '../components/select.ts'
import { textarea } from '../components/textarea.ts'
import { html } from '../html.ts'
import type { Words } from '../words/index.ts'
import type { Section } from './pattern.ts'

const themes = (words: Words) => [
  { value: 'getting', text: words.t('ui.pattern.getting') },
  { value: 'home', text: words.t('ui.pattern.home') },
  { value: 'company', text: words.t('ui.pattern.company') },
]

export const forms: Section = (words, path) => {
  const usual = words.t('ui.pattern.state.usual')
  const wrong = words.t('ui.pattern.state.wrong')
  const off = words.t('ui.pattern.state.off')
  const legend = (text: string) => ({ legend: { text, classes: 'govuk-fieldset__legend--m' } })
  return [
    {
      name: 'button',
      states: [
        {
          state: usual,
          body: html`<div class="govuk-button-group">${button({ text: words.t('ui.pattern.save') })}${button({ text: words.t('ui.pattern.leave'), classes: 'govuk-button--secondary' })}${button({ text: words.t('ui.pattern.remove'), classes: 'govuk-button--warning' })}${button({ text: words.t('ui.pattern.start'), href: path, isStartButton: true })}</div>`,
        },
        {
          state: off,
          body: html`<div class="govuk-button-group">${button({ text: words.t('ui.pattern.save'), disabled: true })}${button({ text: words.t('ui.pattern.leave'), disabled: true, classes: 'govuk-button--secondary' })}</div>`,
        },
      ],
    },
    {
      name: 'errorSummary',
      states: [
        {
          state: usual,
          body: errorSummary({
            words,
            disableAutoFocus: true,
            errorList: [
              { text: words.t('ui.pattern.name.error'), href: '#name-wrong' },
              { text: words.t('ui.pattern.when.error'), href: '#when-wrong-day' },
            ],
          }),
        },
      ],
    },
    {
      name: 'input',
      states: [
        {
          state: usual,
          body: html`${input({ words, name: 'name', label: words.t('ui.pattern.name'), hint: words.t('ui.pattern.name.hint'), classes: 'govuk-input--width-20' })}${input({ words, name: 'amount', label: words.t('ui.pattern.amount'), prefix: '£', inputmode: 'numeric', classes: 'govuk-input--width-5' })}`,
        },
        {
          state: wrong,
          body: input({
            words,
            name: 'name-wrong',
            label: words.t('ui.pattern.name'),
            hint: words.t('ui.pattern.name.hint'),
            errorMessage: words.t('ui.pattern.name.error'),
            value: words.t('ui.pattern.statement'),
          }),
        },
        {
          state: off,
          body: input({
            words,
            name: 'name-off',
            label: words.t('ui.pattern.name'),
            disabled: true,
            value: words.t('ui.pattern.place'),
          }),
        },
      ],
    },
    {
      name: 'textarea',
      states: [
        {
          state: usual,
          body: textarea({ words, name: 'words', label: words.t('ui.pattern.words'), rows: 3 }),
        },
        {
          state: wrong,
          body: textarea({
            words,
            name: 'words-wrong',
            label: words.t('ui.pattern.words'),
            rows: 3,
            errorMessage: words.t('ui.pattern.words.error'),
          }),
        },
      ],
    },
    {
      name: 'characterCount',
      states: [
        {
          state: usual,
          body: characterCount({
            words,
            name: 'count',
            label: words.t('ui.pattern.words'),
            rows: 3,
            maxlength: 280,
          }),
        },
        {
          state: wrong,
          body: characterCount({
            words,
            name: 'count-wrong',
            label: words.t('ui.pattern.words'),
            rows: 3,
            maxlength: 40,
            value: words.t('ui.pattern.statement.bus'),
            errorMessage: words.t('ui.pattern.words.error'),
          }),
        },
      ],
    },
    {
      name: 'radios',
      states: [
        {
          state: usual,
          body: radios({
            words,
            name: 'hear',
            fieldset: legend(words.t('ui.pattern.hear')),
            value: 'code',
            items: [
              {
                value: 'email',
                text: words.t('ui.pattern.email'),
                conditional: input({
                  words,
                  name: 'address',
                  label: words.t('ui.pattern.email'),
                  type: 'email',
                  autocomplete: 'email',
                }),
              },
              { value: 'text', text: words.t('ui.pattern.text'), disabled: true },
              {
                value: 'code',
                text: words.t('ui.pattern.code'),
                hint: words.t('ui.pattern.name.hint'),
              },
              { divider: words.t('ui.pattern.or') },
              { value: 'nothing', text: words.t('ui.pattern.nothing') },
            ],
          }),
        },
        {
          state: wrong,
          body: radios({
            words,
            name: 'hear-wrong',
            classes: 'govuk-radios--inline',
            fieldset: legend(words.t('ui.pattern.hear')),
            errorMessage: words.t('ui.pattern.hear.error'),
            items: [
              { value: 'email', text: words.t('ui.pattern.email') },
              { value: 'text', text: words.t('ui.pattern.text') },
            ],
          }),
        },
      ],
    },
    {
      name: 'checkboxes',
      states: [
        {
          state: usual,
          body: checkboxes({
            words,
            name: 'matters',
            items: [{ value: 'yes', text: words.t('ui.pattern.matters') }],
          }),
        },
        {
          state: wrong,
          body: checkboxes({
            words,
            name: 'themes-wrong',
            classes: 'govuk-checkboxes--small',
            fieldset: legend(words.t('ui.pattern.themes')),
            hint: words.t('ui.pattern.name.hint'),
            errorMessage: words.t('ui.pattern.hear.error'),
            values: ['home'],
            items: themes(words),
          }),
        },
      ],
    },
    {
      name: 'dateInput',
      states: [
        {
          state: usual,
          body: dateInput({
            words,
            id: 'when',
            namePrefix: 'when',
            fieldset: legend(words.t('ui.pattern.when')),
            hint: words.t('ui.pattern.when.hint'),
          }),
        },
        {
          state: wrong,
          body: dateInput({
            words,
            id: 'when-wrong',
            namePrefix: 'when-wrong',
            fieldset: legend(words.t('ui.pattern.when')),
            hint: words.t('ui.pattern.when.hint'),
            errorMessage: words.t('ui.pattern.when.error'),
            items: [
              { name: 'day', value: 41, error: true },
              { name: 'month', value: 3 },
              { name: 'year', value: 2026 },
            ],
          }),
        },
      ],
    },
    {
      name: 'select',
      states: [
        {
          state: usual,
          body: select({
            words,
            name: 'theme',
            label: words.t('ui.pattern.themes'),
            value: 'home',
            items: themes(words),
          }),
        },
        {
          state: wrong,
          body: select({
            words,
            name: 'theme-wrong',
            label: words.t('ui.pattern.themes'),
            errorMessage: words.t('ui.pattern.hear.error'),
            items: themes(words),
          }),
        },
      ],
    },
    {
      name: 'fileUpload',
      states: [
        {
          state: usual,
          body: fileUpload({
            words,
            name: 'file',
            label: words.t('ui.pattern.file'),
            javascript: true,
          }),
        },
        {
          state: wrong,
          body: fileUpload({
            words,
            name: 'file-wrong',
            label: words.t('ui.pattern.file'),
            errorMessage: words.t('ui.pattern.file.error'),
          }),
        },
      ],
    },
    {
      name: 'filterForm',
      states: [
        {
          state: usual,
          body: filterForm({
            words,
            action: path,
            clear: path,
            fields: html`${input({ words, name: 'q', label: words.t('ui.pattern.words') })}${select({ words, name: 'about', label: words.t('ui.pattern.themes'), items: themes(words) })}`,
          }),
        },
      ],
    },
    {
      name: 'languagePicker',
      states: [{ state: usual, body: languagePicker({ words, action: path }) }],
    },
  ]
}
