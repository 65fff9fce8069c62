import { Hono } from 'hono'
import { pdf, type Block } from '../../platform/documents/index.ts'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { html, raw, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { allow, namesOf } from '../people/index.ts'
import { enterDecision } from './decision-entry.pages.ts'
import type { Decision } from './decision.ts'
import { electorateOf } from './electorate.sql.ts'
import { routes } from './routes.ts'

/** Voting papers, one for each member who may vote, with their name: votes are counted by member. */
export function votingPaperPages(system: System): Hono<Env> {
  return new Hono<Env>().get(routes.votingPapers, async (c) => {
    const { decision, partnership, w, visit, read } = await enterDecision(system, c, 'decisions')
    allow(visit.actor, 'record-votes', { kind: 'decision', partnership: partnership.id })
    if (decision.result) throw new Refusal('decisions.resident.refused.closed', 409)
    const electors = await read((db) => electorateOf(db, decision.id, system.clock.now()))
    const able = electors.filter(({ excluded }) => !excluded)
    if (able.length === 0) throw new Refusal('decisions.record.nobody', 409)
    const names = await namesOf(
      system.db,
      able.map(({ person }) => person),
    )
    const parts = able.map(({ person }) =>
      paper(w, decision, partnership.name, names.get(person) ?? ''),
    )
    const largePrint = c.req.query('large') === '1'
    const title = w.t('decisions.paper.title', { question: decision.question })
    const bytes = await pdf(system.config, {
      title,
      language: w.language,
      direction: w.direction,
      html: String(page(w, title, parts, largePrint)),
      parts,
      largePrint,
    })
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="voting-papers.pdf"',
    })
  })
}

function paper(w: Words, decision: Decision, partnership: string, name: string): Block[] {
  return [
    { kind: 'paragraph', text: partnership },
    { kind: 'heading', level: 1, text: decision.question },
    { kind: 'paragraph', text: w.t('decisions.paper.for', { name }), strong: true },
    ...(decision.background ? [{ kind: 'paragraph' as const, text: decision.background }] : []),
    {
      kind: 'options',
      label: w.t('decisions.paper.tick'),
      options: [...decision.options.map(({ text }) => text), w.t('decisions.resident.abstain')],
    },
    {
      kind: 'paragraph',
      text: decision.closesAt
        ? w.t('decisions.paper.by', { date: w.date(decision.closesAt, 'weekday') })
        : w.t('decisions.paper.at-meeting'),
    },
    {
      kind: 'lines',
      label: w.t('decisions.paper.dissent'),
      hint: w.t('decisions.paper.dissent.hint'),
      count: 4,
    },
  ]
}

/** The same, to be printed by a browser: nothing but the paper. */
function page(w: Words, title: string, parts: readonly Block[][], large: boolean): Html {
  const style = `@page{size:A4;margin:18mm}body{font:${large ? '18pt' : '12pt'}/1.5 sans-serif;margin:0}section{break-after:page}section:last-child{break-after:auto}h1{font-size:1.4em}ul{list-style:none;padding:0}li{margin:.8em 0}.box{display:inline-block;width:1.2em;height:1.2em;border:2px solid;vertical-align:middle;margin-inline-end:.6em}.line{border-bottom:1px solid;height:2.2em}`
  return html`<!doctype html><html lang="${w.language}" dir="${w.direction}"><head><meta charset="utf-8"><title>${title}</title><style>${raw(style)}</style></head>
<body>${parts.map((blocks) => html`<section>${blocks.map(drawn)}</section>`)}</body></html>`
}

function drawn(block: Block): Html | null {
  switch (block.kind) {
    case 'heading':
      return html`<h1 dir="auto">${block.text}</h1>`
    case 'paragraph':
      return block.strong
        ? html`<p dir="auto"><strong>${block.text}</strong></p>`
        : html`<p dir="auto">${block.text}</p>`
    case 'options':
      return html`<h2>${block.label}</h2><ul>${block.options.map((option) => html`<li dir="auto"><span class="box"></span>${option}</li>`)}</ul>`
    case 'lines':
      return html`<h2>${block.label}</h2><p>${block.hint}</p>${Array.from({ length: block.count }, () => html`<div class="line"></div>`)}`
    // No voting paper has these.
    case 'code':
    case 'beside-qr':
    case 'boxes':
    case 'tear':
      return null
  }
}
