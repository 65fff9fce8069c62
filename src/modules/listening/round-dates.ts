import { dayOf, endOfDay, readDay, startOfDay } from '../places/index.ts'

/** Three boxes as they were typed. */
export type TypedDay = { day: string; month: string; year: string }

export type RoundDates = { opensAt: Date | null; closesAt: Date | null }

/** What is wrong with which of the two days; the value is a catalogue key. */
export type DateProblems = { opens?: string; closes?: string }

/**
 * The first and last day of a round, either left empty: without a first day it opens when somebody
 * opens it, without a last day it stays open until somebody closes it. Both days count whole, by the
 * clock on the wall.
 */
export function readDates(
  opens: TypedDay,
  closes: TypedDay,
  today: Date,
): { dates: RoundDates; problems: DateProblems } {
  const first = dayIn(opens)
  const last = dayIn(closes)
  const problems: DateProblems = {}
  if (first === undefined) problems.opens = 'listening.refused.not-a-day'
  if (last === undefined) problems.closes = 'listening.refused.not-a-day'
  else if (last !== null && last < dayOf(today))
    problems.closes = 'listening.refused.closes-in-past'
  else if (last !== null && first && last < first)
    problems.closes = 'listening.refused.closes-before-opening'
  return {
    dates: {
      opensAt: first ? startOfDay(first) : null,
      closesAt: last ? endOfDay(last) : null,
    },
    problems,
  }
}

/** `null` where nothing was typed, `undefined` where it is no day. */
function dayIn({ day, month, year }: TypedDay): string | null | undefined {
  if (`${day}${month}${year}`.trim() === '') return null
  return readDay(day, month, year)
}

/** A moment as the three boxes that it was typed in. */
export function typedDay(moment: Date | null): TypedDay {
  if (moment === null) return { day: '', month: '', year: '' }
  const [year, month, day] = dayOf(moment).split('-') as [string, string, string]
  return { day: String(Number(day)), month: String(Number(month)), year }
}
