import { describe } from '../components/share-bar.ts'
import type { Shares } from '../components/share-bar.ts'
import { html, join } from '../html.ts'
import type { Html } from '../html.ts'
import type { Words } from '../words/index.ts'
import { figure, short } from './figure.ts'
import type { ChartOptions } from './figure.ts'

export type DivergingRow = Readonly<{
  label: string
  shares: Shares
  /** Words to set beside it: “Common ground”. */
  note?: string | undefined
  href?: string | undefined
}>

export type DivergingBarsOptions = ChartOptions & Readonly<{ rows: readonly DivergingRow[] }>

/**
 * Agreement to one side of a line, disagreement to the other, those not sure astride it. The words
 * are set as words, so that a long statement wraps; the bars stand under them.
 */
export function divergingBars(options: DivergingBarsOptions): Html {
  const { words, rows } = options
  const scaled = rows.map((row) => ({ row, ...parts(row.shares) }))
  const reach = Math.max(
    0.01,
    ...scaled.map(({ agree, disagree, unsure }) => Math.max(agree, disagree) + unsure / 2),
  )
  const body = html`<ul class="legend" aria-hidden="true">${(
    ['disagree', 'unsure', 'agree'] as const
  ).map(
    (name) =>
      html`<li><svg focusable="false"><rect class="chart__bar--${name}" width="100%" height="100%"/></svg>${words.t(`ui.answer.${name}`)}</li>`,
  )}</ul><ul class="diverging">${scaled.map(
    ({ row, ...each }) =>
      html`<li><p class="diverging__label">${row.href ? html`<a class="govuk-link" href="${row.href}">${row.label}</a>` : row.label}${row.note ? html` <strong class="govuk-tag">${row.note}</strong>` : null}</p>${bar(words, each, reach)}<p class="diverging__said">${describe(words, row.shares)}</p></li>`,
  )}</ul>`
  return figure(options, { said: said(options), body, table: dataOf(options) })
}

function said({ words, rows }: DivergingBarsOptions): string[] {
  if (rows.length === 0) return [words.t('ui.chart.none')]
  const agreement = (row: DivergingRow) => parts(row.shares).agree - parts(row.shares).disagree
  const sorted = [...rows].sort((one, other) => agreement(other) - agreement(one))
  const most = sorted[0]!
  const least = sorted.at(-1)!
  const first = words.t('ui.chart.bars.most', {
    label: most.label,
    share: words.percent(parts(most.shares).agree),
  })
  if (rows.length < 2) return [first]
  return [
    words.t('ui.chart.bars.count', { count: rows.length }),
    first,
    words.t('ui.chart.bars.least', {
      label: least.label,
      share: words.percent(parts(least.shares).disagree),
    }),
  ]
}

function parts({ agree, disagree, unsure }: Shares): Shares {
  const total = agree + disagree + unsure || 1
  return { agree: agree / total, disagree: disagree / total, unsure: unsure / total }
}

function bar(words: Words, { agree, disagree, unsure }: Shares, reach: number): Html {
  const scale = 50 / reach
  const blocks = [
    ['disagree', 50 - (disagree + unsure / 2) * scale, disagree * scale],
    ['unsure', 50 - (unsure / 2) * scale, unsure * scale],
    ['agree', 50 + (unsure / 2) * scale, agree * scale],
  ] as const
  const rtl = words.direction === 'rtl'
  return html`<svg class="diverging__bar" width="100%" height="1.2em" aria-hidden="true" focusable="false">${join(
    blocks.map(
      ([name, x, width]) =>
        html`<rect class="chart__bar--${name}" x="${short(rtl ? 100 - x - width : x)}%" width="${short(width)}%" height="100%"/>`,
    ),
  )}<line class="chart__axis" x1="50%" x2="50%" y1="-0.2em" y2="1.4em"/></svg>`
}

function dataOf({ words, rows }: DivergingBarsOptions) {
  const count = (value: number) => ({ text: words.number(value), format: 'numeric' as const })
  return {
    head: [
      { text: words.t('ui.chart.statement') },
      { text: words.t('ui.answer.agree'), format: 'numeric' as const },
      { text: words.t('ui.answer.unsure'), format: 'numeric' as const },
      { text: words.t('ui.answer.disagree'), format: 'numeric' as const },
    ],
    rows: rows.map(({ label, shares }) => [
      { text: label },
      count(shares.agree),
      count(shares.unsure),
      count(shares.disagree),
    ]),
  }
}
