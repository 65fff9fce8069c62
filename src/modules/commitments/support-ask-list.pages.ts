import { link } from '../../platform/web/index.ts'
import { dataTable } from '../../ui/components/data-table.ts'
import { html, raw, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { said } from './commitment-entry.pages.ts'
import { routes } from './routes.ts'
import { sumsOf, type AskWithCost } from './support-ask.ts'

/** What helping costs, in a sentence. */
export const costWords = (w: Words, { hours, hoursPaid }: AskWithCost): string =>
  w.t('boards.resident.asks.cost', { hours, paid: hoursPaid })

/** One ask in a list. */
export function askSummary(w: Words, ask: AskWithCost, name: string, level: 2 | 3): Html {
  const heading = raw(`h${level}`)
  return html`<li class="finding"><p class="soft">${w.t('boards.resident.asks.by', { name, askedOf: ask.askedOf })} · ${w.date(ask.madeAt)}</p>
    <${heading} class="finding__words"><a href="${link(routes.supportAsk, { ask: ask.id })}">${said(ask.what, ask.language, w)}</a></${heading}>
    <p class="finding__said">${costWords(w, ask)} ${w.t('boards.resident.asks.answers', { count: ask.answers })}${ask.spent > 0 ? ` ${w.t('boards.resident.asks.total', { hours: ask.spent })}` : null}</p></li>`
}

/** Hours asked for, spent and paid for: by who asked, in order of the alphabet. */
export function askSumsTable(
  w: Words,
  asks: readonly AskWithCost[],
  nameOf: (id: string) => string,
): Html {
  const sums = sumsOf(asks).toSorted((a, b) =>
    nameOf(a.askedBy).localeCompare(nameOf(b.askedBy), w.language),
  )
  return dataTable({
    words: w,
    id: 'hours',
    caption: w.t('boards.resident.asks.sums'),
    columns: [
      { key: 'organisation', text: w.t('boards.resident.asks.organisation') },
      { key: 'hours', text: w.t('boards.resident.asks.hours'), numeric: true },
      { key: 'spent', text: w.t('boards.resident.asks.spent'), numeric: true },
      { key: 'paid', text: w.t('boards.resident.asks.paid'), numeric: true },
    ],
    rows: sums.map(({ askedBy, hours, spent, paid }) => [
      nameOf(askedBy),
      w.number(hours),
      w.number(spent),
      w.number(paid),
    ]),
  })
}
