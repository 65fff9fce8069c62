import { csv } from '../../platform/web/index.ts'
import type { Figure } from './figure.ts'

/** A figure as machines read it: every number with its source, never without. */
export function figureJson(figure: Figure, publicUrl: string) {
  return {
    id: figure.id,
    title: figure.title,
    language: figure.language,
    value: figure.value,
    unit: figure.unit,
    interval:
      figure.lower === null
        ? null
        : { lower: figure.lower, upper: figure.upper, confidence: figure.confidence },
    place: figure.place,
    period: figure.period,
    comparedWith:
      figure.comparedValue === null
        ? null
        : { what: figure.comparedWith, value: figure.comparedValue },
    source: figure.source,
    sourceUrl: figure.sourceUrl,
    vintage: figure.vintage,
    caution: figure.caution,
    addedAt: figure.addedAt.toISOString(),
    withdrawn:
      figure.withdrawnAt === null
        ? null
        : { at: figure.withdrawnAt.toISOString(), reason: figure.withdrawal },
    page: `${publicUrl}/figures/${figure.id}`,
  }
}

const columns = [
  'id',
  'title',
  'value',
  'lower',
  'upper',
  'confidence_percent',
  'unit',
  'place',
  'period',
  'compared_with',
  'compared_value',
  'source',
  'source_url',
  'vintage',
  'caution',
  'added_at',
  'withdrawn_at',
  'withdrawal',
] as const

export function figuresCsv(figures: readonly Figure[]): string {
  return csv([
    columns,
    ...figures.map((each) => [
      each.id,
      each.title,
      each.value,
      each.lower,
      each.upper,
      each.confidence,
      each.unit,
      each.place,
      each.period,
      each.comparedWith,
      each.comparedValue,
      each.source,
      each.sourceUrl,
      each.vintage,
      each.caution,
      each.addedAt.toISOString(),
      each.withdrawnAt?.toISOString() ?? null,
      each.withdrawal,
    ]),
  ])
}
