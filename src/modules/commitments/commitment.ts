import { addDays, dayOf } from '../places/index.ts'

/** What an organisation said will be true, by when. It is never rewritten; what happens to it is rows of their own. */
export type Commitment = {
  id: string
  partnership: string
  organisation: string
  what: string
  language: string
  /** The day by which it will be true: `2026-05-01`. */
  dueOn: string
  /** The day by which something will be said of it, as it was first promised. */
  reviewOn: string
  priority: string | null
  expectation: string | null
  intent: string | null
  madeBy: string | null
  madeAt: Date
}

export const verdicts = ['kept', 'partly', 'not-kept', 'too-soon'] as const
export type Verdict = (typeof verdicts)[number]
/** What came of asking. */
export type Outcome = Verdict | 'nobody-said'

/** What has happened to a commitment, as far as its state depends on it; each list in the order of time. */
export type History = {
  madeAt: Date
  dueOn: string
  reviewOn: string
  updates: readonly { at: Date; saysDone: boolean; nextReviewOn: string | null }[]
  checkBacks: readonly {
    openedAt: Date
    closesOn: string
    closed: { at: Date; outcome: Outcome; nextReviewOn: string | null } | null
  }[]
}

export type State =
  /** Promised; the day by which it will be true is still to come. */
  | { kind: 'given'; reviewOn: string }
  /** The day by which it was to be true has come, and nobody has said that it is done. */
  | { kind: 'due'; reviewOn: string }
  /** No word by the review date. `since` is the first day of silence. */
  | { kind: 'quiet'; reviewOn: string; since: string }
  /** The partner says that it is done, and those it was promised to are being asked. */
  | { kind: 'being-checked'; since: string; closesOn: string }
  /** The partner says that it is done; those who were asked said nothing. It is not closed. */
  | { kind: 'unchecked'; since: string }
  /** Those it was promised to say that it is too soon to tell: the promise goes on. */
  | { kind: 'too-soon'; since: string; reviewOn: string }
  | { kind: 'kept' | 'partly' | 'not-kept'; since: string }

export type StateKind = State['kind']

/** In the order in which a promise meets them. */
export const stateKinds = [
  'given',
  'due',
  'quiet',
  'being-checked',
  'unchecked',
  'too-soon',
  'kept',
  'partly',
  'not-kept',
] as const satisfies readonly StateKind[]

/** A day by which something was to be said; until something was, or it was said to be done. */
export type Review = { on: string; setAt: Date; endedAt: Date | null }

/** Every review date that a commitment has had, in order. The last one, if it has not ended, is to come or has passed. */
export function reviewsOf(history: History): Review[] {
  const turns = [
    ...history.updates.map(({ at, nextReviewOn, saysDone }) => ({
      at,
      next: saysDone ? null : nextReviewOn,
    })),
    ...history.checkBacks.flatMap(({ closed }) =>
      closed ? [{ at: closed.at, next: closed.nextReviewOn }] : [],
    ),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const reviews: Review[] = [{ on: history.reviewOn, setAt: history.madeAt, endedAt: null }]
  for (const { at, next } of turns) {
    const last = reviews.at(-1)
    if (last && last.endedAt === null) last.endedAt = at
    if (next !== null) reviews.push({ on: next, setAt: at, endedAt: null })
  }
  return reviews
}

/** A time without a word: from the day after a review date until something was said. */
export type Silence = { reviewOn: string; since: string; until: Date | null }

/** A day ends at midnight by the clock on the wall, so that the review date itself still counts. */
export function silencesOf(history: History, today: string): Silence[] {
  return reviewsOf(history)
    .filter(({ on, endedAt }) => (endedAt === null ? today : dayOf(endedAt)) > on)
    .map(({ on, endedAt }) => ({ reviewOn: on, since: addDays(on, 1), until: endedAt }))
}

/** Where a promise stands on a day. */
export function stateOf(history: History, today: string): State {
  const asked = history.checkBacks.at(-1)
  const review = reviewsOf(history).at(-1)
  if (review && review.endedAt === null) {
    if (today > review.on)
      return { kind: 'quiet', reviewOn: review.on, since: addDays(review.on, 1) }
    const lastSaid = history.updates.at(-1)?.at ?? history.madeAt
    if (asked?.closed?.outcome === 'too-soon' && asked.closed.at >= lastSaid)
      return { kind: 'too-soon', since: dayOf(asked.closed.at), reviewOn: review.on }
    return { kind: today >= history.dueOn ? 'due' : 'given', reviewOn: review.on }
  }
  const closed = asked?.closed
  if (!asked || !closed) {
    const since = dayOf(asked?.openedAt ?? history.updates.at(-1)!.at)
    return { kind: 'being-checked', since, closesOn: asked?.closesOn ?? since }
  }
  if (closed.outcome === 'nobody-said' || closed.outcome === 'too-soon')
    return { kind: 'unchecked', since: dayOf(closed.at) }
  return { kind: closed.outcome, since: dayOf(closed.at) }
}

/** Only those it was promised to close it. */
export const isClosed = ({ kind }: State): boolean =>
  kind === 'kept' || kind === 'partly' || kind === 'not-kept'

/** Whether its partner has something to say next: not while it is checked, nor once it is closed. */
export const awaitsUpdate = ({ kind }: State): boolean =>
  kind === 'given' || kind === 'due' || kind === 'quiet' || kind === 'too-soon'

export const longestPromise = 600
export const longestRole = 120
/** A promise is looked at within the year, however far off it is. */
export const longestSilence = 366
