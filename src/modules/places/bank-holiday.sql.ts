import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { BankHoliday } from './bank-holiday.ts'

/** The bank holidays of a nation by their day, with their names; between two days if they are given. */
export async function bankHolidays(
  db: Database,
  nation: string,
  within: { from?: string; to?: string } = {},
): Promise<Map<string, BankHoliday>> {
  const { rows } = await sql<BankHoliday>`
    SELECT day::text, name FROM places.bank_holiday
    WHERE nation = ${nation} AND day >= coalesce(${within.from ?? null}::date, '-infinity') AND day <= coalesce(${within.to ?? null}::date, 'infinity')
    ORDER BY day`.execute(db)
  return new Map(rows.map((row) => [row.day, row]))
}

type NamedHoliday = { nation: string; day: string; name: Record<string, string> }

/** What a holiday is called, by its English name: lists are published in one language. */
export async function holidayNames(db: Database): Promise<Map<string, Record<string, string>>> {
  const { rows } = await sql<{ name: Record<string, string> }>`
    SELECT DISTINCT ON (name ->> 'en') name FROM places.bank_holiday ORDER BY name ->> 'en', length(name::text) DESC`.execute(
    db,
  )
  return new Map(rows.map(({ name }) => [name['en']!, name]))
}

/** Stores holidays; those that are there already are named anew. Counts what was new and what was not the same. */
export async function upsertHolidays(
  db: Database,
  rows: readonly NamedHoliday[],
  source: string,
): Promise<{ added: number; changed: number }> {
  const done = await sql<{ added: boolean }>`
    INSERT INTO places.bank_holiday AS held (nation, day, name, source)
    SELECT nation, day, name, ${source} FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given (nation text, day date, name jsonb)
    ON CONFLICT (nation, day) DO UPDATE SET name = excluded.name, source = excluded.source
    WHERE (held.name, held.source) IS DISTINCT FROM (excluded.name, excluded.source)
    RETURNING (xmax = 0) AS added`.execute(db)
  const added = done.rows.filter((row) => row.added).length
  return { added, changed: done.rows.length - added }
}

/** Takes away what a list, which is whole for the years it covers, does not have. */
export async function removeOtherHolidays(
  db: Database,
  rows: readonly NamedHoliday[],
): Promise<number> {
  const done = await sql`
    WITH given AS (SELECT nation, day FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS each (nation text, day date))
    DELETE FROM places.bank_holiday held
    WHERE EXISTS (SELECT FROM given WHERE given.nation = held.nation AND extract(year FROM given.day) = extract(year FROM held.day))
      AND NOT EXISTS (SELECT FROM given WHERE given.nation = held.nation AND given.day = held.day)`.execute(
    db,
  )
  return Number(done.numAffectedRows ?? 0n)
}
