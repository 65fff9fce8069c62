import { addMonths, dayOf, momentAt, timeOf } from '../places/index.ts'

export type Meeting = {
  id: string
  partnership: string
  title: string
  startsAt: Date
  endsAt: Date
  place: string
  /** How to join from elsewhere; for members. */
  joining: string
  yearly: boolean
  calledAt: Date
  notice: Notice | null
  cancelled: { at: Date; reason: string } | null
  /** The newest version of its minutes that is published. */
  minutes: number | null
}

/** That everybody was told, and with how many clear days of how many that were asked for. */
export type Notice = {
  sentAt: Date
  clearDays: number
  askedDays: number
  /** Why it was short, where it was. */
  reason: string | null
}

/** What an organiser says of a meeting. */
export type Planned = Pick<
  Meeting,
  'title' | 'startsAt' | 'endsAt' | 'place' | 'joining' | 'yearly'
>

export type MeetingState = 'draft' | 'coming' | 'on' | 'over' | 'cancelled'

export function meetingState(
  meeting: Pick<Meeting, 'notice' | 'cancelled' | 'startsAt' | 'endsAt'>,
  now: Date,
): MeetingState {
  if (meeting.cancelled) return 'cancelled'
  if (!meeting.notice) return 'draft'
  if (now < meeting.startsAt) return 'coming'
  return now < meeting.endsAt ? 'on' : 'over'
}

/** Who comes is noted on the meeting's own day, and afterwards put right. */
export function mayNoteAttendance(
  meeting: Pick<Meeting, 'notice' | 'cancelled' | 'startsAt'>,
  now: Date,
): boolean {
  return meeting.notice !== null && !meeting.cancelled && dayOf(now) >= dayOf(meeting.startsAt)
}

/** A time of day as people type it (`7.30`, `19:30`, `0930`), as `HH:MM`; undefined if it is none. */
export function readTime(typed: string): string | undefined {
  const found = /^(\d{1,2})(?:[:.h]?([0-5]\d))$/.exec(typed.trim())
  if (!found || Number(found[1]) > 23) return undefined
  return `${found[1]!.padStart(2, '0')}:${found[2]}`
}

/** The two ends of a meeting on one day. What is wrong is named by its field, with a catalogue key. */
export function readTimes(
  day: string | undefined,
  starts: string,
  ends: string,
  now: Date,
): { startsAt: Date; endsAt: Date } | Partial<Record<'day' | 'starts' | 'ends', string>> {
  const [from, to] = [readTime(starts), readTime(ends)]
  if (!day || !from || !to)
    return {
      ...(day ? {} : { day: 'meetings.refused.day' }),
      ...(from ? {} : { starts: 'meetings.refused.time' }),
      ...(to ? {} : { ends: 'meetings.refused.time' }),
    }
  const times = { startsAt: momentAt(day, from), endsAt: momentAt(day, to) }
  if (times.startsAt <= now) return { day: 'meetings.refused.past' }
  if (times.endsAt <= times.startsAt) return { ends: 'meetings.refused.ends-first' }
  return times
}

/** A meeting's day and times, as the form that changes it shows them. */
export function typedTimes({ startsAt, endsAt }: Pick<Meeting, 'startsAt' | 'endsAt'>) {
  const [year, month, day] = dayOf(startsAt).split('-') as [string, string, string]
  return {
    'on-day': String(Number(day)),
    'on-month': String(Number(month)),
    'on-year': year,
    starts: timeOf(startsAt),
    ends: timeOf(endsAt),
  }
}

/**
 * Whether the yearly meeting is due: eleven months have gone since the last that was held or called,
 * so that the next can be held before the year is out.
 */
export function yearlyDue(
  meetings: readonly Pick<Meeting, 'yearly' | 'cancelled' | 'startsAt'>[],
  now: Date,
): boolean {
  return !meetings.some(
    (each) => each.yearly && !each.cancelled && addMonths(dayOf(each.startsAt), 11) > dayOf(now),
  )
}
