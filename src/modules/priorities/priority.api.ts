import type { System } from '../../platform/system.ts'
import { link } from '../../platform/web/index.ts'
import { words } from '../../ui/words/index.ts'
import { figureJson } from '../evidence/index.ts'
import type { Partnership } from '../partnerships/index.ts'
import { restingOf, type Resting } from './ground-words.pages.ts'
import { lensesOf, type Lens } from './lens.sql.ts'
import { agreedList, stateOf } from './list.ts'
import { listsOf } from './list.sql.ts'
import type { Priority } from './priority.ts'
import { prioritiesOf } from './priority.sql.ts'
import { routes } from './routes.ts'

/** What a partnership has agreed, and every list it was asked about: what anybody may read, for machines. */
export async function prioritiesJson(system: System, partnership: Partnership) {
  const { db, config } = system
  const [lists, priorities] = await Promise.all([
    listsOf(db, partnership.id),
    prioritiesOf(db, partnership.id),
  ])
  const ids = priorities.map(({ id }) => id)
  const [resting, lenses] = await Promise.all([restingOf(db, words('en'), ids), lensesOf(db, ids)])
  return {
    partnership: { id: partnership.id, slug: partnership.slug, name: partnership.name },
    agreed: agreedList(lists)?.id ?? null,
    lists: lists.map((list) => ({
      id: list.id,
      state: stateOf(list, lists),
      decision: list.decision,
      outcome: list.outcome,
      decidedAt: list.closedAt?.toISOString() ?? null,
      priorities: list.priorities.map((id, index) => ({ place: index + 1, id })),
      page: config.publicUrl + link(routes.list, { list: list.id }),
    })),
    priorities: priorities.map((each) => priorityJson(each, resting, lenses, config.publicUrl)),
  }
}

function priorityJson(
  priority: Priority,
  resting: Resting,
  lenses: readonly Lens[],
  publicUrl: string,
) {
  const grounds = resting.grounds.get(priority.id) ?? []
  return {
    id: priority.id,
    title: priority.title,
    why: priority.why,
    strengths: priority.strengths,
    language: priority.language,
    publishedAt: priority.publishedAt?.toISOString() ?? null,
    withdrawnAt: priority.withdrawnAt?.toISOString() ?? null,
    said: grounds
      .filter(({ kind }) => kind !== 'figure')
      .map(({ kind, node, note }) => {
        const step = resting.steps.get(node)
        const theme = resting.themes.get(node)
        return {
          id: node,
          kind,
          // As it was said, never a translation of it; null where it is no longer public.
          words: step?.original?.text ?? step?.title ?? theme?.title ?? null,
          language: step?.original?.language ?? step?.language ?? null,
          ...(theme ? { holds: [...theme.statements, ...theme.testimonies] } : {}),
          counted: step?.counted ?? null,
          note,
        }
      }),
    figures: grounds.flatMap(({ node, note }) => {
      const figure = resting.figures.get(node)
      return figure ? [{ ...figureJson(figure, publicUrl), note }] : []
    }),
    frameworks: lenses
      .filter((each) => each.priority === priority.id)
      .map(({ framework, item }) => ({ framework, item })),
    page: publicUrl + link(routes.priority, { priority: priority.id }),
  }
}
