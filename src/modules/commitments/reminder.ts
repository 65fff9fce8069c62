import { addDays, dayOf } from '../places/index.ts'
import type { Review } from './commitment.ts'

const reminderKinds = ['7-days-before', '1-day-before', 'gone-quiet', '7-days-after'] as const
export type ReminderKind = (typeof reminderKinds)[number]

/** From which day to which a reminder is still true, counted from the review date. */
const windows: Record<ReminderKind, readonly [first: number, last: number]> = {
  '7-days-before': [-7, -2],
  '1-day-before': [-1, 0],
  'gone-quiet': [1, 6],
  '7-days-after': [7, 34],
}

/**
 * Which reminder of a review date is right on a day, if any. Whoever was away for an hour or a week
 * catches up with the one that is true now and sends none that has passed. A date set inside a
 * reminder's days needs none of that kind: its setter has only just thought of it.
 */
export function reminderOn(review: Review, today: string): ReminderKind | undefined {
  if (review.endedAt !== null) return undefined
  const kind = reminderKinds.find((each) => {
    const [first, last] = windows[each]
    return today >= addDays(review.on, first) && today <= addDays(review.on, last)
  })
  if (kind === undefined) return undefined
  return dayOf(review.setAt) < addDays(review.on, windows[kind][0]) ? kind : undefined
}
