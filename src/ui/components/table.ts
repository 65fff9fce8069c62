import { attributes, classes } from '../attributes.ts'
import type { Attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'

export type Cell = Readonly<{
  text?: Content | undefined
  format?: 'numeric' | undefined
  classes?: string | undefined
  colspan?: number | undefined
  rowspan?: number | undefined
  attributes?: Attributes | undefined
}>

export type TableOptions = Readonly<{
  caption?: Content | undefined
  captionClasses?: string | undefined
  head?: readonly Cell[] | undefined
  rows: readonly (readonly Cell[])[]
  firstCellIsHeader?: boolean | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}>

export function table(options: TableOptions): Html {
  return html`<table class="${classes('govuk-table', options.classes)}"${attributes(options.attributes)}>${
    options.caption
      ? html`<caption class="${classes('govuk-table__caption', options.captionClasses)}">${options.caption}</caption>`
      : null
  }${
    options.head
      ? html`<thead class="govuk-table__head"><tr class="govuk-table__row">${options.head.map(
          (cell) =>
            html`<th scope="col" class="${classes('govuk-table__header', cell.format && `govuk-table__header--${cell.format}`, cell.classes)}"${common(cell)}>${cell.text}</th>`,
        )}</tr></thead>`
      : null
  }<tbody class="govuk-table__body">${options.rows.map(
    (row) =>
      html`<tr class="govuk-table__row">${row.map((cell, index) =>
        index === 0 && options.firstCellIsHeader
          ? html`<th scope="row" class="${classes('govuk-table__header', cell.classes)}"${common(cell)}>${cell.text}</th>`
          : html`<td class="${classes('govuk-table__cell', cell.format && `govuk-table__cell--${cell.format}`, cell.classes)}"${common(cell)}>${cell.text}</td>`,
      )}</tr>`,
  )}</tbody></table>`
}

function common(cell: Cell): Html {
  return html`${attributes({ colspan: cell.colspan, rowspan: cell.rowspan })}${attributes(cell.attributes)}`
}
