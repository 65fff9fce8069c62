import { attributes } from '../../ui/attributes.ts'
import { button } from '../../ui/components/button.ts'
import { checkboxes } from '../../ui/components/checkboxes.ts'
import { details } from '../../ui/components/details.ts'
import { errorMessage } from '../../ui/components/error-message.ts'
import { facts, strong } from '../../ui/components/facts.ts'
import { input } from '../../ui/components/input.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { select } from '../../ui/components/select.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { aboutWordsIn, type AboutQuestion } from './about-question.ts'
import type { Batch, Pass } from './batch.ts'
import type { SheetAtHand } from './keying.actions.ts'
import { mistakeAt, mistakeSummary, type Mistakes } from './mistake.pages.ts'
import { inLanguage, languageName, type RoundEntry } from './round-entry.pages.ts'
import type { Statement } from './statement.ts'

export type KeyingEntry = RoundEntry & {
  batch: Batch
  pass: Pass
  /** How many sheets this pass holds, and which one comes next. */
  keyed: number
  place: number
}

/** What was typed into the form, when it comes back with a mistake. */
export type Typed = Record<string, string>

const field = (w: Words, mistakes: Mistakes, name: string) => {
  const said = mistakeAt(w, mistakes, name)
  return said === undefined ? {} : { errorMessage: said }
}

/** Between two sheets: the next serial, or a code for somebody who has none; and the end of the pass. */
export function betweenSheets(
  { w, batch, pass, keyed }: KeyingEntry,
  shown: { mistakes: Mistakes; typed: string; kept: string | undefined; action: string },
): Html {
  const { mistakes, typed, kept, action } = shown
  const keyedBefore = mistakes['code']?.key === 'paper.refused.serial-keyed'
  const post = (act: string, text: string, classes = 'govuk-button--secondary') =>
    html`<form method="post" action="${action}">${button({ text, name: 'do', value: act, classes, preventDoubleClick: true })}</form>`
  return html`${mistakeSummary(w, mistakes)}
    ${kept && /^\d{1,5}$/.test(kept) ? notificationBanner({ words: w, type: 'success', text: w.t('paper.keying.kept', { place: Number(kept) }) }) : null}
    <p class="kicker">${batch.name}</p>
    <h1>${w.t(`paper.pass.${pass}`)}</h1>
    ${facts({ items: [w.th('paper.pass.sheets', { count: keyed, b: strong })] })}
    ${pass === 2 ? html`<p>${w.t('paper.keying.blind')}</p>` : null}
    <form method="post" action="${action}" novalidate>
      ${input({ words: w, name: 'code', label: { text: w.t('paper.keying.serial'), classes: 'govuk-label--m' }, hint: w.t('paper.keying.serial.hint'), value: typed, classes: 'govuk-input--width-10', autocomplete: 'off', autocapitalize: 'characters', spellcheck: false, attributes: { 'data-focus': 'yes', dir: 'ltr' }, ...field(w, mistakes, 'code') })}
      ${button({ text: w.t('paper.keying.open'), name: 'do', value: 'open' })}
      ${keyedBefore ? button({ text: w.t('paper.keying.again'), name: 'again', value: 'yes', classes: 'govuk-button--secondary' }) : null}
    </form>
    <h2>${w.t('paper.keying.no-serial')}</h2>
    <p>${w.t('paper.keying.no-serial.text')}</p>
    ${post('fresh', w.t('paper.keying.fresh'))}
    ${
      keyed === 0
        ? nothing
        : html`<h2>${w.t('paper.keying.end')}</h2>
      <p>${w.t('paper.keying.end.text', { count: keyed })}</p>
      ${post('finish', w.t('paper.keying.finish'))}
      ${details({ summary: w.t('paper.keying.restart'), text: html`<p>${w.t('paper.keying.restart.text')}</p>${post('restart', w.t('paper.keying.restart.go'), 'govuk-button--warning')}` })}`
    }`
}

