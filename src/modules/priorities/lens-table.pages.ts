import { link } from '../../platform/web/index.ts'
import { table } from '../../ui/components/table.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { nameIn, type Framework } from './framework.ts'
import type { Lens } from './lens.sql.ts'
import type { Priority } from './priority.ts'
import { routes } from './routes.ts'
import { ownWords } from '../../ui/components/own-words.ts'

const said = (w: Words, name: Record<string, string>): Html => {
  const { text, language } = nameIn(name, w.language)
  return ownWords(w, text, language)
}

/** At the foot of a priority: which official categories it lies beside. */
export function lensLines(
  w: Words,
  frameworks: readonly Framework[],
  lenses: readonly Lens[],
): Html | null {
  const lines = frameworks.flatMap((framework) => {
    const items = framework.items.filter((item) =>
      lenses.some((each) => each.framework === framework.code && each.item === item.code),
    )
    return items.length === 0
      ? []
      : [
          html`<li>${said(w, framework.name)}: ${items.map((item, index) => html`${index > 0 ? '; ' : ''}${said(w, item.name)}`)}</li>`,
        ]
  })
  return lines.length === 0
    ? null
    : html`<section class="part" aria-labelledby="lens"><h2 id="lens" class="govuk-heading-s">${w.t('priorities.resident.lens')}</h2><ul class="soft small">${lines}</ul></section>`
}

/** At the foot of the list: every item of each framework, with the priorities beside it. */
export function crosswalk(
  w: Words,
  frameworks: readonly Framework[],
  lenses: readonly Lens[],
  priorities: readonly Priority[],
): Html | null {
  if (frameworks.length === 0) return null
  return html`<section class="part" aria-labelledby="crosswalk"><h2 id="crosswalk" class="govuk-heading-s">${w.t('priorities.resident.crosswalk')}</h2>
    <p class="soft">${w.t('priorities.resident.crosswalk.lead')}</p>
    ${frameworks.map((framework) =>
      table({
        caption: html`${said(w, framework.name)} <span class="soft small">(${framework.source})</span>`,
        captionClasses: 'govuk-table__caption--s',
        firstCellIsHeader: true,
        head: [
          { text: w.t('priorities.resident.crosswalk.item') },
          { text: w.t('priorities.resident.crosswalk.priorities') },
        ],
        rows: framework.items.map((item) => {
          const beside = priorities.filter((priority) =>
            lenses.some(
              (each) =>
                each.priority === priority.id &&
                each.framework === framework.code &&
                each.item === item.code,
            ),
          )
          return [
            { text: said(w, item.name) },
            {
              text:
                beside.length === 0
                  ? html`<span class="soft">${w.t('priorities.resident.crosswalk.none')}</span>`
                  : html`${beside.map((priority, index) => html`${index > 0 ? html`<br>` : null}<a href="${link(routes.priority, { priority: priority.id })}">${ownWords(w, priority.title, priority.language)}</a>`)}`,
            },
          ]
        }),
      }),
    )}</section>`
}
