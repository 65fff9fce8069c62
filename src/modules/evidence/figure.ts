/** One number about one place and time, with how sure it is, where it is from and what it cannot tell. */
export type Figure = {
  id: string
  partnership: string
  title: string
  language: string
  value: number
  /** Both or neither; with them the confidence of the interval, in per cent. */
  lower: number | null
  upper: number | null
  confidence: number | null
  /** One of `units`, or words of the partnership's own: `homes`. */
  unit: string
  place: string
  period: string
  comparedWith: string
  comparedValue: number | null
  source: string
  sourceUrl: string | null
  /** The day its source published it: `2025-11-04`. */
  vintage: string
  caution: string
  addedBy: string | null
  addedAt: Date
  withdrawnAt: Date | null
  withdrawal: string | null
}

/** Units that we have words for in every language. Any other is shown as it was written. */
export const units = ['percent', 'per1000', 'per100000', 'years', 'people', 'pounds'] as const
export type Unit = (typeof units)[number]

export const isUnit = (text: string): text is Unit => (units as readonly string[]).includes(text)

export const longestTitle = 200
export const longestText = 1000

/** Fewer people than this, in a place people know, may be known by name. */
const leastPeople = 8

/** What is wrong with a figure, by its field; nothing where it may stand. `today` is `2026-03-02`. */
export function problemsWith(
  figure: Pick<
    Figure,
    | 'value'
    | 'lower'
    | 'upper'
    | 'confidence'
    | 'unit'
    | 'comparedWith'
    | 'comparedValue'
    | 'vintage'
  >,
  today: string,
): Record<string, string> {
  const { value, lower, upper, confidence, unit, comparedValue } = figure
  const found: Record<string, string> = {}
  const all = [value, lower, upper, comparedValue].filter((each) => each !== null)
  if (unit === 'percent' && all.some((each) => each < 0 || each > 100))
    found['value'] = 'evidence.refused.percent'
  // Nought tells of nobody, and a large place's small share is no small number.
  if (unit === 'people' && all.some((each) => each > 0 && each < leastPeople))
    found['value'] = 'evidence.refused.small'
  if ((lower === null) !== (upper === null))
    found[lower === null ? 'lower' : 'upper'] = 'evidence.refused.one-end'
  if (lower !== null && lower > value) found['lower'] = 'evidence.refused.lower'
  if (upper !== null && upper < value) found['upper'] = 'evidence.refused.upper'
  if (lower !== null && upper !== null && confidence === null)
    found['confidence'] = 'evidence.refused.confidence'
  if (confidence !== null && (confidence <= 0 || confidence >= 100))
    found['confidence'] = 'evidence.refused.confidence'
  if (comparedValue !== null && figure.comparedWith === '')
    found['comparedWith'] = 'evidence.refused.compared-with'
  if (comparedValue === null && figure.comparedWith !== '')
    found['comparedValue'] = 'evidence.refused.compared-value'
  if (figure.vintage > today) found['vintage'] = 'evidence.refused.vintage-future'
  return found
}

/** Where the other figure stands: `within` the range this one may be anywhere in; null without a range. */
export function comparison(figure: Figure): 'within' | 'above' | 'below' | null {
  const { lower, upper, comparedValue } = figure
  if (lower === null || upper === null || comparedValue === null) return null
  if (lower > comparedValue) return 'above'
  return upper < comparedValue ? 'below' : 'within'
}

/**
 * A number as people type it: `1,234.5`, `13%`, `−2`. Undefined where it is none.
 */
export function readNumber(typed: string): number | undefined {
  const plain = typed.replace(/\s|%|£/g, '').replace('−', '-')
  if (!/^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(plain)) return undefined
  const value = Number(plain.replaceAll(',', ''))
  return Number.isFinite(value) ? value : undefined
}

/** A day from what was typed in three boxes; undefined where there is no such day. */
export function readDay(day: string, month: string, year: string): string | undefined {
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return undefined
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const moment = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text) ? text : undefined
}
