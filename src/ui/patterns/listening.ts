import { answerButtons } from '../components/answer-buttons.ts'
import { checkboxes } from '../components/checkboxes.ts'
import { facts, strong } from '../components/facts.ts'
import { progressDots } from '../components/progress-dots.ts'
import { shareBar, shareBars } from '../components/share-bar.ts'
import { statementCard } from '../components/statement-card.ts'
import { tag } from '../components/tag.ts'
import { testimony } from '../components/testimony.ts'
import { thread } from '../components/thread.ts'
import { html } from '../html.ts'
import type { Words } from '../words/index.ts'
import type { Section } from './pattern.ts'

const group = (words: Words, name: string) => words.t('ui.pattern.group', { name })

const rows = (words: Words) => [
  { label: group(words, 'A'), shares: { agree: 91, disagree: 4, unsure: 5 } },
  { label: group(words, 'B'), shares: { agree: 84, disagree: 7, unsure: 9 } },
  { label: group(words, 'C'), shares: { agree: 78, disagree: 10, unsure: 12 } },
]

export const listening: Section = (words) => {
  const card = (id: string, statement: string, disabled: boolean, chosen?: 'agree') =>
    statementCard({
      words,
      id,
      statement,
      before: html`<p class="small soft">${words.t('ui.pattern.place')} · ${words.t('ui.pattern.question')}</p>${progressDots({ words, done: 3, total: 7 })}`,
      body: html`${answerButtons({ words, labelledBy: id, disabled, chosen })}<div class="govuk-!-margin-top-4">${checkboxes({ words, name: 'matters', idPrefix: `${id}-matters`, classes: 'govuk-checkboxes--small', formGroup: { classes: 'govuk-!-margin-bottom-0' }, items: [{ value: 'yes', text: words.t('ui.pattern.matters'), disabled }] })}</div>`,
    })
  return [
    {
      name: 'statementCard',
      states: [
        {
          state: words.t('ui.pattern.state.usual'),
          body: card('statement-usual', words.t('ui.pattern.statement'), false),
        },
        {
          state: words.t('ui.pattern.done'),
          body: card('statement-chosen', words.t('ui.pattern.statement.bus'), false, 'agree'),
        },
        {
          state: words.t('ui.pattern.state.off'),
          body: card('statement-off', words.t('ui.pattern.statement.park'), true),
        },
        {
          state: words.t('ui.pattern.state.long'),
          body: card('statement-long', words.t('ui.pattern.statement.rent'), false),
        },
      ],
    },
    {
      name: 'shareBars',
      states: [
        {
          state: words.t('ui.pattern.state.usual'),
          body: shareBars({ words, rows: rows(words) }),
        },
        {
          state: words.t('ui.pattern.state.empty'),
          body: shareBars({
            words,
            rows: [{ label: group(words, 'D'), shares: { agree: 0, disagree: 0, unsure: 0 } }],
          }),
        },
        {
          state: words.t('ui.pattern.statement.park'),
          body: shareBar({ words, shares: { agree: 640, disagree: 588, unsure: 102 } }),
        },
      ],
    },
    {
      name: 'progressDots',
      states: [
        {
          state: words.t('ui.pattern.state.usual'),
          body: progressDots({ words, done: 3, total: 7 }),
        },
        {
          state: words.t('ui.pattern.state.empty'),
          body: progressDots({ words, done: 0, total: 7 }),
        },
        {
          state: words.t('ui.pattern.state.long'),
          body: progressDots({ words, done: 57, total: 120 }),
        },
      ],
    },
  ]
}

export const threads: Section = (words, path) => [
  {
    name: 'thread',
    states: [
      {
        state: words.t('ui.pattern.state.usual'),
        body: thread({
          words,
          headingLevel: 4,
          stitches: [
            {
              verb: words.t('ui.pattern.said'),
              when: words.date('2026-03-12', 'day'),
              who: words.t('ui.pattern.laundrette'),
              body: html`<blockquote class="said">${words.t('ui.pattern.statement.bus')}</blockquote>${shareBars({ words, rows: rows(words) })}${facts({ items: [words.th('ui.pattern.responded', { count: 214, b: strong }), words.th('ui.pattern.routes', { b: strong })] })}`,
              proof: path,
            },
            {
              verb: words.t('ui.pattern.decided'),
              when: words.date('2026-04-03', 'day'),
              who: words.t('ui.pattern.board'),
              title: words.t('ui.pattern.priority'),
              body: testimony({
                quote: words.t('ui.pattern.dissent'),
                source: words.t('ui.pattern.dissent.who'),
                quiet: true,
              }),
            },
            {
              verb: words.t('ui.pattern.promised'),
              when: words.date('2026-05-20', 'day'),
              who: words.t('ui.pattern.buses'),
              body: html`<p class="govuk-body">${words.t('ui.pattern.route')}</p><p class="row">${tag({ text: `● ${words.t('ui.pattern.kept')}`, classes: 'govuk-tag--green' })} ${tag({ text: `◐ ${words.t('ui.pattern.partly')}`, classes: 'govuk-tag--yellow' })}</p>`,
              proof: path,
            },
            {
              verb: words.t('ui.pattern.open'),
              body: html`<p class="govuk-body">${words.t('ui.pattern.saturdays')}</p><p>${tag({ text: `○ ${words.t('ui.pattern.quiet')}`, classes: 'govuk-tag--grey' })}</p>`,
              open: true,
            },
          ],
        }),
      },
    ],
  },
]
