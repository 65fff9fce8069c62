import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { testSystem } from '../../../test/database.ts'
import type { BankHoliday } from './bank-holiday.ts'
import { bankHolidays } from './bank-holiday.sql.ts'
import {
  addDays,
  addMonths,
  clearDaysBetween,
  dayOf,
  daysBetween,
  endOfDay,
  isDay,
  isWorkingDay,
  latestNoticeDay,
  momentAt,
  noonOf,
  startOfDay,
  timeOf,
} from './calendar.ts'

const system = await testSystem()
const nations = ['england', 'wales', 'scotland', 'northern-ireland'] as const
const holidays = Object.fromEntries(
  await Promise.all(nations.map(async (nation) => [nation, await bankHolidays(system.db, nation)])),
) as Record<(typeof nations)[number], Map<string, BankHoliday>>

const days = fc
  .date({ min: new Date('2019-01-02'), max: new Date('2028-12-30'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('the clock on the wall', () => {
  // Changes of clocks as published at https://www.gov.uk/when-do-the-clocks-change
  const moments: [day: string, time: string, utc: string, why: string][] = [
    ['2026-01-15', '19:00', '2026-01-15T19:00:00Z', 'winter'],
    ['2026-07-15', '19:00', '2026-07-15T18:00:00Z', 'summer'],
    ['2026-03-29', '00:59', '2026-03-29T00:59:00Z', 'the minute before the clocks go forward'],
    ['2026-03-29', '01:30', '2026-03-29T01:30:00Z', 'an hour that is never shown: 02:30 by then'],
    ['2026-03-29', '02:00', '2026-03-29T01:00:00Z', 'the clocks have gone forward'],
    ['2026-10-25', '00:59', '2026-10-24T23:59:00Z', 'the minute before the hour that comes twice'],
    ['2026-10-25', '01:30', '2026-10-25T00:30:00Z', 'an hour that is shown twice: the first'],
    ['2026-10-25', '02:00', '2026-10-25T02:00:00Z', 'the clocks have gone back'],
    ['2024-03-31', '01:30', '2024-03-31T01:30:00Z', 'the night of Easter 2024'],
    ['2028-02-29', '23:59', '2028-02-29T23:59:00Z', 'a leap day'],
  ]
  for (const [day, time, utc, why] of moments)
    test(`${day} ${time}: ${why}`, () => {
      assert.equal(momentAt(day, time).toISOString(), new Date(utc).toISOString())
    })

  test('the hour that is never shown is said as the hour that is', () => {
    assert.equal(timeOf(momentAt('2026-03-29', '01:30')), '02:30')
    assert.equal(timeOf(momentAt('2026-10-25', '01:30')), '01:30')
  })

  test('every minute of every day but the one hour a year is shown as it was asked for', () => {
    fc.assert(
      fc.property(days, fc.nat(23), fc.nat(59), (day, hour, minute) => {
        const time = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':')
        const moment = momentAt(day, time)
        assert.equal(dayOf(moment), day)
        if (timeOf(moment) !== time) assert.match(time, /^01:/)
      }),
    )
  })

  test('a day begins at its first moment and ends with its last minute, summer and winter', () => {
    assert.equal(startOfDay('2026-03-29').toISOString(), '2026-03-29T00:00:00.000Z')
    assert.equal(endOfDay('2026-03-29').toISOString(), '2026-03-29T22:59:00.000Z')
    assert.equal(noonOf('2026-07-01').toISOString(), '2026-07-01T11:00:00.000Z')
    assert.equal(dayOf(new Date('2026-06-30T23:00:00Z')), '2026-07-01')
  })

  test('what is no day and no time is refused', () => {
    for (const [day, time] of [
      ['2026-02-29', '10:00'],
      ['2026-13-01', '10:00'],
      ['26-01-01', '10:00'],
      ['2026-01-01', '24:00'],
      ['2026-01-01', '9:00'],
    ] as const)
      assert.throws(() => momentAt(day, time), RangeError)
    assert.throws(() => addDays('2026-02-30', 1), RangeError)
  })
})

describe('days and months', () => {
  // The corresponding date rule: 28 days and 2 months are the terms in which answers fall due.
  const months: [from: string, months: number, to: string][] = [
    ['2026-01-15', 2, '2026-03-15'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2027-12-30', 2, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2028-02-29', 48, '2032-02-29'],
    ['2026-08-31', 1, '2026-09-30'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2028-03-31', -1, '2028-02-29'],
    ['2026-01-31', 0, '2026-01-31'],
  ]
  for (const [from, count, to] of months)
    test(`${count} months from ${from} end on ${to}`, () =>
      assert.equal(addMonths(from, count), to))

  test('days are counted over leap days and changes of clocks', () => {
    assert.equal(addDays('2028-02-28', 1), '2028-02-29')
    assert.equal(addDays('2027-02-28', 1), '2027-03-01')
    assert.equal(addDays('2026-03-28', 2), '2026-03-30')
    assert.equal(addDays('2026-10-24', 28), '2026-11-21')
    assert.equal(daysBetween('2028-02-01', '2028-03-01'), 29)
    assert.equal(daysBetween('2026-10-26', '2026-10-24'), -2)
  })

  test('adding days and counting them undo each other', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -2000, max: 2000 }), (day, count) => {
        assert.ok(isDay(addDays(day, count)))
        assert.equal(daysBetween(day, addDays(day, count)), count)
      }),
    )
  })
})

