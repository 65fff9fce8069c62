import { attributes } from '../attributes.ts'
import { details } from '../components/details.ts'
import { table } from '../components/table.ts'
import type { Cell } from '../components/table.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'

/** What every chart takes. */
export type ChartOptions = Readonly<{
  words: Words
  /** Unique on the page. */
  id: string
  title: Content
  /** Where all the figures can be had as CSV. */
  csv?: string | undefined
}>

export type ChartTable = Readonly<{
  head: readonly Cell[]
  rows: readonly (readonly Cell[])[]
}>

/** A chart with its sentence above and its table below: nobody needs the picture. */
export function figure(
  options: ChartOptions,
  parts: { said: readonly string[]; body: Html; table: ChartTable },
): Html {
  const { words, id, title, csv } = options
  const rows = table({
    ...parts.table,
    caption: title,
    captionClasses: 'govuk-visually-hidden',
    classes: 'data-table',
    firstCellIsHeader: true,
  })
  const frame = html`<div class="table-frame" role="region" aria-label="${words.t('ui.chart.table')}" tabindex="0">${rows}</div>`
  return html`<figure class="chart" id="${id}" aria-labelledby="${id}-title"><figcaption><p class="chart__title" id="${id}-title">${title}</p><p class="chart__said" id="${id}-said">${parts.said.join(' ')}</p></figcaption>${parts.body}<div class="chart__links">${details(
    { summary: words.t('ui.chart.see'), text: frame },
  )}${csv ? html`<a class="govuk-link" href="${csv}" download>${words.t('ui.chart.csv')}</a>` : null}</div></figure>`
}

/** A drawing of a given height in lines of text; across, it is as wide as there is room. */
export function plot(id: string, height: number, body: Html, named = ''): Html {
  return html`<svg${attributes({ class: named || null, width: '100%', height: `${height}em`, role: 'img', 'aria-labelledby': `${id}-title ${id}-said` })}>${body}</svg>`
}

/** Curves inside a plot: x from 0 to 100, y in lines of text, stretched to the plot. */
export function curves(height: number, body: Html): Html {
  return html`<svg x="0" y="0" width="100%" height="${height}em" viewBox="0 0 100 ${height}" preserveAspectRatio="none" aria-hidden="true">${body}</svg>`
}

/** A coordinate short enough to send. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100)
}
