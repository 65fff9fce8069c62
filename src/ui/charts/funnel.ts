import { scaleLinear } from 'd3-scale'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { across, ends, grid, mark } from './axis.ts'
import { curves, figure, plot, short } from './figure.ts'
import type { ChartOptions } from './figure.ts'

export type FunnelPoint = Readonly<{
  label: string
  /** How many it is measured on: people, or events that could have been. */
  size: number
  value: number
  /** Beyond what chance allows. */
  outside?: 'high' | 'low' | null | undefined
}>

/** The range of chance at one size: 95% inner, 99.8% outer. */
export type FunnelLimit = Readonly<{
  size: number
  lower: number
  upper: number
  outerLower: number
  outerUpper: number
}>

export type FunnelOptions = ChartOptions &
  Readonly<{
    points: readonly FunnelPoint[]
    limits: readonly FunnelLimit[]
    average: number
    /** What size counts: “people asked”. */
    sizeLabel: string
    say?: ((value: number) => string) | undefined
  }>

const TOP = 1.4
const PLOT = 13
const HEIGHT = TOP + PLOT + 0.3

/** Places of different size against the range that chance gives each: not a ranking. */
export function funnel(options: FunnelOptions): Html {
  const { words, id, points, limits, average, sizeLabel } = options
  const say = options.say ?? ((value: number) => words.number(value))
  const outside = points.filter((point) => point.outside)
  if (points.length === 0) {
    return figure(options, {
      said: [words.t('ui.chart.none')],
      body: html``,
      table: dataOf(options, say),
    })
  }
  const sizes = [...points, ...limits].map((each) => each.size)
  const values = [
    average,
    ...points.map((point) => point.value),
    ...limits.flatMap((limit) => [limit.outerLower, limit.outerUpper]),
  ]
  const y = scaleLinear([Math.min(...values), Math.max(...values)], [TOP + PLOT, TOP]).nice(4)
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  const x = across(words, least, most)
  const curve = (pick: (limit: FunnelLimit) => number) =>
    limits
      .map(
        (limit, index) =>
          `${index === 0 ? 'M' : 'L'}${short(x(limit.size))} ${short(y(pick(limit)))}`,
      )
      .join('')
  const base = TOP + PLOT
  const drawn = html`${grid(words, y.ticks(4), y, say)}${curves(
    HEIGHT,
    html`<path class="chart__limit" d="${curve((limit) => limit.outerLower)}"/><path class="chart__limit" d="${curve((limit) => limit.outerUpper)}"/><path class="chart__mean" d="${curve((limit) => limit.lower)}"/><path class="chart__mean" d="${curve((limit) => limit.upper)}"/><path class="chart__axis" d="M0 ${short(y(average))}h100"/>`,
  )}${points.map((point) =>
    point.outside ? null : mark('round', x(point.size), y(point.value), 'chart__point', 4),
  )}${outside.map((point, index) => {
    const at = x(point.size)
    // The number stands on the side away from the nearer edge.
    const anchor = (words.direction === 'rtl' ? 100 - at : at) > 80 ? 'end' : 'start'
    const aside = (anchor === 'start') === (words.direction === 'ltr') ? 9 : -9
    return html`${mark('diamond', at, y(point.value), 'chart__point chart__point--strong')}<svg x="${short(at)}%" y="${short(y(point.value))}em" overflow="visible"><text class="chart__strong chart__halo" x="${aside}" y="0.35em" text-anchor="${anchor}">${words.number(index + 1)}</text></svg>`
  })}<line class="chart__axis" x1="0" x2="100%" y1="${base}em" y2="${base}em"/>`
  const stroke = (named: string, text: string) =>
    html`<li><svg aria-hidden="true" focusable="false"><line class="${named}" x1="0" x2="100%" y1="50%" y2="50%"/></svg>${text}</li>`
  return figure(options, {
    said: [
      words.t('ui.chart.funnel.said', { count: points.length, average: say(average) }),
      words.t('ui.chart.funnel.outside', { count: outside.length }),
      words.t('ui.chart.funnel.how'),
    ],
    body: html`${plot(id, HEIGHT, drawn)}${ends(words.number(least), sizeLabel, words.number(most))}<ul class="legend">${stroke('chart__axis', words.t('ui.chart.mean'))}${stroke('chart__mean', words.t('ui.chart.funnel.inner'))}${stroke('chart__limit', words.t('ui.chart.funnel.outer'))}</ul>${
      outside.length > 0
        ? html`<ol class="small">${outside.map((point) => html`<li>${point.label}${words.t('ui.comma')}${say(point.value)}</li>`)}</ol>`
        : null
    }`,
    table: dataOf(options, say),
  })
}

function dataOf({ words, points, sizeLabel }: FunnelOptions, say: (value: number) => string) {
  return {
    head: [
      { text: words.t('ui.chart.name') },
      { text: sizeLabel, format: 'numeric' as const },
      { text: words.t('ui.chart.value'), format: 'numeric' as const },
      { text: words.t('ui.chart.line.meaning') },
    ],
    rows: points.map((point) => [
      { text: point.label },
      { text: words.number(point.size), format: 'numeric' as const },
      { text: say(point.value), format: 'numeric' as const },
      {
        text: point.outside
          ? words.t(point.outside === 'high' ? 'ui.chart.funnel.high' : 'ui.chart.funnel.low')
          : '',
      },
    ]),
  }
}