describe('clear days', () => {
  // Counted by hand on a calendar with the published holidays. Notice is given on the first day, the
  // meeting is on the second; neither counts, nor do weekends and bank holidays.
  const notices: [
    why: string,
    nation: (typeof nations)[number],
    asked: number,
    meeting: string,
    latest: string,
  ][] = [
    ['an ordinary Wednesday', 'england', 5, '2026-03-11', '2026-03-03'],
    ['an ordinary Wednesday', 'wales', 3, '2026-03-11', '2026-03-05'],
    ['a Monday: the Sunday before still leaves five', 'england', 5, '2026-03-09', '2026-03-01'],
    ['the Tuesday after Easter 2026', 'england', 5, '2026-04-07', '2026-03-26'],
    ['the Tuesday after Easter 2026', 'wales', 3, '2026-04-07', '2026-03-30'],
    ['the Tuesday after Easter, where Monday is worked', 'scotland', 5, '2026-04-07', '2026-03-29'],
    ['between Christmas and New Year', 'england', 5, '2026-12-30', '2026-12-20'],
    ['between Christmas and New Year', 'wales', 3, '2026-12-30', '2026-12-22'],
    ['the first working days of the year', 'england', 5, '2027-01-06', '2026-12-28'],
    ['the first working days of the year', 'scotland', 5, '2027-01-06', '2026-12-23'],
    ['a leap day itself', 'england', 5, '2028-02-29', '2028-02-21'],
    ['the day after a leap day', 'england', 5, '2028-03-01', '2028-02-22'],
    ['the day after a leap day', 'wales', 3, '2028-03-01', '2028-02-24'],
    ['the same day in a year without one', 'england', 5, '2027-03-01', '2027-02-21'],
    ['after the early May holiday', 'england', 5, '2026-05-06', '2026-04-27'],
    ['VE day moved to a Friday', 'england', 5, '2020-05-12', '2020-05-03'],
    ['the Jubilee’s two days', 'england', 5, '2022-06-06', '2022-05-25'],
    ['the state funeral', 'wales', 3, '2022-09-21', '2022-09-14'],
    ['the coronation', 'england', 5, '2023-05-10', '2023-05-01'],
    ['St Patrick’s Day', 'northern-ireland', 5, '2026-03-18', '2026-03-09'],
    ['12 July on a Sunday, kept on the Monday', 'northern-ireland', 5, '2026-07-15', '2026-07-06'],
    ['12 July is worked elsewhere', 'england', 5, '2026-07-15', '2026-07-07'],
    ['the World Cup', 'scotland', 5, '2026-06-17', '2026-06-08'],
    ['St Andrew’s Day', 'scotland', 3, '2026-12-01', '2026-11-24'],
    ['the Monday after the clocks go forward', 'england', 5, '2026-03-30', '2026-03-22'],
    ['the Monday after the clocks go back', 'wales', 3, '2026-10-26', '2026-10-20'],
    ['no notice asked for', 'england', 0, '2026-03-11', '2026-03-11'],
  ]
  for (const [why, nation, asked, meeting, latest] of notices)
    test(`${nation}, ${asked} clear days before ${meeting} (${why}): by ${latest}`, () => {
      assert.equal(latestNoticeDay(meeting, asked, holidays[nation]), latest)
      assert.ok(clearDaysBetween(latest, meeting, holidays[nation]) >= asked)
      if (asked > 0)
        assert.equal(clearDaysBetween(addDays(latest, 1), meeting, holidays[nation]), asked - 1)
    })

  test('a meeting at 01:30 on the night the clocks change is on the day its members call it', () => {
    for (const day of ['2026-03-29', '2026-10-25']) {
      const meeting = dayOf(momentAt(day, '01:30'))
      assert.equal(meeting, day)
      assert.equal(
        clearDaysBetween(addDays(day, -7), meeting, holidays.england),
        5,
        'Monday to Friday',
      )
    }
  })

  test('the latest day gives enough, the day after it gives less, whatever the nation', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...nations),
        days,
        fc.integer({ min: 1, max: 30 }),
        (nation, day, asked) => {
          const latest = latestNoticeDay(day, asked, holidays[nation])
          assert.ok(clearDaysBetween(latest, day, holidays[nation]) >= asked)
          assert.ok(clearDaysBetween(addDays(latest, 1), day, holidays[nation]) < asked)
        },
      ),
    )
  })

  test('neither end counts, and notice after the meeting is none', () => {
    assert.equal(clearDaysBetween('2026-03-10', '2026-03-11', new Set()), 0)
    assert.equal(clearDaysBetween('2026-03-10', '2026-03-10', new Set()), 0)
    assert.equal(clearDaysBetween('2026-03-12', '2026-03-10', new Set()), 0)
    assert.equal(clearDaysBetween('2026-03-09', '2026-03-11', new Set()), 1)
    assert.equal(clearDaysBetween('2026-03-09', '2026-03-11', new Set(['2026-03-10'])), 0)
    assert.equal(isWorkingDay('2026-03-07', new Set()), false, 'a Saturday')
  })
})
