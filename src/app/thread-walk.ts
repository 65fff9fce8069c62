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
import { stepsOf } from './thread-steps.ts'

export type Step = ThreadStep & Pick<Followed, 'distance' | 'via'>

export type Walk = {
  start: Step
  partnership: Partnership
  /** Nearest first. */
  steps: Step[]
  /** Nodes on the way that tell nothing: drafts, and kinds that nobody tells of. */
  untold: string[]
  /** The walk was stopped, and there is more. */
  cut: boolean
}

/** A thread to both sides of a node, as far as `limit` nodes to each. */
export async function walk(db: Database, node: string, w: Words, limit: number): Promise<Walk> {
  const followed = (await follow(db, node, limit)).toSorted(
    (a, b) => Math.abs(a.distance) - Math.abs(b.distance),
  )
  const first = followed.find((each) => each.distance === 0)
  const partnership = first && (await partnershipById(db, first.partnership))
  if (!first || !partnership) throw notFound()
  const told = await stepsOf(db, followed, w)
  const steps = followed.flatMap(({ id, distance, via }) => {
    const step = told.get(id)
    return step ? [{ ...step, distance, via }] : []
  })
  const start = steps.find((step) => step.id === node)
  if (!start) throw notFound()
  const untold = followed.filter(({ id }) => !told.has(id)).map(({ id }) => id)
  const side = (sign: number) => followed.filter(({ distance }) => Math.sign(distance) === sign)
  const cut = [side(-1), side(1)].some(
    (each) => each.length >= limit || each.some(({ distance }) => Math.abs(distance) === farthest),
  )
  return { start, partnership, steps, untold, cut }
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
