import { linesOf } from './diagram-text.ts'
import { allOf, type Branch } from './driver.ts'

/** A box of the drawing. All lengths are in letter sizes (em), from the corner where reading starts. */
export type Box = {
  id: string | null
  kind: 'priority' | Branch['kind']
  column: number
  x: number
  y: number
  width: number
  height: number
  lines: string[]
  /** What is said of it in the reader's words, under its own: who does this already. */
  note: string[]
  text: string
}

export type Line = { from: Box; to: Box }
export type Diagram = {
  width: number
  height: number
  columns: Column[]
  boxes: Box[]
  lines: Line[]
}
/** What stands above a column; `drivers` is how many boxes of causes lead to it. */
export type Column = { kind: Box['kind']; x: number; width: number; heading: string[] }

const gapAcross = 2.6
const gapDown = 0.8
export const paddingAcross = 0.65
export const paddingDown = 0.5
/** As wide as a page where there is room, and never so narrow that words fall apart. */
const wantedWidth = 58
const narrowest = 11
const widest = 15

export type Drawing = {
  priority: string
  tree: readonly Branch[]
  /** What to say under a box; none where it is left out. */
  notes?: ReadonlyMap<string, string>
  headings: Readonly<Record<Box['kind'], string>>
  /** A line's height: some scripts hang lower and reach higher. */
  leading: number
  noteLeading: number
}

/**
 * Lays a diagram out from the priority to its ideas: one column for each step of causes, the ideas
 * together in the last, each box in the middle of what hangs from it.
 */
export function layOut(drawing: Drawing): Diagram {
  const all = allOf(drawing.tree)
  const steps = Math.max(
    0,
    ...all.filter((each) => each.kind !== 'change-idea').map((each) => each.depth),
  )
  const ideas = all.some((each) => each.kind === 'change-idea')
  const count = 1 + steps + (ideas ? 1 : 0)
  const width = Math.min(
    widest,
    Math.max(narrowest, (wantedWidth - gapAcross * (count - 1)) / count),
  )
  const inner = width - 2 * paddingAcross
  const at = (column: number) => column * (width + gapAcross)

  const columns: Column[] = Array.from({ length: count }, (_, index) => {
    const kind =
      index === 0
        ? 'priority'
        : index === 1
          ? 'primary'
          : index <= steps
            ? 'secondary'
            : 'change-idea'
    return { kind, x: at(index), width, heading: linesOf(drawing.headings[kind], width) }
  })
  const top =
    Math.max(...columns.map((each) => each.heading.length)) * drawing.noteLeading + gapDown

  const boxes: Box[] = []
  const lines: Line[] = []
  const box = (
    text: string,
    note: string | undefined,
    place: Pick<Box, 'id' | 'kind' | 'column'>,
  ): Box => {
    const said = linesOf(text, inner)
    const under = note === undefined ? [] : linesOf(note, inner)
    const height =
      said.length * drawing.leading + under.length * drawing.noteLeading + 2 * paddingDown
    return { ...place, x: at(place.column), y: 0, width, height, lines: said, note: under, text }
  }

  /** Places a box and all that hangs from it below `y`; returns where the next may start. */
  function place(one: Box, branches: readonly Branch[], y: number): number {
    boxes.push(one)
    let next = y
    const hanging: Box[] = []
    for (const each of branches) {
      const column = each.kind === 'change-idea' ? count - 1 : each.depth
      const child = box(each.text, drawing.notes?.get(each.id), {
        id: each.id,
        kind: each.kind,
        column,
      })
      next = place(child, each.branches, next) + gapDown
      hanging.push(child)
      lines.push({ from: one, to: child })
    }
    const [first, last] = [hanging[0], hanging.at(-1)]
    if (!first || !last) {
      one.y = y
      return y + one.height
    }
    const middle = (first.y + last.y + last.height) / 2
    one.y = Math.max(y, middle - one.height / 2)
    return Math.max(next - gapDown, one.y + one.height)
  }

  const bottom = place(
    box(drawing.priority, undefined, { id: null, kind: 'priority', column: 0 }),
    drawing.tree,
    top,
  )
  return { width: at(count - 1) + width, height: bottom, columns, boxes, lines }
}
