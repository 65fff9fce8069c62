import { divergingBars } from '../charts/diverging-bars.ts'
import { dotMap } from '../charts/dot-map.ts'
import { funnel } from '../charts/funnel.ts'
import { lineWithLimits } from '../charts/line-with-limits.ts'
import { slope } from '../charts/slope.ts'
import { crowd, journeys, limits, places } from './invented.ts'
import type { Section } from './pattern.ts'

export const charts: Section = (words, path) => {
  const usual = words.t('ui.pattern.state.usual')
  const long = words.t('ui.pattern.state.long')
  const empty = words.t('ui.pattern.state.empty')
  const map = { words, title: words.t('ui.pattern.map'), csv: `${path}?csv` }
  const named = (ids: string) => Array.from(ids).map((id) => ({ id, name: id.toUpperCase() }))
  const bars = { words, title: words.t('ui.pattern.question'), csv: `${path}?csv` }
  const line = { words, title: words.t('ui.pattern.journeys'), csv: `${path}?csv` }
  const month = (index: number) =>
    words.date(
      `${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`,
      'month',
    )
  const lonely = { words, title: words.t('ui.pattern.lonely'), csv: `${path}?csv` }
  const share = (value: number) => words.percent(value)
  return [
    {
      name: 'dotMap',
      states: [
        {
          state: usual,
          body: dotMap({
            ...map,
            id: 'map',
            points: crowd({ a: 96, b: 87, c: 31 }, 12),
            groups: named('abc'),
            you: { x: -2, y: 0.2 },
          }),
        },
        {
          state: long,
          body: dotMap({
            ...map,
            id: 'map-large',
            points: crowd({ a: 2400, b: 1900, c: 700, d: 240 }, 0),
            groups: named('abcd'),
          }),
        },
        {
          state: words.t('ui.pattern.common'),
          body: dotMap({ ...map, id: 'map-one', points: crowd({ a: 14 }, 0), groups: named('a') }),
        },
        { state: empty, body: dotMap({ ...map, id: 'map-none', points: [], groups: [] }) },
      ],
    },
    {
      name: 'divergingBars',
      states: [
        {
          state: usual,
          body: divergingBars({
            ...bars,
            id: 'bars',
            rows: [
              {
                label: words.t('ui.pattern.statement.bus'),
                shares: { agree: 184, disagree: 12, unsure: 18 },
                note: words.t('ui.pattern.common'),
                href: path,
              },
              {
                label: words.t('ui.pattern.statement.rent'),
                shares: { agree: 96, disagree: 88, unsure: 30 },
              },
              {
                label: words.t('ui.pattern.statement.park'),
                shares: { agree: 41, disagree: 120, unsure: 53 },
              },
            ],
          }),
        },
        { state: empty, body: divergingBars({ ...bars, id: 'bars-none', rows: [] }) },
      ],
    },
    {
      name: 'lineWithLimits',
      states: [
        {
          state: usual,
          body: lineWithLimits({
            ...line,
            id: 'line',
            points: journeys.map((point) => ({ ...point, label: month(point.month) })),
            events: [{ at: 11, text: words.t('ui.pattern.later') }],
            target: 90,
          }),
        },
        {
          state: words.t('ui.chart.line.chance'),
          body: lineWithLimits({
            ...line,
            id: 'line-short',
            points: [12, 15, 11].map((value, index) => ({ label: month(index), value })),
          }),
        },
        { state: empty, body: lineWithLimits({ ...line, id: 'line-none', points: [] }) },
      ],
    },
    {
      name: 'slope',
      states: [
        {
          state: usual,
          body: slope({
            ...lonely,
            id: 'slope',
            before: '2024',
            after: '2026',
            items: places.slice(0, 6).map(([label, size, value], index) => ({
              label,
              from: Math.round(value * 100) + (index % 3) * 2,
              to: Math.round(value * 100) - Math.round(size / 160),
              strong: index === 0,
            })),
          }),
        },
        {
          state: empty,
          body: slope({ ...lonely, id: 'slope-none', before: '2024', after: '2026', items: [] }),
        },
      ],
    },
    {
      name: 'funnel',
      states: [
        {
          state: usual,
          body: funnel({
            ...lonely,
            id: 'funnel',
            average: 0.29,
            sizeLabel: words.t('ui.pattern.asked'),
            say: share,
            limits: limits(0.29, [60, 90, 130, 200, 300, 450, 650, 950]),
            points: places.map(([label, size, value]) => ({
              label,
              size,
              value,
              outside: value > 0.38 ? ('high' as const) : value === 0.2 ? ('low' as const) : null,
            })),
          }),
        },
        {
          state: empty,
          body: funnel({
            ...lonely,
            id: 'funnel-none',
            average: 0,
            sizeLabel: words.t('ui.pattern.asked'),
            limits: [],
            points: [],
          }),
        },
      ],
    },
  ]
}
