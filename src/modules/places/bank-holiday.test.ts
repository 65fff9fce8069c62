import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { testSystem } from '../../../test/database.ts'
import { system as asSystem } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import { importBankHolidays } from './bank-holiday.actions.ts'
import { readBankHolidays } from './bank-holiday.ts'
import { bankHolidays } from './bank-holiday.sql.ts'
import { addDays } from './calendar.ts'

const system = await testSystem()

/** Easter Sunday by the Gregorian rule (Meeus, Astronomical Algorithms, 1991, chapter 8: after Butcher, 1876). */
function easter(year: number): string {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return dated(year, Math.floor(n / 31), (n % 31) + 1)
}

const dated = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
const weekday = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay()

/** The first Monday of a month, or its last. */
function monday(year: number, month: number, which: 'first' | 'last'): string {
  let day = which === 'first' ? dated(year, month, 1) : dated(year, month + 1, 0)
  while (weekday(day) !== 1) day = addDays(day, which === 'first' ? 1 : -1)
  return day
}

/** Days that fall on a weekend are kept on the next weekdays that are not holidays themselves. */
function kept(...asked: string[]): string[] {
  const taken = new Set(asked.filter((day) => ![0, 6].includes(weekday(day))))
  for (const day of asked.filter((each) => [0, 6].includes(weekday(each)))) {
    let next = day
    while ([0, 6].includes(weekday(next)) || taken.has(next)) next = addDays(next, 1)
    taken.add(next)
  }
  return [...taken]
}

/** What the Act and the proclamations of every year give, and what was moved or added in some. */
function expected(nation: string, year: number): string[] {
  const sunday = easter(year)
  const scotland = nation === 'scotland'
  const days = [
    ...kept(dated(year, 1, 1), ...(scotland ? [dated(year, 1, 2)] : [])),
    addDays(sunday, -2),
    ...(scotland ? [] : [addDays(sunday, 1)]),
    year === 2020 ? '2020-05-08' : monday(year, 5, 'first'),
    year === 2022 ? '2022-06-02' : monday(year, 5, 'last'),
    scotland ? monday(year, 8, 'first') : monday(year, 8, 'last'),
    ...(scotland ? kept(dated(year, 11, 30)) : []),
    ...(nation === 'northern-ireland'
      ? [...kept(dated(year, 3, 17)), ...kept(dated(year, 7, 12))]
      : []),
    ...kept(dated(year, 12, 25), dated(year, 12, 26)),
    ...(year === 2022 ? ['2022-06-03', '2022-09-19'] : []),
    ...(year === 2023 ? ['2023-05-08'] : []),
    ...(year === 2026 && scotland ? ['2026-06-15'] : []),
  ]
  return days.toSorted()
}

describe('the bank holidays that every database starts with', () => {
  for (const nation of ['england', 'wales', 'scotland', 'northern-ireland'])
    test(`${nation}: ten years are what the rules give`, async () => {
      const held = await bankHolidays(system.db, nation)
      for (let year = 2019; year <= 2028; year++)
        assert.deepEqual(
          [...held.keys()].filter((day) => day.startsWith(String(year))),
          expected(nation, year),
          `${nation} ${year}`,
        )
      assert.ok([...held.values()].every(({ name }) => name['en'] && name['cy']))
    })

  test('Easter is where the almanacs have it', () => {
    // Astronomical Almanac: the earliest and the latest possible, and three between.
    assert.deepEqual([1818, 1943, 2019, 2024, 2038].map(easter), [
      '1818-03-22',
      '1943-04-25',
      '2019-04-21',
      '2024-03-31',
      '2038-04-25',
    ])
  })
})

const list = (events: Record<string, { title: unknown; date: unknown }[]>) =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(events).map(([division, each]) => [division, { division, events: each }]),
    ),
  )

const into = (text: string) =>
  transaction(system.db, asSystem('import-bank-holidays'), system.clock.now(), (trx) =>
    importBankHolidays(trx, text),
  )

