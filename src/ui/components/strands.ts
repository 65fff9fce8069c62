import { html, raw, type Html } from '../html.ts'

// A line down the page that branches where several things led to one step or came of one: each row
// draws its own piece, in lanes, so that the text beside it may be as long as it likes.

export type Strand = {
  /** Where this row's knot is. */
  lane: number
  /** Lanes that pass it by. */
  past: number[]
  /** Lanes that come into the knot from above; those that also pass by branch off here. */
  from: number[]
  /** Lanes that leave the knot below it. */
  to: number[]
}

type Tied = { earlier: string; later: string }

/** No phone has room for more beside the words: what is beyond shares the last lane. */
const most = 4

/** Lanes for rows in the order they are drawn; ties that point upwards are not drawn. */
export function strandsOf(order: readonly string[], ties: readonly Tied[]): Strand[] {
  const place = new Map(order.map((id, index) => [id, index]))
  const later = laterOf(order, ties, place)
  /** What each lane still leads to, if it is in use. */
  const lanes: (Set<string> | undefined)[] = []
  const free = (from = 0) => {
    for (let lane = from; ; lane += 1) if (lanes[lane] === undefined) return lane
  }
  return order.map((id) => {
    const from = lanes.flatMap((targets, lane) => (targets?.has(id) ? [lane] : []))
    for (const lane of from) {
      lanes[lane]!.delete(id)
      if (lanes[lane]!.size === 0) lanes[lane] = undefined
    }
    const ended = from.find((lane) => lanes[lane] === undefined)
    const lane = ended ?? free(from.length > 0 ? from[0]! + 1 : 0)
    const past = lanes.flatMap((targets, index) => (targets ? [index] : []))
    // Another lane that leads nowhere else takes this step's strand in: many words, one priority.
    const targets = new Set(later.get(id))
    const to: number[] = []
    for (const other of past)
      if (targets.size > 0 && [...lanes[other]!].every((target) => targets.has(target))) {
        for (const target of lanes[other]!) targets.delete(target)
        to.push(other)
      }
    if (targets.size > 0) {
      lanes[lane] = targets
      to.push(lane)
    }
    const clip = (each: number) => Math.min(each, most - 1)
    const clipped = (each: number[]) => [...new Set(each.map(clip))]
    return { lane: clip(lane), past: clipped(past), from: clipped(from), to: clipped(to) }
  })
}

/** What each leads to directly: a tie that only repeats a longer way is left out of the drawing. */
function laterOf(order: readonly string[], ties: readonly Tied[], place: Map<string, number>) {
  const all = new Map<string, Set<string>>()
  for (const { earlier, later } of ties) {
    const [a, b] = [place.get(earlier), place.get(later)]
    if (a !== undefined && b !== undefined && a < b)
      all.set(earlier, (all.get(earlier) ?? new Set()).add(later))
  }
  /** Everything below each, found from the bottom up. */
  const below = new Map<string, Set<string>>()
  const direct = new Map<string, string[]>()
  for (const id of order.toReversed()) {
    const next = [...(all.get(id) ?? [])].toSorted((a, b) => place.get(a)! - place.get(b)!)
    const reached = new Set<string>()
    const kept: string[] = []
    for (const each of next)
      if (!reached.has(each)) {
        kept.push(each)
        reached.add(each)
        for (const further of below.get(each) ?? []) reached.add(further)
      }
    below.set(id, reached)
    direct.set(id, kept)
  }
  return direct
}

export const lanesIn = (strands: readonly Strand[]): number =>
  strands.reduce(
    (lanes, { lane, past, to }) => Math.max(lanes, lane + 1, ...past.map(plus), ...to.map(plus)),
    1,
  )
const plus = (lane: number) => lane + 1

// Units are pixels at the page's own size of text; the theme gives both drawings their size in rem.
const step = 22
const knotAt = 32
const head = 72
const x = (lane: number) => 12 + lane * step

/** The piece of the line beside one row: its knot with what comes and goes, and below it the lanes that go on. */
export function drawStrand(
  strand: Strand,
  lanes: number,
  look: { open?: boolean; here?: boolean; loose?: boolean } = {},
): Html {
  const width = lanes * step + 2
  const { lane, past, from, to } = strand
  const into = from.map((each) => bend(x(each), 0, x(lane), knotAt))
  const out = to.map((each) => bend(x(lane), knotAt, x(each), head))
  const by = past.map((each) => `M${x(each)} 0V${head}`)
  const on = [...new Set([...past, ...to])].map((each) => `M${x(each)} 0V10`)
  const loose = raw(look.loose ? ' class="strand__loose"' : '')
  return html`<svg class="strand" viewBox="0 0 ${width} ${head}" aria-hidden="true" focusable="false"><path d="${[...by, ...out].join('')}"/><path${loose} d="${into.join('')}"/><circle class="${look.open ? 'strand__knot strand__knot--open' : look.here ? 'strand__knot strand__knot--here' : 'strand__knot'}" cx="${x(lane)}" cy="${knotAt}" r="9"/></svg>${
    on.length === 0
      ? null
      : html`<svg class="strand strand--on" viewBox="0 0 ${width} 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path d="${on.join('')}"/></svg>`
  }`
}

/** From one point to another below it, leaving and arriving straight down. */
function bend(x1: number, y1: number, x2: number, y2: number): string {
  if (x1 === x2) return `M${x1} ${y1}V${y2}`
  const middle = (y1 + y2) / 2
  return `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`
}
