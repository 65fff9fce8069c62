import type { Database } from '../../platform/database/index.ts'
import type { ThreadStep } from '../../platform/thread/index.ts'
import { link } from '../../platform/web/index.ts'
import type { Words } from '../../ui/words/index.ts'
import { amount, range } from './figure-card.pages.ts'
import { figuresAmong } from './figure.sql.ts'
import { routes } from './routes.ts'

/** The figures among the given ids, each with how sure it is and where it is from. */
export async function threadSteps(
  db: Database,
  ids: readonly string[],
  w: Words,
): Promise<ThreadStep[]> {
  const figures = await figuresAmong(db, ids)
  return figures.map((figure) => ({
    id: figure.id,
    kind: 'figure',
    verb: w.t('evidence.resident.step'),
    at: figure.addedAt,
    who: figure.source,
    title: figure.title,
    language: figure.language,
    quote: false,
    href: link(routes.figure, { figure: figure.id }),
    facts: [
      amount(w, figure.value, figure.unit),
      range(w, figure) ?? w.t('evidence.resident.no-range'),
      `${figure.place}, ${figure.period}`,
      ...(figure.withdrawnAt === null
        ? []
        : [w.t('evidence.resident.withdrawn', { date: w.date(figure.withdrawnAt) })]),
    ],
    counted: null,
    answer: null,
  }))
}
