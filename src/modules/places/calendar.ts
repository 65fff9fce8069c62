/** Where the neighbourhoods are: a day begins and ends by the clock on their wall. */
const zone = 'Europe/London'

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

const dayLength = 86_400_000

/** The days, as `YYYY-MM-DD`, on which no clear day is counted: a set of them, or a map to their names. */
export type Holidays = Pick<ReadonlySet<string>, 'has'>

function wall(moment: Date): { day: string; time: string } {
  const seen = Object.fromEntries(
    parts.formatToParts(moment).map(({ type, value }) => [type, value]),
  )
  return {
    day: `${seen['year']}-${seen['month']}-${seen['day']}`,
    time: `${seen['hour']}:${seen['minute']}:${seen['second']}`,
  }
}

/** The calendar day on the wall at a moment, as `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
  return wall(moment).day
}

/** What the clock on the wall shows at a moment, as `HH:MM`. */
export function timeOf(moment: Date): string {
  return wall(moment).time.slice(0, 5)
}

/** How far the wall is ahead of UTC at a moment, in milliseconds. */
function ahead(moment: number): number {
  const { day, time } = wall(new Date(moment))
  return Date.parse(`${day}T${time}Z`) - moment
}

/**
 * The moment at which the clock on the wall shows this time on this day. In autumn an hour is shown
 * twice: the first is meant. In spring an hour is never shown: the clock is read as if it had not
 * gone forward yet, so that 01:30 is the moment called 02:30 (RFC 5545, section 3.3.5, says the same).
 * Refuses what is no day or no time.
 */
export function momentAt(day: string, time: string): Date {
  if (!isDay(day) || !/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time))
    throw new RangeError(`${day} ${time} is no moment`)
  const asked = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`)
  const before = asked - ahead(asked - dayLength)
  const after = asked - ahead(asked + dayLength)
  // The two differ only within a day of a change of clocks; of two that show the time asked for, the first.
  const shows = (moment: number) => moment + ahead(moment) === asked
  return new Date(shows(before) || !shows(after) ? before : after)
}

/** A day begins with its first moment. */
export const startOfDay = (day: string): Date => momentAt(day, '00:00')

/** A day ends with its last minute, so that the day itself still counts. */
export const endOfDay = (day: string): Date => momentAt(day, '23:59')

/** What was written on paper was given on some day: its noon stands for the hour that nobody noted. */
export const noonOf = (day: string): Date => momentAt(day, '12:00')

/** A day typed as three numbers, or nothing if there is no such day. */
export function readDay(day: string, month: string, year: string): string | undefined {
  const [d, m, y] = [day, month, year].map((part) =>
    /^\d{1,4}$/.test(part.trim()) ? Number(part) : Number.NaN,
  ) as [number, number, number]
  if (Number.isNaN(d + m + y) || y < 2000 || y > 2200) return undefined
  const date = new Date(Date.UTC(y, m - 1, d))
  const same = date.getUTCMonth() === m - 1 && date.getUTCDate() === d
  return same ? date.toISOString().slice(0, 10) : undefined
}

/** Whether this is `YYYY-MM-DD` and there is such a day. */
export function isDay(text: string): boolean {
  const asUtc = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(asUtc) && new Date(asUtc).toISOString().startsWith(text)
}

// Days are counted at noon UTC, where no change of clocks can reach them.
const noonUtc = (day: string): number => {
  if (!isDay(day)) throw new RangeError(`${day} is no day`)
  return Date.parse(`${day}T12:00:00Z`)
}

export function addDays(day: string, days: number): string {
  return new Date(noonUtc(day) + days * dayLength).toISOString().slice(0, 10)
}

/** How many days later the second is than the first; negative if it is earlier. */
export function daysBetween(first: string, second: string): number {
  return Math.round((noonUtc(second) - noonUtc(first)) / dayLength)
}

/**
 * The day of the same number some months on, or the last day of that month where it has no such day:
 * two months from 31 December end on 28 or 29 February (the corresponding date rule, Dodds v Walker
 * [1981] 1 WLR 1027).
 */
export function addMonths(day: string, months: number): string {
  const date = new Date(noonUtc(day))
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month, Math.min(date.getUTCDate(), last), 12))
    .toISOString()
    .slice(0, 10)
}

/** Whether a day counts as a clear day: neither a weekend nor a bank holiday. */
export function isWorkingDay(day: string, holidays: Holidays): boolean {
  const weekday = new Date(noonUtc(day)).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidays.has(day)
}

/**
 * Clear days of notice: the working days strictly between the day notice is given and the day of the
 * meeting. Neither of the two counts, nor do weekends and bank holidays.
 */
export function clearDaysBetween(
  noticeDay: string,
  meetingDay: string,
  holidays: Holidays,
): number {
  let days = 0
  for (let day = addDays(noticeDay, 1); day < meetingDay; day = addDays(day, 1))
    if (isWorkingDay(day, holidays)) days += 1
  return days
}

/** The last day on which notice may be given for so many clear days; with none asked for, the day itself. */
export function latestNoticeDay(meetingDay: string, clearDays: number, holidays: Holidays): string {
  if (clearDays <= 0) return meetingDay
  let left = clearDays
  let day = addDays(meetingDay, -1)
  for (; left > 0; day = addDays(day, -1)) if (isWorkingDay(day, holidays)) left -= 1
  return day
}