describe('bringing in the published list', () => {
  test('a list takes the place of what was held for its nations and years, and of nothing else', async () => {
    const scotland = (await bankHolidays(system.db, 'scotland')).size
    const done = await into(
      list({
        'england-and-wales': [
          { title: 'New Year’s Day', date: '2028-01-03' },
          { title: 'Day of the neighbours', date: '2028-06-01' },
          { title: 'New Year’s Day', date: '2029-01-01' },
        ],
      }),
    )
    assert.deepEqual(
      { ...done, problems: done.problems.length },
      // Of the eight days of 2028 one stayed; its source is now the list.
      { problems: 0, rows: 6, added: 4, changed: 2, unchanged: 0, removed: 14 },
    )
    const wales = await bankHolidays(system.db, 'wales', { from: '2028-01-01' })
    assert.deepEqual([...wales.keys()], ['2028-01-03', '2028-06-01', '2029-01-01'])
    assert.equal(wales.get('2029-01-01')?.name['cy'], 'Dydd Calan', 'a name we know in Welsh')
    assert.deepEqual(wales.get('2028-06-01')?.name, { en: 'Day of the neighbours' })
    assert.equal((await bankHolidays(system.db, 'scotland')).size, scotland)
    assert.equal((await bankHolidays(system.db, 'wales', { to: '2019-12-31' })).size, 8)
    const again = await into(
      list({ 'england-and-wales': [{ title: 'New Year’s Day', date: '2029-01-01' }] }),
    )
    assert.equal(again.unchanged, 2)
  })

  const faults: [why: string, text: string, key: string, place: string][] = [
    ['not JSON', '{"scotland":', 'not-json', ''],
    ['a list of lists', '[]', 'no-divisions', ''],
    ['an empty object', '{}', 'no-divisions', ''],
    ['an unknown division', list({ cornwall: [] }), 'division-unknown', 'cornwall'],
    ['a name that every object has', '{"constructor":{}}', 'division-unknown', 'constructor'],
    ['no events', '{"scotland":{"division":"scotland"}}', 'no-events', 'scotland.events'],
    ['an empty division', list({ scotland: [] }), 'no-events', 'scotland.events'],
    [
      'a day that is none',
      list({ scotland: [{ title: 'St Andrew’s Day', date: '2026-11-31' }] }),
      'not-a-day',
      'scotland.events[0].date',
    ],
    [
      'a day written another way',
      list({ scotland: [{ title: 'St Andrew’s Day', date: '30/11/2026' }] }),
      'not-a-day',
      'scotland.events[0].date',
    ],
    [
      'no title',
      list({ 'northern-ireland': [{ title: ' ', date: '2026-03-17' }] }),
      'no-title',
      'northern-ireland.events[0].title',
    ],
    [
      'a day twice',
      list({
        scotland: [
          { title: 'A', date: '2026-11-30' },
          { title: 'B', date: '2026-11-30' },
        ],
      }),
      'day-twice',
      'scotland.events[1].date',
    ],
  ]
  for (const [why, text, key, place] of faults)
    test(`${why} is refused, with its place`, async () => {
      const before = await system.owner.query('SELECT count(*) FROM places.bank_holiday')
      const done = await into(text)
      assert.equal(done.problems[0]?.key, `places.holidays.${key}`)
      assert.equal(done.problems[0]?.values['place'], place)
      const after = await system.owner.query('SELECT count(*) FROM places.bank_holiday')
      assert.deepEqual(after.rows, before.rows)
    })

  test('a byte order mark is no fault, and one wrong day spoils the whole list', () => {
    const good = { title: 'A', date: '2026-11-30' }
    assert.equal(readBankHolidays(`\ufeff${list({ scotland: [good] })}`).rows.length, 1)
    const spoilt = readBankHolidays(list({ scotland: [good, { title: 'B', date: '' }] }))
    assert.deepEqual([spoilt.rows.length, spoilt.problems.length], [0, 1])
  })
})
