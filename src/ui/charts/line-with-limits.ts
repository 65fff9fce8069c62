import { scaleLinear } from 'd3-scale'
import { html, join } from '../html.ts'
import type { Html } from '../html.ts'
import type { Key, Words } from '../words/index.ts'
import { across, ends, grid, mark } from './axis.ts'
import type { Mark } from './axis.ts'
import { curves, figure, plot, short } from './figure.ts'
import type { ChartOptions } from './figure.ts'

/** What the rules say of a point: more than chance, and which way it counts. */
export type Special = 'improvement' | 'concern' | 'neutral'

export type LimitPoint = Readonly<{
  label: string
  value: number
  mean?: number | undefined
  lower?: number | undefined
  upper?: number | undefined
  special?: Special | null | undefined
}>

export type LineWithLimitsOptions = ChartOptions &
  Readonly<{
    points: readonly LimitPoint[]
    /** What happened, and at which point: the line is drawn before it. */
    events?: readonly Readonly<{ at: number; text: string }>[] | undefined
    target?: number | undefined
    /** How a value is said: “96 journeys”. A plain number, unless told otherwise. */
    say?: ((value: number) => string) | undefined
  }>

const TOP = 2.6
const PLOT = 12
const HEIGHT = TOP + PLOT + 0.3

const signs: Readonly<Record<Special, { shape: Mark; key: Key }>> = {
  improvement: { shape: 'round', key: 'ui.chart.line.improvement' },
  concern: { shape: 'square', key: 'ui.chart.line.concern' },
  neutral: { shape: 'diamond', key: 'ui.chart.line.neutral' },
}

/** A measure over time, with the range that chance alone would keep it in. */
export function lineWithLimits(options: LineWithLimitsOptions): Html {
  const { words, id, points, events = [], target } = options
  const say = options.say ?? ((value: number) => words.number(value))
  if (points.length === 0) {
    return figure(options, {
      said: [words.t('ui.chart.none')],
      body: html``,
      table: dataOf(options, say),
    })
  }
  const all = points.flatMap(({ value, mean, lower, upper }) => [value, mean, lower, upper])
  const known = [...all, target].filter((value) => value !== undefined)
  const scale = scaleLinear([Math.min(...known), Math.max(...known)], [TOP + PLOT, TOP]).nice(4)
  const x = across(words, 0, points.length - 1)
  const drawn = html`${grid(words, scale.ticks(4), scale, say)}${curves(
    HEIGHT,
    html`${steps(points, 'upper', x, scale, 'chart__limit')}${steps(points, 'lower', x, scale, 'chart__limit')}${steps(points, 'mean', x, scale, 'chart__mean')}${
      target === undefined
        ? null
        : html`<path class="chart__target" d="M0 ${short(scale(target))}h100"/>`
    }<path class="chart__line" d="${path(points.map((point, index) => [x(index), scale(point.value)]))}"/>`,
  )}${events.map((event, index) => flag(words, event, index, x(event.at - 0.5)))}${points.map((point, index) => dot(point, x(index), scale(point.value), index === 0 || index === points.length - 1))}<line class="chart__axis" x1="0" x2="100%" y1="${TOP + PLOT}em" y2="${TOP + PLOT}em"/>`
  return figure(options, {
    said: said(options, say),
    body: html`${plot(id, HEIGHT, drawn)}${labels(points)}${named(events)}${legend(options)}`,
    table: dataOf(options, say),
  })
}

