import type { Sort } from '../../ui/components/data-table.ts'
import type { Words } from '../../ui/words/index.ts'
import type { Activity } from './activity.ts'

const sorts = ['title', 'who', 'since'] as const

/** How the reader asked for the table: by when it was noted, unless otherwise. */
export function sortOf(column: string | undefined, direction: string | undefined): Sort {
  return {
    column: sorts.find((each) => each === column) ?? 'since',
    direction: direction === 'descending' ? 'descending' : 'ascending',
  }
}

export function sorted(
  activities: readonly Activity[],
  { column, direction }: Sort,
  doer: (activity: Activity) => string,
  w: Words,
): Activity[] {
  const order = new Intl.Collator(w.language).compare
  const up = activities.toSorted((a, b) =>
    column === 'title'
      ? order(a.title, b.title)
      : column === 'who'
        ? order(doer(a), doer(b))
        : a.addedAt.getTime() - b.addedAt.getTime(),
  )
  return direction === 'descending' ? up.toReversed() : up
}
