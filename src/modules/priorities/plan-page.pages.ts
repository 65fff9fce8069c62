import type { Block, PrintedDocument } from '../../platform/documents/index.ts'
import type { Passage, Said, Writing } from '../../platform/documents/word.ts'
import { attributes } from '../../ui/attributes.ts'
import { addAsset, asset, serveAsset } from '../../ui/assets.ts'
import { html, raw, type Html } from '../../ui/html.ts'
import { isLanguage, languages } from '../../ui/words/index.ts'

addAsset('paper.css', new URL('../../ui/theme/paper.css', import.meta.url))
addAsset('plan.css', new URL('../../ui/theme/plan.css', import.meta.url))

/** A piece of writing on a page, under a heading of its own. */
export function written(passages: readonly Passage[]): Html {
  return html`${passages.map((passage, index) => piece(passage, index))}`
}

const spoken = ({ language }: Said): Html =>
  attributes({
    lang: language ?? null,
    dir: language !== undefined && isLanguage(language) ? languages[language].direction : null,
  })

function piece(passage: Passage, index: number): Html {
  switch (passage.kind) {
    case 'heading': {
      const tag = raw(`h${passage.level}`)
      return html`<${tag}${spoken(passage.said)}>${passage.said.text}</${tag}>`
    }
    case 'paragraph':
      return html`${passage.said.text
        .split(/\n+/)
        .filter((part) => part.trim() !== '')
        .map((part) =>
          passage.look === 'strong'
            ? html`<p${spoken(passage.said)}><strong>${part}</strong></p>`
            : html`<p${spoken(passage.said)}${attributes({ class: passage.look === 'prompt' ? 'soft' : null })}>${part}</p>`,
        )}`
    case 'list':
      return nested(passage.items, 0)
    case 'table':
      return html`<div class="table-frame" role="region" aria-labelledby="table-${index}" tabindex="0"><table class="govuk-table data-table"><caption class="govuk-table__caption govuk-table__caption--s" id="table-${index}">${passage.caption}</caption><thead class="govuk-table__head"><tr class="govuk-table__row">${passage.head.map((text) => html`<th scope="col" class="govuk-table__header">${text}</th>`)}</tr></thead><tbody class="govuk-table__body">${passage.rows.map(
        (row) =>
          html`<tr class="govuk-table__row">${row.map((said, column) =>
            column === 0 && said.text !== ''
              ? html`<th scope="row" class="govuk-table__header"${spoken(said)}>${said.text}</th>`
              : html`<td class="govuk-table__cell"${spoken(said)}>${said.text === '' ? raw('&nbsp;') : said.text}</td>`,
          )}</tr>`,
      )}</tbody></table></div>`
    case 'room':
      return html`<div class="room" aria-hidden="true">${Array.from({ length: passage.lines }, () => html`<div class="line"></div>`)}</div>`
  }
}

/** Items that follow one of a lower level hang from it. */
function nested(items: Extract<Passage, { kind: 'list' }>['items'], level: number): Html {
  const starts = items.flatMap((item, index) => (item.level === level ? [index] : []))
  return html`<ul>${starts.map((start, place) => {
    const rest = items.slice(start + 1, starts[place + 1] ?? items.length)
    return html`<li><span${spoken(items[start]!.said)}>${items[start]!.said.text}</span>${rest.length > 0 ? nested(rest, level + 1) : null}</li>`
  })}</ul>`
}

/** The same to be printed: as a page that stands alone, and as blocks where there is no browser. */
export function printedPlan(writing: Writing): PrintedDocument {
  const { title, language, direction } = writing
  const page = html`<!doctype html>
<html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><title>${title}</title><style>${raw(alone('paper.css') + alone('plan.css'))}</style></head>
<body class="paper plan"><main><section aria-label="${title}">${written(writing.passages)}</section></main></body></html>`
  return {
    title,
    language,
    direction,
    html: String(page),
    parts: [writing.passages.flatMap(block)],
  }
}

function block(passage: Passage): Block[] {
  switch (passage.kind) {
    case 'heading':
      return [{ kind: 'heading', level: passage.level === 1 ? 1 : 2, text: passage.said.text }]
    case 'paragraph':
      return passage.said.text
        .split(/\n+/)
        .filter((part) => part.trim() !== '')
        .map((text) => ({ kind: 'paragraph', text, strong: passage.look === 'strong' }))
    case 'list':
      return passage.items.map(({ said, level }) => ({
        kind: 'paragraph',
        text: `${'    '.repeat(level)}• ${said.text}`,
      }))
    case 'table':
      return [
        { kind: 'paragraph', text: passage.caption, strong: true },
        ...passage.rows.map((row): Block => ({
          kind: 'paragraph',
          text: row.map((said, index) => `${passage.head[index] ?? ''}: ${said.text}`).join('. '),
        })),
      ]
    case 'room':
      return [{ kind: 'lines', label: '', count: passage.lines }]
  }
}

/** A stylesheet with its fonts inside. */
function alone(name: string): string {
  return served(asset(name))
    .toString('utf8')
    .replace(
      /url\('(\/assets\/[^']+)'\)/g,
      (_all, path: string) => `url('data:font/woff2;base64,${served(path).toString('base64')}')`,
    )
}

function served(path: string): Buffer {
  const found = serveAsset(path)
  if (!found) throw new Error(`No asset at ${path}`)
  return found.body
}
