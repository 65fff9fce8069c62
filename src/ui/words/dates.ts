import { languages } from './language.ts'
import type { Language } from './language.ts'

/** A moment, or a calendar day as `YYYY-MM-DD`, which is the same day wherever it is read. */
export type When = Date | string

export type DateStyle = 'long' | 'short' | 'weekday' | 'month' | 'day'

const styles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  day: { day: 'numeric', month: 'long' },
}

/** Where the neighbourhoods are. A moment is told by the clock on their wall. */
const zone = 'Europe/London'

const DAY = /^\d{4}-\d{2}-\d{2}$/
const formats = new Map<string, Intl.DateTimeFormat>()

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options)
  let known = formats.get(key)
  if (!known) {
    known = new Intl.DateTimeFormat(languages[language].locale, options)
    formats.set(key, known)
  }
  return known
}

export function date(language: Language, when: When, style: DateStyle = 'long'): string {
  const day = typeof when === 'string' && DAY.test(when)
  const moment = day ? new Date(`${when}T12:00:00Z`) : new Date(when)
  return format(language, { ...styles[style], timeZone: day ? 'UTC' : zone }).format(moment)
}

/** The time of day: 18:05. */
export function time(language: Language, when: Date | string): string {
  return format(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(new Date(when))
}

/** The time zone's short name at that moment: GMT or BST. */
export function zoneName(when: Date | string): string {
  const parts = format('en', { hour: '2-digit', timeZoneName: 'short', timeZone: zone })
  return parts.formatToParts(new Date(when)).find((part) => part.type === 'timeZoneName')!.value
}
