import { attributes } from '../../ui/attributes.ts'
import { html, raw, type Html } from '../../ui/html.ts'
import { isLanguage, languages, type Words } from '../../ui/words/index.ts'
import { layOut, paddingAcross, paddingDown, type Box, type Diagram } from './diagram.ts'
import type { Branch } from './driver.ts'
import type { Priority } from './priority.ts'

/** Units of the drawing to one letter size: the drawing is as large as its letters, never shrunk to fit. */
const unit = 16

export type ToDraw = {
  words: Words
  priority: Pick<Priority, 'id' | 'title' | 'language'>
  tree: readonly Branch[]
  notes?: ReadonlyMap<string, string>
  /** Where a box leads; the priority's own has no driver. */
  href: (driver: string | null) => string
  chosen?: string
  /** As a file of its own, with its colours inside it. */
  alone?: boolean
}

/** A priority, what drives it and what might change that, drawn from where reading starts. */
export function drawDiagram(given: ToDraw): Html {
  const { words: w, priority } = given
  const own = isLanguage(priority.language) ? languages[priority.language] : undefined
  const taller = (language: string) => (language === 'ur' ? 1.9 : 1.35)
  const laid = layOut({
    priority: priority.title,
    tree: given.tree,
    ...(given.notes ? { notes: given.notes } : {}),
    headings: {
      priority: w.t('drivers.resident.kind.priority'),
      primary: w.t('drivers.resident.kind.primary'),
      secondary: w.t('drivers.resident.kind.secondary'),
      'change-idea': w.t('drivers.resident.kind.change-idea'),
    },
    leading: taller(priority.language),
    noteLeading: taller(w.language),
  })
  const pen: Pen = {
    given,
    laid,
    theirs: {
      language: priority.language,
      direction: own?.direction ?? 'ltr',
      leading: taller(priority.language),
    },
    ours: { language: w.language, direction: w.direction, leading: taller(w.language) },
  }
  const margin = 0.3
  const [width, height] = [laid.width + 2 * margin, laid.height + 2 * margin]
  const root = attributes({
    class: given.alone ? null : 'diagram__drawing',
    xmlns: given.alone ? 'http://www.w3.org/2000/svg' : null,
    width: `${short(width)}em`,
    height: `${short(height)}em`,
    viewBox: [-margin, -margin, width, height].map((each) => number(each)).join(' '),
    'font-size': given.alone ? unit : null,
    'font-family': given.alone
      ? "'Atkinson Hyperlegible Next', 'Noto Naskh Arabic', Arial, sans-serif"
      : null,
    role: 'group',
    'aria-labelledby': 'diagram-title',
    lang: given.alone ? w.language : null,
  })
  return html`<svg${root}><title id="diagram-title">${w.t('drivers.resident.diagram.of', { priority: priority.title })}</title>${
    given.alone
      ? html`<rect${attributes({ x: number(-margin), y: number(-margin), width: number(width), height: number(height), fill: '#ffffff' })}/>`
      : null
  }${laid.columns.map((column) => written(pen, column.heading, pen.ours, { ...column, y: 0, inset: 0 }, 'diagram__heading'))}${laid.lines.map(
    ({ from, to }) => tied(pen, from, to),
  )}${laid.boxes.map((box) => boxed(pen, box))}</svg>`
}

type Speech = { language: string; direction: 'ltr' | 'rtl'; leading: number }
type Pen = { given: ToDraw; laid: Diagram; theirs: Speech; ours: Speech }

const short = (value: number) => String(Math.round(value * 100) / 100)
const number = (em: number) => String(Math.round(em * unit * 10) / 10)

/** The left edge of something: a page read from the right is drawn from the right. */
const leftOf = (pen: Pen, x: number, width: number) =>
  pen.ours.direction === 'rtl' ? pen.laid.width - x - width : x

