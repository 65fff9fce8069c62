import { languages } from './language.ts'
import type { Language } from './language.ts'

const formats = new Map<string, Intl.NumberFormat>()

function format(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options)
  let known = formats.get(key)
  if (!known) {
    known = new Intl.NumberFormat(languages[language].locale, options)
    formats.set(key, known)
  }
  return known
}

export function number(language: Language, value: number, digits = 2): string {
  return format(language, { maximumFractionDigits: digits }).format(value)
}

/** A share from 0 to 1, as a whole percentage unless more digits are asked for. */
export function percent(language: Language, share: number, digits = 0): string {
  return format(language, { style: 'percent', maximumFractionDigits: digits }).format(share)
}

/** Money in the smallest unit (pence). Whole pounds are said without the pence. */
export function money(language: Language, pence: number | bigint, currency = 'GBP'): string {
  const amount = Number(pence) / 100
  const whole = Number.isInteger(amount)
  return format(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: 2,
  }).format(amount)
}
