import { addAsset, asset, serveAsset } from '../../ui/assets.ts'
import { attributes } from '../../ui/attributes.ts'
import type { Block, PrintedDocument } from '../../platform/documents/index.ts'
import { qrFigure } from '../../ui/components/qr-figure.ts'
import { html, raw, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'

addAsset('paper.css', new URL('../../ui/theme/paper.css', import.meta.url))

export type ToPrint = {
  title: string
  parts: Block[][]
  kind: 'poster' | 'sheet'
  largePrint: boolean
}

/** What is to be printed, as a page that stands alone: to become a PDF. */
export function printedDocument(w: Words, given: ToPrint): PrintedDocument {
  return {
    ...given,
    language: w.language,
    direction: w.direction,
    html: String(page(w, given, html`<style>${raw(alone())}</style>`)),
  }
}

/** The same as a page to look at, and to print from the reader's own browser. */
export function printedPage(w: Words, given: ToPrint, bar: Html): Html {
  return page(
    w,
    given,
    html`<link rel="stylesheet" href="${asset('paper.css')}"><script type="module" src="${asset('page.js')}"></script>`,
    bar,
  )
}

/** The stylesheet with its fonts inside. */
function alone(): string {
  const css = served(asset('paper.css')).toString('utf8')
  return css.replace(
    /url\('(\/assets\/[^']+)'\)/g,
    (_all, path: string) => `url('data:font/woff2;base64,${served(path).toString('base64')}')`,
  )
}

function served(path: string): Buffer {
  const found = serveAsset(path)
  if (!found) throw new Error(`No asset at ${path}`)
  return found.body
}

function page(w: Words, given: ToPrint, head: Html, bar?: Html): Html {
  const body = attributes({
    class: `paper paper--${given.kind}${given.largePrint ? ' paper--large' : ''}`,
  })
  return html`<!doctype html>
<html lang="${w.language}" dir="${w.direction}"><head><meta charset="utf-8"><title>${given.title}</title><meta name="viewport" content="width=device-width, initial-scale=1">${head}</head>
<body${body}>${bar}<main>${given.parts.map((part, index) => html`<section${attributes({ 'aria-label': `${given.title} ${index + 1}` })}>${part.map((block, place) => drawn(w, block, place))}</section>`)}</main></body></html>`
}

function drawn(w: Words, block: Block, place: number): Html {
  switch (block.kind) {
    case 'heading':
      return block.level === 1
        ? html`<h1 dir="auto">${block.text}</h1>`
        : html`<h2 dir="auto">${block.text}</h2>`
    case 'paragraph':
      return html`<p dir="auto"${attributes({ class: block.strong ? 'strong' : null })}>${block.text}</p>`
    case 'code':
      return html`<p class="${block.large ? 'code code--large' : 'code'}" dir="ltr">${block.text}</p>`
    case 'beside-qr':
      return html`<div class="beside"><div>${block.blocks.map((each, index) => drawn(w, each, index))}</div>${qrFigure({ words: w, value: block.value })}</div>`
    case 'boxes':
      return html`<table><thead><tr><th scope="col">${block.head}</th>${block.columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>${block.rows.map(
        (row) =>
          html`<tr><th scope="row" dir="auto"><span class="number">${row.number}.</span> ${row.text}</th>${block.columns.map((column) => html`<td><span class="tick" role="img" aria-label="${column}"></span></td>`)}</tr>`,
      )}</tbody></table>`
    case 'lines':
      return html`<div class="write"><h2 dir="auto">${block.label}</h2>${block.hint ? html`<p class="hint" dir="auto">${block.hint}</p>` : null}${Array.from({ length: block.count }, () => html`<div class="line"></div>`)}</div>`
    case 'options': {
      const items = block.options.map(
        (option, index) =>
          html`<li dir="auto"><span class="tick"></span>${block.label === '' ? null : html`<span class="number">${index + 1}</span>`} ${option}</li>`,
      )
      return html`<div class="write">${block.label === '' ? null : html`<h2 dir="auto">${block.label}</h2>`}${block.hint ? html`<p class="hint" dir="auto">${block.hint}</p>` : null}<ul>${items}</ul></div>`
    }
    case 'tear':
      return html`<p class="tear"${attributes({ 'data-place': place })}>${block.text}</p>`
  }
}
