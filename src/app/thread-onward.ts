import type { Whereto } from '../modules/listening/index.ts'
import type { Database } from '../platform/database/index.ts'
import { follow, type ThreadStep } from '../platform/thread/index.ts'
import type { Words } from '../ui/words/index.ts'
import { stepsOf } from './thread-steps.ts'

/** How far onward somebody's words are followed, where only their last step is told. */
const look = 60

/** Somebody's words, and what they led to that is public, in order of time. */
export async function onwardFrom(db: Database, start: string, w: Words): Promise<ThreadStep[]> {
  const onward = (await follow(db, start, look)).filter(({ distance }) => distance >= 0)
  const steps = await stepsOf(db, onward, w)
  const own = steps.get(start)
  if (!own || own.title === null) return []
  const later = onward.flatMap(({ id }) => (id === start ? [] : (steps.get(id) ?? [])))
  return [own, ...later.toSorted((a, b) => a.at.getTime() - b.at.getTime())]
}

/** Where each of somebody's words has got to, whichever module that is in; words not on the thread are left out. */
export const whereto: Whereto = async (db, ids, w) => {
  const lines = await Promise.all(ids.map((id) => onwardFrom(db, id, w)))
  return new Map(
    lines.flatMap((line) => {
      const [own, last] = [line[0], line.at(-1)]
      if (!own || !last) return []
      const came = line.length > 1
      const open = came ? last.open : w.t('app.thread.open.yet')
      const arrived = {
        steps: line.length - 1,
        last: came ? last : null,
        open: open ?? null,
      }
      return [[own.id, arrived] as const]
    }),
  )
}
