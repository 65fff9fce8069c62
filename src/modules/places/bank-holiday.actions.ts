import type { Transaction } from '../../platform/database/index.ts'
import { allow } from '../people/index.ts'
import type { Imported } from './area-import.actions.ts'
import { readBankHolidays } from './bank-holiday.ts'
import { holidayNames, removeOtherHolidays, upsertHolidays } from './bank-holiday.sql.ts'

const source = 'https://www.gov.uk/bank-holidays.json'

/**
 * Imports the published list of bank holidays: whole, or not at all. For each nation and year in it
 * the list takes the place of what was held, so that a day that was moved is no longer counted.
 */
export async function importBankHolidays(
  trx: Transaction,
  text: string,
): Promise<Imported & { removed: number }> {
  allow(trx.actor, 'manage', { kind: 'installation' })
  const { rows, problems } = readBankHolidays(text)
  if (problems.length > 0)
    return { problems, rows: 0, added: 0, changed: 0, unchanged: 0, removed: 0 }
  const names = await holidayNames(trx.db)
  const named = rows.map(({ nation, day, title }) => ({
    nation,
    day,
    name: names.get(title) ?? { en: title },
  }))
  const removed = await removeOtherHolidays(trx.db, named)
  const { added, changed } = await upsertHolidays(trx.db, named, source)
  return {
    problems,
    rows: rows.length,
    added,
    changed,
    unchanged: rows.length - added - changed,
    removed,
  }
}
