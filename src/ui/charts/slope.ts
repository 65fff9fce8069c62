import { scaleLinear } from 'd3-scale'
import { html, join } from '../html.ts'
import type { Html } from '../html.ts'
import { mark } from './axis.ts'
import { curves, figure, plot, short } from './figure.ts'
import type { ChartOptions } from './figure.ts'
import { apart } from './apart.ts'

export type SlopeItem = Readonly<{
  label: string
  from: number
  to: number
  /** The one the page is about. */
  strong?: boolean | undefined
}>

export type SlopeOptions = ChartOptions &
  Readonly<{
    items: readonly SlopeItem[]
    /** What the two sides are: “2024”, “2026”. */
    before: string
    after: string
    say?: ((value: number) => string) | undefined
  }>

/** Two moments, and a line for each thing between them: what rose, what fell, by how much. */
export function slope(options: SlopeOptions): Html {
  const { words, items } = options
  const say = options.say ?? ((value: number) => words.number(value))
  const body =
    items.length === 0
      ? html``
      : html`${drawn(options, say, true)}${drawn(options, say, false)}<ol class="small chart__narrow">${items.map(
          (item) =>
            html`<li>${words.t('ui.chart.slope.item', { label: item.label, from: say(item.from), to: say(item.to) })}</li>`,
        )}</ol>`
  return figure(options, { said: said(options, say), body, table: dataOf(options, say) })
}

// Lines of text between two labels, so that they never touch.
const GAP = 1.25

/** Wide, each line carries its name; narrow, a number, and the names are listed below. */
function drawn(options: SlopeOptions, say: (value: number) => string, wide: boolean): Html {
  const { words, id, items, before, after } = options
  const rtl = words.direction === 'rtl'
  const height = Math.max(10, items.length * GAP * 1.5) + 3
  const values = items.flatMap((item) => [item.from, item.to])
  const y = scaleLinear([Math.min(...values), Math.max(...values)], [height - 1, 3])
  const lefts = apart(
    items.map((item) => y(item.from)),
    GAP,
    2.6,
    height - 0.4,
  )
  const rights = apart(
    items.map((item) => y(item.to)),
    GAP,
    2.6,
    height - 0.4,
  )
  const start = wide ? 42 : 30
  const aside = wide ? 2 : 4
  const end = wide ? 82 : 72
  const at = (share: number) => (rtl ? 100 - share : share)
  const lines = items.map(
    (item) =>
      html`<path class="chart__line${item.strong ? ' chart__line--strong' : ''}" d="M${at(start)} ${short(y(item.from))}L${at(end)} ${short(y(item.to))}"/>`,
  )
  const texts = items.map((item, index) => {
    const named = item.strong ? 'chart__strong' : ''
    const left = wide
      ? `${item.label}  ${say(item.from)}`
      : `${words.number(index + 1)}. ${say(item.from)}`
    return html`<text class="${named}" x="${at(start - aside)}%" y="${short(lefts[index]! + 0.35)}em" text-anchor="end">${left}</text><text class="${named}" x="${at(end + aside)}%" y="${short(rights[index]! + 0.35)}em">${say(item.to)}</text>`
  })
  const ends = items.flatMap((item) => {
    const named = item.strong ? 'chart__point chart__point--strong' : 'chart__point'
    return [
      mark('round', at(start), y(item.from), named),
      mark('round', at(end), y(item.to), named),
    ]
  })
  return plot(
    id,
    height,
    html`<text class="chart__quiet" x="${at(start)}%" y="1em" text-anchor="middle">${before}</text><text class="chart__quiet" x="${at(end)}%" y="1em" text-anchor="middle">${after}</text>${curves(height, join(lines))}${ends}${texts}`,
    wide ? 'chart__wide' : 'chart__narrow',
  )
}

function said(
  { words, items, before, after }: SlopeOptions,
  say: (value: number) => string,
): string[] {
  if (items.length === 0) return [words.t('ui.chart.none')]
  const up = items.filter((item) => item.to > item.from).length
  const down = items.filter((item) => item.to < item.from).length
  const strong = items.filter((item) => item.strong)
  return [
    words.t('ui.chart.slope.said', { before, after, up, down, same: items.length - up - down }),
    ...strong.map((item) =>
      words.t('ui.chart.slope.item', { label: item.label, from: say(item.from), to: say(item.to) }),
    ),
  ]
}

function dataOf({ items, before, after, words }: SlopeOptions, say: (value: number) => string) {
  return {
    head: [
      { text: words.t('ui.chart.name') },
      { text: before, format: 'numeric' as const },
      { text: after, format: 'numeric' as const },
    ],
    rows: items.map((item) => [
      { text: item.label },
      { text: say(item.from), format: 'numeric' as const },
      { text: say(item.to), format: 'numeric' as const },
    ]),
  }
}