function path(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`).join('')
}

// A level line that breaks where the limits were worked out afresh.
function steps(
  points: readonly LimitPoint[],
  name: 'mean' | 'lower' | 'upper',
  x: (index: number) => number,
  y: (value: number) => number,
  named: string,
): Html {
  let d = ''
  for (let index = 0; index < points.length; index++) {
    const value = points[index]![name]
    if (value === undefined) continue
    const fresh = index === 0 || points[index - 1]![name] !== value
    d += `${fresh ? 'M' : 'L'}${short(x(fresh ? Math.max(0, index - 0.5) : index))} ${short(y(value))}`
    d += `L${short(x(Math.min(points.length - 1, index + 0.5)))} ${short(y(value))}`
  }
  return html`<path class="${named}" d="${d}"/>`
}

// Where there is room an event is named at its line; where not, it is numbered and named below.
function flag(words: Words, event: { at: number; text: string }, index: number, x: number): Html {
  const anchor = (words.direction === 'rtl' ? 100 - x : x) > 50 ? 'end' : 'start'
  const at = html`x="${short(x)}%" y="0.9em"`
  return html`<line class="chart__event" x1="${short(x)}%" x2="${short(x)}%" y1="1.3em" y2="${TOP + PLOT}em"/><text class="chart__wide" ${at} text-anchor="${anchor}">${event.text}</text><text class="chart__narrow chart__strong" ${at} text-anchor="middle">${words.number(index + 1)}</text>`
}

function named(events: readonly { at: number; text: string }[]): Html | null {
  if (events.length === 0) return null
  return html`<ol class="small chart__narrow">${events.map((event) => html`<li>${event.text}</li>`)}</ol>`
}

// An ordinary point is left out where there is little room; one that means something never is.
function dot(point: LimitPoint, x: number, y: number, end: boolean): Html {
  if (point.special) {
    return mark(signs[point.special].shape, x, y, `chart__point chart__point--${point.special}`)
  }
  const drawn = mark('round', x, y, 'chart__point', 4)
  return end ? drawn : html`<g class="chart__wide">${drawn}</g>`
}

function labels(points: readonly LimitPoint[]): Html | null {
  const last = points.length - 1
  if (last < 1) return null
  const middle =
    last > 3 ? html`<span class="chart__wide">${points[Math.round(last / 2)]!.label}</span>` : null
  return ends(points[0]!.label, middle, points[last]!.label)
}

function said(
  { words, points, target }: LineWithLimitsOptions,
  say: (value: number) => string,
): string[] {
  const first = points[0]!
  const last = points.at(-1)!
  const special = points.filter((point) => point.special)
  const before = points.find((point) => point.mean !== undefined)?.mean
  const after = points.findLast((point) => point.mean !== undefined)?.mean
  return [
    words.t('ui.chart.line.said', {
      first: first.label,
      last: last.label,
      from: say(first.value),
      to: say(last.value),
    }),
    ...(before !== undefined && after !== undefined && before !== after
      ? [words.t('ui.chart.line.moved', { before: say(before), after: say(after) })]
      : after === undefined
        ? []
        : [words.t('ui.chart.line.average', { average: say(after) })]),
    special.length === 0
      ? words.t('ui.chart.line.chance')
      : words.t('ui.chart.line.special', { count: special.length, total: points.length }),
    ...(target === undefined ? [] : [words.t('ui.chart.line.target', { target: say(target) })]),
  ]
}

function legend({ words, points, target }: LineWithLimitsOptions): Html {
  const kinds = (['improvement', 'concern', 'neutral'] as const).filter((kind) =>
    points.some((point) => point.special === kind),
  )
  const limits = points.some((point) => point.upper !== undefined || point.lower !== undefined)
  const means = points.some((point) => point.mean !== undefined)
  const stroke = (named: string, text: string) =>
    html`<li><svg aria-hidden="true" focusable="false"><line class="${named}" x1="0" x2="100%" y1="50%" y2="50%"/></svg>${text}</li>`
  return html`<ul class="legend">${means ? stroke('chart__mean', words.t('ui.chart.mean')) : null}${limits ? stroke('chart__limit', words.t('ui.chart.limits')) : null}${target === undefined ? null : stroke('chart__target', words.t('ui.chart.target'))}${join(
    kinds.map(
      (kind) =>
        html`<li><svg aria-hidden="true" focusable="false">${mark(signs[kind].shape, 50, 0.5, `chart__point chart__point--${kind}`)}</svg>${words.t(signs[kind].key)}</li>`,
    ),
  )}</ul>`
}

function dataOf({ words, points }: LineWithLimitsOptions, say: (value: number) => string) {
  const cell = (value: number | undefined) => ({
    text: value === undefined ? '–' : say(value),
    format: 'numeric' as const,
  })
  return {
    head: [
      { text: words.t('ui.chart.when') },
      { text: words.t('ui.chart.value'), format: 'numeric' as const },
      { text: words.t('ui.chart.mean'), format: 'numeric' as const },
      { text: words.t('ui.chart.lower'), format: 'numeric' as const },
      { text: words.t('ui.chart.upper'), format: 'numeric' as const },
      { text: words.t('ui.chart.line.meaning') },
    ],
    rows: points.map((point) => [
      { text: point.label },
      cell(point.value),
      cell(point.mean),
      cell(point.lower),
      cell(point.upper),
      { text: point.special ? words.t(signs[point.special].key) : '' },
    ]),
  }
}
