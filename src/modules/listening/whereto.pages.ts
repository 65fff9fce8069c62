import type { Database } from '../../platform/database/index.ts'
import type { ThreadStep } from '../../platform/thread/index.ts'
import type { Words } from '../../ui/words/index.ts'

/** Where somebody's words have got to on the thread. */
export type Arrived = {
  /** How many public steps came after them. */
  steps: number
  /** The newest of those; null when nothing came of them yet. */
  last: ThreadStep | null
  /** What is unfinished there, if anything. */
  open: string | null
}

/** Given by `app`: most of what comes of words is told by modules further right. */
export type Whereto = (
  db: Database,
  ids: readonly string[],
  w: Words,
) => Promise<ReadonlyMap<string, Arrived>>
