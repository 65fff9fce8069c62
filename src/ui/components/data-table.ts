import { attributes, classes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'

export type Direction = 'ascending' | 'descending'

export type Sort = Readonly<{ column: string; direction: Direction }>

export type Column = Readonly<{
  key: string
  text: Content
  sortable?: boolean | undefined
  numeric?: boolean | undefined
}>

/** A table for those who work with it: dense, printable, and sorted by links, so without scripts too. */
export function dataTable(options: {
  words: Words
  id: string
  caption: Content
  columns: readonly Column[]
  rows: readonly (readonly Content[])[]
  sort?: Sort | undefined
  /** The page sorted another way. */
  href?: ((sort: Sort) => string) | undefined
  /** Stands in place of the table when there are no rows. */
  empty?: Html | undefined
}): Html {
  const { id, caption, columns, rows } = options
  if (rows.length === 0 && options.empty) return options.empty
  return html`<div class="table-frame" role="region" aria-labelledby="${id}-caption" tabindex="0"><table class="govuk-table data-table" id="${id}"><caption class="govuk-table__caption govuk-table__caption--s" id="${id}-caption">${caption}</caption><thead class="govuk-table__head"><tr class="govuk-table__row">${columns.map(
    (column) => header(column, options),
  )}</tr></thead><tbody class="govuk-table__body">${rows.map(
    (row) =>
      html`<tr class="govuk-table__row">${row.map((cell, index) => {
        const numeric = columns[index]?.numeric
        return index === 0
          ? html`<th scope="row" class="govuk-table__header">${cell}</th>`
          : html`<td class="${classes('govuk-table__cell', numeric && 'govuk-table__cell--numeric')}">${cell}</td>`
      })}</tr>`,
  )}</tbody></table></div>`
}

function header(
  column: Column,
  {
    words,
    sort,
    href,
  }: { words: Words; sort?: Sort | undefined; href?: ((sort: Sort) => string) | undefined },
): Html {
  const sorted = sort?.column === column.key ? sort.direction : undefined
  const named = classes('govuk-table__header', column.numeric && 'govuk-table__header--numeric')
  if (!column.sortable || !href) return html`<th scope="col" class="${named}">${column.text}</th>`
  const direction = sorted === 'ascending' ? 'descending' : 'ascending'
  const heard = words.t(direction === 'ascending' ? 'ui.sort.up' : 'ui.sort.down')
  return html`<th scope="col" class="${named}"${attributes({ 'aria-sort': sorted })}><a class="govuk-link data-table__sort" href="${href({ column: column.key, direction })}">${column.text}${arrow(sorted)}<span class="govuk-visually-hidden"> (${heard})</span></a></th>`
}

function arrow(sorted: Direction | undefined): Html {
  const up = sorted === 'descending' ? null : html`<path d="M0 7L5 1l5 6z"/>`
  const down = sorted === 'ascending' ? null : html`<path d="M0 10l5 6 5-6z"/>`
  return html`<svg class="data-table__arrow" viewBox="0 0 10 17" aria-hidden="true" focusable="false">${up}${down}</svg>`
}