/** One sheet: a row a statement, in the order in which they are printed. */
export function sheetForm(
  entry: KeyingEntry,
  hand: SheetAtHand,
  questions: readonly AboutQuestion[],
  shown: { typed: Typed; mistakes: Mistakes; action: string; proof: string; again: boolean },
): Html {
  const { w, batch, pass, round } = entry
  const { typed, mistakes, action } = shown
  const place = hand.already?.place ?? entry.place
  const words = hand.words ?? hand.already
  const value = (name: string, before = '') => typed[name] ?? before
  const checked = typed['do'] ? typed['mayPublish'] === 'yes' : (words?.mayPublish ?? false)
  return html`${mistakeSummary(w, mistakes)}
    <p class="kicker">${batch.name}, ${w.t(`paper.pass.${pass}`)}</p>
    <h1>${w.t('paper.keying.sheet', { place })}</h1>
    ${insetText({ text: hand.printed || hand.words || hand.already ? w.th('paper.keying.corner', { place, code: code(hand.code), b: strong }) : w.th('paper.keying.read-out', { place, code: code(hand.code), b: strong }) })}
    ${keysHelp(w)}
    <form method="post" action="${action}" novalidate data-keying autocomplete="off">
      <input type="hidden" name="code" value="${hand.code}"><input type="hidden" name="proof" value="${shown.proof}"><input type="hidden" name="again" value="${shown.again ? 'yes' : ''}">
      <table class="govuk-table"><caption class="govuk-table__caption govuk-table__caption--s">${w.t('paper.keying.marks')}</caption>
        <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">${w.t('paper.keying.statement')}</th><th scope="col" class="govuk-table__header">${w.t('paper.keying.key')}</th></tr></thead>
        <tbody class="govuk-table__body">${hand.statements.map((statement) => row(w, statement, hand.language, value(`m-${statement.id}`), mistakes))}</tbody></table>
      ${questions.map((question) => about(w, question, round.languages, hand.language, value(`a-${question.id}`), mistakes))}
      ${words && hand.words && (words.ownStatement || words.ownWords) ? html`<p><strong>${w.t('paper.keying.check-words')}</strong></p>` : null}
      ${textarea({ words: w, name: 'ownStatement', label: w.t('paper.keying.own-statement'), hint: w.t('paper.keying.own-statement.hint'), rows: 2, value: value('ownStatement', words?.ownStatement), ...field(w, mistakes, 'ownStatement') })}
      ${textarea({ words: w, name: 'ownWords', label: w.t('paper.keying.own-words'), hint: w.t('paper.keying.own-words.hint'), rows: 3, value: value('ownWords', words?.ownWords), ...field(w, mistakes, 'ownWords') })}
      ${checkboxes({ words: w, name: 'mayPublish', items: [{ value: 'yes', text: w.t('paper.keying.may-publish') }], values: checked ? ['yes'] : [], classes: 'govuk-checkboxes--small' })}
      ${round.languages.length > 1 ? select({ words: w, name: 'language', label: w.t('paper.keying.language'), items: round.languages.map((each) => ({ value: each, text: languageName(each) })), value: value('language', words?.language ?? hand.language) }) : null}
      ${button({ text: w.t('paper.keying.keep'), name: 'do', value: 'keep', preventDoubleClick: true })}
    </form>
    <form method="post" action="${action}">${button({ text: w.t('paper.keying.put-back'), name: 'do', value: 'put-back', classes: 'govuk-button--secondary' })}</form>`
}

const code = (text: string) => html`<strong class="code" dir="ltr">${text}</strong>`

function row(
  w: Words,
  statement: Statement,
  language: string,
  typed: string,
  mistakes: Mistakes,
): Html {
  const name = `m-${statement.id}`
  const wrong = mistakeAt(w, mistakes, name)
  const said = statement.translations[language]
  const shown =
    said === undefined
      ? inLanguage(statement.text, statement.language, w)
      : inLanguage(said, language, w)
  return html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><label for="${name}">${statement.number}. ${shown}</label>${wrong === undefined ? null : errorMessage({ words: w, id: `${name}-error`, text: wrong })}</th>
    <td class="govuk-table__cell"><input${attributes({ class: `govuk-input govuk-input--width-3${wrong === undefined ? '' : ' govuk-input--error'}`, id: name, name, value: typed, maxlength: 3, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', dir: 'ltr', 'data-mark': 'yes', 'aria-describedby': wrong === undefined ? null : `${name}-error` })}></td></tr>`
}

/** The options' numbers are those of their order on the sheet. */
function about(
  w: Words,
  question: AboutQuestion,
  languages: readonly string[],
  language: string,
  typed: string,
  mistakes: Mistakes,
): Html {
  const name = `a-${question.id}`
  const { label, options } = aboutWordsIn(question, language, languages)
  const hint =
    question.kind === 'words'
      ? w.t('paper.keying.about.words')
      : html`${w.t(question.kind === 'choice' ? 'paper.keying.about.one' : 'paper.keying.about.many')} ${options.map((option, index) => html`<span><b>${index + 1}</b> ${option}${index + 1 < options.length ? ', ' : ''}</span>`)}`
  return input({
    words: w,
    name,
    label,
    hint,
    value: typed,
    ...(question.kind === 'words' ? {} : { classes: 'govuk-input--width-5' }),
    autocomplete: 'off',
    ...field(w, mistakes, name),
  })
}

function keysHelp(w: Words): Html {
  const keys = ['1', '2', '3', '0', '+', 'w', 'x'] as const
  const names = {
    '1': 'agree',
    '2': 'disagree',
    '3': 'unsure',
    '0': 'empty',
    '+': 'important',
    w: 'two-marks',
    x: 'unreadable',
  } as const
  return html`<ul class="facts">${keys.map((key) => html`<li><kbd><b>${key}</b></kbd> ${w.t(`paper.mark.${names[key]}`)}</li>`)}</ul>`
}
