import { polygonArea, polygonCentroid, polygonHull } from 'd3-polygon'
import { curveCatmullRomClosed, line } from 'd3-shape'
import { html, join } from '../html.ts'
import type { Html } from '../html.ts'
import { glyph, symbol } from './dots.ts'
import { figure, short } from './figure.ts'
import type { ChartOptions } from './figure.ts'
import { thinned } from './thinned.ts'

export type Dot = Readonly<{ x: number; y: number; group?: string | undefined }>

export type DotMapOptions = ChartOptions &
  Readonly<{
    points: readonly Dot[]
    /** In the order of their letters. */
    groups: readonly Readonly<{ id: string; name: string }>[]
    /** Where the reader is, if they took part and ask. */
    you?: Readonly<{ x: number; y: number }> | undefined
    /** Most marks to draw; above it every group is thinned alike, and the chart says so. */
    most?: number | undefined
  }>

const WIDE = 480
const HIGH = 360
const ROOM = 42

// Above this many, marks are drawn smaller.
const MANY = 500

/**
 * People placed near those who answer alike. Distances across and down mean the same, so the map
 * is never stretched, and it has no direction to turn round for other scripts.
 */
export function dotMap(options: DotMapOptions): Html {
  const { words, id, points, groups, you, most = 2000 } = options
  const place = fit(you ? [...points, you] : points)
  const byGroup = groups.map((group) => ({
    ...group,
    points: points.filter((point) => point.group === group.id).map(place),
  }))
  const others = points.filter((point) => !groups.some((group) => group.id === point.group))
  const share = Math.min(1, most / Math.max(points.length, 1))
  const hulls = byGroup.map((group, index) => hull(group.points, index))
  const many = points.length > MANY
  const dots = byGroup.map((group, index) => glyph(thinned(group.points, share), index, { many }))
  const loose = glyph(thinned(others.map(place), share), groups.length, { many, loose: true })
  const reader = you ? place(you) : null
  const labels = byGroup.map((group) => label(group.points, group.name))
  const ring = reader
    ? html`<circle class="you" cx="${short(reader[0])}" cy="${short(reader[1])}" r="11"/>`
    : null
  const drawing = html`<svg class="dots__plot" role="img" aria-labelledby="${id}-title ${id}-said"><svg width="100%" height="100%" viewBox="0 0 ${WIDE} ${HIGH}">${hulls}${loose}${dots}${ring}</svg>${labels}</svg>`
  const body =
    points.length === 0 ? html`` : html`${drawing}${legend(options, byGroup, others.length)}`
  return figure(options, {
    said: sentences(options, byGroup, others.length, share),
    body,
    table: {
      head: [
        { text: words.t('ui.chart.group') },
        { text: words.t('ui.chart.people'), format: 'numeric' },
        { text: words.t('ui.chart.share'), format: 'numeric' },
      ],
      rows: [
        ...byGroup.map((group) => [group.name, group.points.length] as const),
        ...(others.length > 0 ? [[words.t('ui.chart.map.others'), others.length] as const] : []),
      ].map(([name, count]) => [
        { text: name },
        { text: words.number(count), format: 'numeric' },
        { text: words.percent(points.length ? count / points.length : 0), format: 'numeric' },
      ]),
    },
  })
}

type Group = Readonly<{ id: string; name: string; points: [number, number][] }>

function sentences(
  { words, points, you }: DotMapOptions,
  groups: readonly Group[],
  others: number,
  share: number,
): string[] {
  if (points.length === 0) return [words.t('ui.chart.map.none')]
  const sizes = groups.map((group) =>
    words.t('ui.chart.map.size', { name: group.name, count: group.points.length }),
  )
  return [
    groups.length < 2
      ? words.t('ui.chart.map.one', { people: points.length })
      : words.t('ui.chart.map.said', {
          people: points.length,
          groups: groups.length,
          sizes: words.list(sizes),
        }),
    words.t('ui.chart.map.how'),
    ...(others > 0 ? [words.t('ui.chart.map.apart', { people: others })] : []),
    ...(share < 1
      ? [words.t('ui.chart.map.thinned', { share: words.percent(share, 1), people: points.length })]
      : []),
    ...(you ? [words.t('ui.chart.map.you')] : []),
  ]
}

function fit(
  points: readonly { x: number; y: number }[],
): (point: { x: number; y: number }) => [number, number] {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const { x, y } of points) {
    if (x < left) left = x
    if (x > right) right = x
    if (y < low) low = y
    if (y > high) high = y
  }
  const scale = Math.min(
    (WIDE - 2 * ROOM) / (right - left || 1),
    (HIGH - 2 * ROOM) / (high - low || 1),
  )
  const middle = [(left + right) / 2, (low + high) / 2] as const
  return ({ x, y }) => [WIDE / 2 + (x - middle[0]) * scale, HIGH / 2 - (y - middle[1]) * scale]
}

// The hull goes round the outside of the marks, not through their middles.
const PADDING = 16

function hull(points: [number, number][], index: number): Html | null {
  const outer = polygonHull(points)
  // People who all answered alike, or along one line, enclose nothing.
  if (!outer || Math.abs(polygonArea(outer)) < 1) return null
  const [cx, cy] = polygonCentroid(outer)
  const padded = outer.map(([x, y]): [number, number] => {
    const far = Math.hypot(x - cx, y - cy) || 1
    return [x + ((x - cx) / far) * PADDING, y + ((y - cy) / far) * PADDING]
  })
  const path = line().curve(curveCatmullRomClosed.alpha(0.5)).digits(1)(padded)
  const letter = symbol(index).letter
  return html`<path class="hull fill-${letter} stroke-${letter}" d="${path}"/>`
}

function label(points: [number, number][], name: string): Html | null {
  if (points.length === 0) return null
  const x = points.reduce((sum, point) => sum + point[0], 0) / points.length
  const top = Math.min(...points.map((point) => point[1]))
  const y = Math.max(ROOM / 2, top - 8)
  return html`<text class="dots__name chart__strong" x="${short((x / WIDE) * 100)}%" y="${short((y / HIGH) * 100)}%" text-anchor="middle">${name}</text>`
}

function legend({ words }: DotMapOptions, groups: readonly Group[], others: number): Html {
  const entries = groups.map((group, index) => ({
    text: words.t('ui.chart.map.size', { name: group.name, count: group.points.length }),
    index,
    loose: false,
  }))
  if (others > 0) {
    entries.push({ text: words.t('ui.chart.map.others'), index: groups.length, loose: true })
  }
  return html`<ul class="legend">${join(
    entries.map(
      ({ text, index, loose }) =>
        html`<li><svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">${glyph([[8, 8]], index, { loose })}</svg>${text}</li>`,
    ),
  )}</ul>`
}
