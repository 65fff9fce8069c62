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

function wall(moment: Date): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(moment).map((part) => [part.type, part.value]))
}

/** The calendar day on the wall at a moment, as `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
  const { year, month, day } = wall(moment)
  return `${year}-${month}-${day}`
}

/** The moment at which the clock on the wall shows this time; the clocks never change near midnight or noon, the only times asked for. */
function momentAt(day: string, time: string): Date {
  const asUtc = Date.parse(`${day}T${time}Z`)
  const seen = wall(new Date(asUtc))
  const shown = Date.parse(
    `${seen['year']}-${seen['month']}-${seen['day']}T${seen['hour']}:${seen['minute']}:${seen['second']}Z`,
  )
  return new Date(asUtc - (shown - asUtc))
}

/** A round opens as its first day begins. */
export const startOfDay = (day: string): Date => momentAt(day, '00:00:00')

/** A round closes with the last minute of its last day, so that the day itself still counts. */
export const endOfDay = (day: string): Date => momentAt(day, '23:59:00')

/** What was written on paper was given on some day: its noon stands for the hour that nobody noted. */
export const noonOf = (day: string): Date => momentAt(day, '12:00:00')

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