// What the stylesheet says on a page, for a file that has none: ink on white.
const alone: Readonly<Record<string, Record<string, string | number>>> = {
  diagram__heading: { fill: '#56636a', 'font-weight': 700 },
  diagram__text: { fill: '#1f2a2e' },
  diagram__note: { fill: '#56636a', 'font-style': 'italic' },
  diagram__line: { fill: 'none', stroke: '#56636a', 'stroke-width': 1.6 },
  'diagram__box diagram__box--priority': { fill: '#ffffff', stroke: '#a6192e', 'stroke-width': 3 },
  'diagram__box diagram__box--primary': { fill: '#ffffff', stroke: '#1f2a2e', 'stroke-width': 2.5 },
  'diagram__box diagram__box--secondary': {
    fill: '#ffffff',
    stroke: '#56636a',
    'stroke-width': 1.3,
  },
  'diagram__box diagram__box--change-idea': {
    fill: '#ffffff',
    stroke: '#0b5d5b',
    'stroke-width': 1.8,
    'stroke-dasharray': '6 3',
  },
}

const look = (pen: Pen, named: string, more = '') =>
  attributes(pen.given.alone ? alone[named] : { class: named + more })

/** A line from the middle of one box to the middle of the next, level once it has left its column. */
function tied(pen: Pen, from: Box, to: Box): Html {
  const mirrored = (x: number) => (pen.ours.direction === 'rtl' ? pen.laid.width - x : x)
  const start = from.x + from.width
  const bend = start + 2.6
  const [y1, y2] = [from.y + from.height / 2, to.y + to.height / 2]
  const x = (value: number) => number(mirrored(value))
  const d = `M${x(start)} ${number(y1)}C${x(start + 1.5)} ${number(y1)} ${x(bend - 1.5)} ${number(y2)} ${x(bend)} ${number(y2)}${to.x > bend ? `H${x(to.x)}` : ''}`
  return html`<path d="${d}"${look(pen, 'diagram__line')}/>`
}

function boxed(pen: Pen, box: Box): Html {
  const { given } = pen
  const place = attributes({
    x: number(leftOf(pen, box.x, box.width)),
    y: number(box.y),
    width: number(box.width),
    height: number(box.height),
    rx: box.kind === 'change-idea' ? number(0.9) : number(0.2),
  })
  const chosen = box.id !== null && box.id === given.chosen
  const named = given.words.t('drivers.resident.box', {
    kind: given.words.t(`drivers.resident.one.${box.kind}`),
    text: box.text,
    note: box.note.length > 0 ? (given.notes?.get(box.id ?? '') ?? '') : '',
  })
  return html`<a${attributes({ href: given.href(box.id), 'aria-label': named, 'aria-current': chosen ? 'true' : null })}><rect${place}${look(pen, `diagram__box diagram__box--${box.kind}`, chosen ? ' diagram__box--chosen' : '')}/>${written(
    pen,
    box.lines,
    pen.theirs,
    { ...box, inset: paddingAcross, y: box.y + paddingDown },
    'diagram__text',
  )}${written(
    pen,
    box.note,
    pen.ours,
    {
      ...box,
      inset: paddingAcross,
      y: box.y + paddingDown + box.lines.length * pen.theirs.leading,
    },
    'diagram__note',
  )}</a>`
}

/** Lines of words from the side where their language starts. */
function written(
  pen: Pen,
  lines: readonly string[],
  speech: Speech,
  at: { x: number; y: number; width: number; inset: number },
  named: string,
): Html | null {
  if (lines.length === 0) return null
  const left = leftOf(pen, at.x, at.width)
  const x = number(speech.direction === 'rtl' ? left + at.width - at.inset : left + at.inset)
  // Letters stand on a line about a third above the bottom of the room they have.
  const first = at.y + speech.leading / 2 + 0.35
  return html`<text${attributes({ direction: speech.direction, lang: speech.language })}${look(pen, named)}>${lines.map(
    (line, index) =>
      html`<tspan${attributes({ x, y: number(first + index * speech.leading) })}>${line}${raw(index < lines.length - 1 ? ' ' : '')}</tspan>`,
  )}</text>`
}
