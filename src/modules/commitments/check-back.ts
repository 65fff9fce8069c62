import type { Outcome, Verdict } from './commitment.ts'

/** The people it was promised to are asked whether it was kept. */
export type CheckBack = {
  id: string
  commitment: string
  update: string
  openedAt: Date
  /** The last day on which something may be said. */
  closesOn: string
  result: {
    outcome: Outcome
    counts: Record<Verdict, number>
    /** What the partnership says of it. */
    words: string
    nextReviewOn: string | null
    closedAt: Date
    byClock: boolean
  } | null
}

/** What somebody said, without who and when. */
export type CheckBackWord = { id: string; verdict: Verdict; words: string; language: string }

export const recordedChannels = ['paper', 'phone', 'room'] as const
export type RecordedChannel = (typeof recordedChannels)[number]

/** How long people have, unless somebody closes it: three weeks. */
export const daysToCheck = 21
/** When it was too soon to say and nobody names a day: look again in so many days. */
export const daysToLookAgain = 91
export const longestWord = 600
export const mostPapers = 200
