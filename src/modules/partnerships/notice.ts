import {
  addDays,
  clearDaysBetween,
  daysBetween,
  latestNoticeDay,
  type BankHoliday,
} from '../places/index.ts'

/** What notice is asked for: working days between, and days that a larger matter is made known before. */
export type NoticeAsked = { clearDays: number; advertisedDays: number }

/** A change of the rules, and the yearly meeting, are made known longer before than other things. */
export function noticeAsked(
  rules: { noticeDays: number; changeNoticeDays: number },
  meeting: { yearly: boolean; changesRules: boolean },
): NoticeAsked {
  return {
    clearDays: rules.noticeDays,
    advertisedDays: meeting.yearly || meeting.changesRules ? rules.changeNoticeDays : 0,
  }
}

export type NoticeGiven = {
  /** The last day on which notice is long enough. */
  latest: string
  clearDays: number
  enough: boolean
  /** Whether it is also made known as long before as a change of the rules needs. */
  advertised: boolean
  /** Bank holidays between, which are not counted. */
  holidays: BankHoliday[]
}

/** How notice stands if it is sent on a day. */
export function noticeGiven(
  day: string,
  meetingDay: string,
  asked: NoticeAsked,
  holidays: ReadonlyMap<string, BankHoliday>,
): NoticeGiven {
  const byClearDays = latestNoticeDay(meetingDay, asked.clearDays, holidays)
  const byDays = addDays(meetingDay, -asked.advertisedDays)
  const latest = byClearDays < byDays ? byClearDays : byDays
  const from = day < latest ? day : latest
  const clearDays = clearDaysBetween(day, meetingDay, holidays)
  const advertised = daysBetween(day, meetingDay) >= asked.advertisedDays
  return {
    latest,
    clearDays,
    advertised,
    enough: clearDays >= asked.clearDays && advertised,
    holidays: [...holidays.values()].filter((each) => each.day > from && each.day < meetingDay),
  }
}

/** Reminders go out from ten in the morning of the day before. */
export const reminderHour = '10:00'
