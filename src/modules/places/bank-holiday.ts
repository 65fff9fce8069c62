import { isDay } from './calendar.ts'
import type { Nation } from './area.ts'
import type { Names } from './name.ts'
import type { Problem } from './sheet.ts'

/** A day on which no clear day is counted, in one nation. */
export type BankHoliday = { day: string; name: Names }

/** A holiday as a list of them says it. */
export type ListedHoliday = { nation: Nation; day: string; title: string }

/** The divisions of the published list, and which nations each speaks for. */
const divisions: Readonly<Record<string, readonly Nation[]>> = {
  'england-and-wales': ['england', 'wales'],
  scotland: ['scotland'],
  'northern-ireland': ['northern-ireland'],
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Reads a list in the layout of https://www.gov.uk/bank-holidays.json: an object with a division for
 * each list of `events`, each with a `title` and a `date`. Everything wrong with it is named with its
 * place in the file (`scotland.events[3].date`), and then nothing of it is used.
 */
export function readBankHolidays(text: string): { rows: ListedHoliday[]; problems: Problem[] } {
  const problems: Problem[] = []
  const wrong = (key: string, place: string, found: unknown = '') =>
    problems.push({
      key: `places.holidays.${key}`,
      row: null,
      values: { place, found: typeof found === 'string' ? found : (JSON.stringify(found) ?? '') },
    })

  let list: unknown
  try {
    list = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    wrong('not-json', '', (error as Error).message)
    return { rows: [], problems }
  }
  if (!isObject(list) || Object.keys(list).length === 0) {
    wrong('no-divisions', '', Object.keys(divisions).join(', '))
    return { rows: [], problems }
  }

  const rows: ListedHoliday[] = []
  for (const [name, division] of Object.entries(list)) {
    const nations = Object.hasOwn(divisions, name) ? divisions[name]! : undefined
    if (!nations) {
      wrong('division-unknown', name, Object.keys(divisions).join(', '))
      continue
    }
    const events = isObject(division) ? division['events'] : undefined
    if (!Array.isArray(events) || events.length === 0) {
      wrong('no-events', `${name}.events`)
      continue
    }
    const seen = new Set<string>()
    for (const [index, event] of events.entries()) {
      const place = `${name}.events[${index}]`
      const { title, date } = isObject(event) ? event : {}
      if (typeof title !== 'string' || title.trim() === '') wrong('no-title', `${place}.title`)
      else if (typeof date !== 'string' || !isDay(date)) wrong('not-a-day', `${place}.date`, date)
      else if (seen.has(date)) wrong('day-twice', `${place}.date`, date)
      else {
        seen.add(date)
        for (const nation of nations) rows.push({ nation, day: date, title: title.trim() })
      }
    }
  }
  return problems.length > 0 ? { rows: [], problems } : { rows, problems }
}
