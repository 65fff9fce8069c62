import type { Database } from '../../platform/database/index.ts'
import type { ThreadStep } from '../../platform/thread/index.ts'
import { link } from '../../platform/web/index.ts'
import type { Words } from '../../ui/words/index.ts'
import { listsOf } from './list.sql.ts'
import { standing } from './priority-state.pages.ts'
import { prioritiesAmong } from './priority.sql.ts'
import { routes } from './routes.ts'

/** The public priorities among the given ids, each with where it stands. */
export async function threadSteps(
  db: Database,
  ids: readonly string[],
  w: Words,
): Promise<ThreadStep[]> {
  const priorities = [...(await prioritiesAmong(db, ids)).values()].filter(
    (each) => each.publishedAt !== null,
  )
  const partnerships = [...new Set(priorities.map((each) => each.partnership))]
  const lists = new Map(
    await Promise.all(partnerships.map(async (id) => [id, await listsOf(db, id)] as const)),
  )
  return priorities.map((priority) => ({
    id: priority.id,
    kind: 'priority',
    verb: w.t('priorities.resident.step'),
    at: priority.publishedAt!,
    who: w.t('priorities.resident.step.who'),
    title: priority.title,
    language: priority.language,
    quote: false,
    href: link(routes.priority, { priority: priority.id }),
    facts: [standing(w, priority, lists.get(priority.partnership) ?? [])],
    counted: null,
    answer: null,
  }))
}
