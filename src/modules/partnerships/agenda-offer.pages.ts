import { languages, words, type Language } from '../../ui/words/index.ts'
import type { AgendaItem, OpenItem } from './agenda.ts'
import type { MeetingEntry } from './meeting-entry.pages.ts'
import type { Waiting } from './meeting-view.pages.ts'

/** A question that failed before is put anew: what it was then stays as it is. */
export type Offered = OpenItem & { again?: string }

/** What is offered for an agenda: what this module knows to wait, and what others handed in. */
export function offeredFor(
  entry: MeetingEntry,
  items: readonly AgendaItem[],
  given: readonly OpenItem[],
  waiting: Waiting,
): Offered[] {
  return [...suggestions(entry, items, waiting), ...given.filter(notYet(items))]
}

const notYet = (items: readonly AgendaItem[]) => (each: OpenItem) =>
  !items.some((item) =>
    each.node ? item.node === each.node : item.title === each.title && !item.decision,
  )

/** What this module knows to be waiting. */
function suggestions(
  entry: MeetingEntry,
  items: readonly AgendaItem[],
  waiting: Waiting,
): Offered[] {
  const { w } = entry
  const { before, decisions } = waiting
  // Whichever language it was put there in.
  const standing = (Object.keys(languages) as Language[]).map((language) =>
    words(language).t('meetings.item.interests'),
  )
  const interests = items.some((item) => standing.includes(item.title))
    ? []
    : [{ title: w.t('meetings.item.interests'), why: w.t('meetings.why.interests') }]
  const minutes =
    before && before.minutes !== null && !items.some((item) => item.node === before.id)
      ? [
          {
            title: w.t('meetings.item.minutes', { day: w.date(before.startsAt) }),
            node: before.id,
            why: w.t('meetings.why.minutes'),
          },
        ]
      : []
  return [
    ...interests,
    ...minutes,
    ...decisions.map((each) => ({
      title: each.question,
      ...(each.failed ? { again: each.id } : { decision: each.id }),
      why: w.t(
        each.failed
          ? 'meetings.why.failed'
          : each.kind === 'constitution'
            ? 'meetings.why.constitution'
            : each.here
              ? 'meetings.why.here'
              : 'meetings.why.put',
      ),
    })),
  ]
}
