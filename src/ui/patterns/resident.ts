import { answerButtons } from '../components/answer-buttons.ts'
import { checkboxes } from '../components/checkboxes.ts'
import { copyable } from '../components/copyable.ts'
import { emptyState } from '../components/empty-state.ts'
import { errorSummary } from '../components/error-summary.ts'
import { facts, strong } from '../components/facts.ts'
import { input } from '../components/input.ts'
import { progressDots } from '../components/progress-dots.ts'
import { qrFigure } from '../components/qr-figure.ts'
import { radios } from '../components/radios.ts'
import { statementCard } from '../components/statement-card.ts'
import { tag } from '../components/tag.ts'
import { textarea } from '../components/textarea.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { page } from '../layout.ts'
import type { Words } from '../words/index.ts'
import type { PatternsOptions } from './index.ts'
import { threads } from './listening.ts'
import { draw } from './pattern.ts'

/** What a resident's pages are made of, in the light stylesheet and without scripts. */
export function residentPatterns(words: Words, path: string, options: PatternsOptions = {}): Html {
  const statement = words.t('ui.pattern.statement')
  return page(
    {
      words,
      path,
      title: words.t('ui.pattern.start'),
      theme: options.theme === 'dark' ? 'dark' : 'light',
      resident: true,
      width: 'reading',
      place: { name: words.t('ui.pattern.place'), href: '/' },
    },
    html`${statementCard({
      words,
      id: 'statement',
      statement,
      isPageHeading: true,
      before: html`<p class="small soft">${words.t('ui.pattern.question')}</p>${progressDots({ words, done: 3, total: 7 })}`,
      body: html`<form method="post">${answerButtons({ words, labelledBy: 'statement' })}${checkboxes({ words, name: 'matters', items: [{ value: 'yes', text: words.t('ui.pattern.matters') }] })}</form>`,
    })}${errorSummary({ words, errorList: [{ text: words.t('ui.pattern.words.error'), href: '#words' }] })}${textarea(
      {
        words,
        name: 'words',
        label: words.t('ui.pattern.words'),
        rows: 3,
        errorMessage: words.t('ui.pattern.words.error'),
      },
    )}${input({ words, name: 'name', label: words.t('ui.pattern.name'), hint: words.t('ui.pattern.name.hint') })}${radios(
      {
        words,
        name: 'hear',
        fieldset: { legend: words.t('ui.pattern.hear') },
        items: [
          { value: 'email', text: words.t('ui.pattern.email') },
          { value: 'code', text: words.t('ui.pattern.code') },
        ],
      },
    )}${tag({ text: words.t('ui.pattern.quiet') })}${facts({ items: [words.th('ui.pattern.responded', { count: 214, b: strong })] })}${emptyState(
      { title: words.t('ui.pattern.nobody'), text: words.t('ui.pattern.nobody.text') },
    )}${copyable({ words, id: 'code', label: words.t('ui.pattern.follow'), value: '7K4M-Q2XD', kind: 'code' })}${qrFigure(
      { words, value: 'https://common-thread.example/h/7K4M' },
    )}${threads(words, path).map(draw)}`,
  )
}
