import { partnershipById, type Partnership } from '../modules/partnerships/index.ts'
import type { Database } from '../platform/database/index.ts'
import { notFound } from '../platform/errors.ts'
import {
  farthest,
  follow,
  tiesAmong,
  type Followed,
  type ThreadStep,
  type Tie,
} from '../platform/thread/index.ts'
import type { Words } from '../ui/words/index.ts'
import type { Node } from './thread-line.ts'
import { stepsOf, tellable } from './thread-steps.ts'

export type Step = ThreadStep & Pick<Followed, 'distance' | 'via'>

export type Walk = {
  start: string
  partnership: Partnership
  /** Nearest first; the start is the first. Without their words: those are fetched for what is shown. */
  nodes: Node[]
  /** Nodes on the way that tell nothing: drafts, and kinds that nobody tells of. */
  untold: string[]
  /** The walk was stopped, and there is more. */
  cut: boolean
}

/** A thread to both sides of a node, as far as `limit` nodes to each. */
export async function walk(db: Database, node: string, limit: number): Promise<Walk> {
  const followed = (await follow(db, node, limit)).toSorted(
    (a, b) => Math.abs(a.distance) - Math.abs(b.distance),
  )
  const partnership = followed[0] && (await partnershipById(db, followed[0].partnership))
  if (!partnership) throw notFound()
  const side = (sign: number) => followed.filter(({ distance }) => Math.sign(distance) === sign)
  const cut = [side(-1), side(1)].some(
    (each) => each.length >= limit || each.some(({ distance }) => Math.abs(distance) === farthest),
  )
  return {
    start: node,
    partnership,
    nodes: followed.filter(({ kind }) => tellable.has(kind)),
    untold: followed.filter(({ kind }) => !tellable.has(kind)).map(({ id }) => id),
    cut,
  }
}

/** How often more is chosen for what turned out to tell nothing. */
const mostChoices = 4

/**
 * The words of what is chosen of a walk, and of nothing else. Whether a node tells anything is known
 * with its words: what does not (a draft) leaves the walk, and something else is chosen for it.
 */
export async function tell<C extends { shown: readonly Node[] }>(
  db: Database,
  walked: Walk,
  choose: (nodes: readonly Node[]) => C,
  w: Words,
): Promise<{ walked: Walk; choice: C; steps: Step[]; start: Step }> {
  const told = new Map<string, ThreadStep>()
  const asked = new Set<string>()
  let { nodes } = walked
  const untold: string[] = []
  let choice = choose(nodes)
  for (let n = 0; n < mostChoices; n += 1) {
    const first = n === 0 ? nodes.slice(0, 1) : []
    const wanted = [...new Set([...first, ...choice.shown])].filter(({ id }) => !asked.has(id))
    if (wanted.length === 0) break
    for (const { id } of wanted) asked.add(id)
    for (const [id, step] of await stepsOf(db, wanted, w)) told.set(id, step)
    const silent = new Set(wanted.flatMap(({ id }) => (told.has(id) ? [] : [id])))
    if (silent.size === 0) break
    untold.push(...silent)
    nodes = nodes.filter(({ id }) => !silent.has(id))
    choice = choose(nodes)
  }
  const full = ({ id, distance, via }: Node): Step[] => {
    const step = told.get(id)
    return step ? [{ ...step, distance, via }] : []
  }
  const [start] = walked.nodes.slice(0, 1).flatMap(full)
  if (start?.id !== walked.start) throw notFound()
  return {
    walked: { ...walked, nodes, untold: [...walked.untold, ...untold] },
    choice,
    steps: choice.shown.flatMap(full),
    start,
  }
}

/** More of them than this tell nothing that could be drawn. */
const mostUntold = 400

/** How these steps are tied, over whatever stands between them and tells nothing. */
export async function tiesOver(
  db: Database,
  ids: readonly string[],
  untold: readonly string[],
): Promise<Tie[]> {
  const bridges = untold.slice(0, mostUntold)
  const ties = await tiesAmong(db, [...ids, ...bridges])
  const silent = new Set(bridges)
  if (silent.size === 0) return ties
  const onward = new Map<string, Tie[]>()
  for (const tie of ties) onward.set(tie.earlier, [...(onward.get(tie.earlier) ?? []), tie])
  return ties
    .filter(({ earlier }) => !silent.has(earlier))
    .flatMap((tie) => {
      const seen = new Set<string>()
      const ends: Tie[] = []
      const ahead = [tie]
      for (let next = ahead.pop(); next; next = ahead.pop()) {
        if (!silent.has(next.later)) ends.push({ ...tie, later: next.later })
        else if (!seen.has(next.later)) {
          seen.add(next.later)
          ahead.push(...(onward.get(next.later) ?? []))
        }
      }
      return ends
    })
    .filter(({ earlier, later }) => earlier !== later)
}

/** Earlier before later, and of what could stand first, the older; a circle is cut where it is oldest. */
export function inOrder<S extends { id: string; at: Date; distance: number }>(
  steps: readonly S[],
  ties: readonly Tie[],
): S[] {
  const left = steps.toSorted(
    (a, b) => a.at.getTime() - b.at.getTime() || a.distance - b.distance || (a.id < b.id ? -1 : 1),
  )
  const waits = new Map<string, Set<string>>()
  const known = new Set(steps.map(({ id }) => id))
  for (const { earlier, later } of ties)
    if (known.has(earlier) && known.has(later))
      waits.set(later, (waits.get(later) ?? new Set()).add(earlier))
  const leads = new Map<string, string[]>()
  for (const [later, earliers] of waits)
    for (const earlier of earliers) leads.set(earlier, [...(leads.get(earlier) ?? []), later])
  const ordered: S[] = []
  while (left.length > 0) {
    const next = Math.max(
      0,
      left.findIndex(({ id }) => (waits.get(id)?.size ?? 0) === 0),
    )
    const [step] = left.splice(next, 1)
    ordered.push(step!)
    for (const later of leads.get(step!.id) ?? []) waits.get(later)?.delete(step!.id)
  }
  return ordered
}
