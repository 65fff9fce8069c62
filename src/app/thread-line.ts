import type { Followed } from '../platform/thread/index.ts'

/** What choosing needs to know of a node: where it stands, never its words. */
export type Node = Pick<Followed, 'id' | 'kind' | 'at' | 'distance' | 'via'>

/** How statements were answered: most people first, and those that are common ground. */
export type Heard = { order: readonly string[]; common: ReadonlySet<string> }

type Tied = { earlier: string; later: string }

/** The nodes drawn as a line, nearest first, and how many more there are. */
export type Line = { shown: Node[]; left: { statements: number; answers: number; others: number } }

/** How many statements, and how many answers, one line holds: a few screens of a phone. */
const most = 12
/** How many steps altogether. */
const mostSteps = 60

/** Whether the line must choose among words, and so must know how they were answered and tied. */
export const mustChoose = (nodes: readonly Node[]): boolean =>
  ['statement', 'answer'].some((kind) => of(nodes, kind).length > most)

const of = (nodes: readonly Node[], kind: string) => nodes.filter((node) => node.kind === kind)

/** What a reader can follow: of what is chosen, the nearest to where the reader began. */
export function lineOf(
  nodes: readonly Node[],
  heard: Heard,
  ties: readonly Tied[],
  start: string,
): Line {
  const { chosen, left } = choose(nodes, heard, ties, start)
  const near = chosen.toSorted((a, b) => Math.abs(a.distance) - Math.abs(b.distance))
  const known = new Set(near.map(({ id }) => id))
  const tied = Map.groupBy(ties, ({ later }) => later)
  const shown = new Set<Node>()
  const hangs = ({ id, via }: Node) =>
    via === null ||
    known.has(via.id) ||
    (tied.get(id) ?? []).some(({ earlier }) => known.has(earlier))
  // What hangs on steps that are drawn; then, while there is room, what hangs on others.
  for (const wanted of [hangs, () => true])
    for (const node of near) if (shown.size < mostSteps && wanted(node)) shown.add(node)
  return {
    shown: near.filter((node) => shown.has(node)),
    left: { ...left, others: near.length - shown.size },
  }
}

/**
 * A round leads to hundreds of statements; of so many a line holds where the reader began, words
 * that something came of (for each answer or lesson those most people responded to), common ground,
 * and what most people responded to. An answer stands on the line if words it answers do.
 */
function choose(
  nodes: readonly Node[],
  heard: Heard,
  ties: readonly Tied[],
  start: string,
): { chosen: readonly Node[]; left: { statements: number; answers: number } } {
  const statements = of(nodes, 'statement')
  const answers = of(nodes, 'answer')
  if (!mustChoose(nodes)) return { chosen: nodes, left: { statements: 0, answers: 0 } }

  const known = new Set(statements.map(({ id }) => id))
  const responded = [...new Set([...heard.order.filter((id) => known.has(id)), ...known])]
  const place = new Map(responded.map((id, index) => [id, index]))
  const first = (ids: readonly string[]) => ids.toSorted((a, b) => place.get(a)! - place.get(b)!)
  const cameTo = new Map<string, string[]>()
  for (const { earlier, later } of ties)
    if (known.has(earlier)) {
      const before = cameTo.get(later)
      if (before) before.push(earlier)
      else cameTo.set(later, [earlier])
    }

  const picked = new Set<string>()
  const pick = (ids: readonly string[], count: number) => {
    const end = picked.size + count
    for (const id of ids) if (picked.size < Math.min(end, most)) picked.add(id)
  }
  const roots = [...cameTo.values()].map((ids) => first(ids)[0]!)
  const common = responded.filter((id) => heard.common.has(id))
  pick(known.has(start) ? [start] : first(cameTo.get(start) ?? []), 1)
  pick(first(roots), most / 2)
  pick(common, most / 4)
  pick(responded, most / 4)
  pick(first([...cameTo.values()].flat()), most)
  pick(responded, most)

  const near = (id: string) => (cameTo.get(id) ?? []).some((each) => picked.has(each))
  const told = new Set(
    answers
      .filter(({ id }) => id === start || near(id) || !cameTo.has(id))
      .toSorted((a, b) => a.at.getTime() - b.at.getTime())
      .map(({ id }) => id)
      // The newest: what was said back last is what holds.
      .slice(-most),
  )
  if (answers.some(({ id }) => id === start)) told.add(start)
  return {
    chosen: nodes.filter(({ id, kind }) =>
      kind === 'statement' ? picked.has(id) : kind === 'answer' ? told.has(id) : true,
    ),
    left: {
      statements: statements.length - picked.size,
      answers: answers.length - told.size,
    },
  }
}
