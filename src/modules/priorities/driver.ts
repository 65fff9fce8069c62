export type DriverKind = 'primary' | 'secondary' | 'change-idea'

/** One box of a driver diagram: what drives a priority, what drives that, or an idea for changing it. */
export type Driver = {
  id: string
  priority: string
  /** What it hangs from; null where that is the priority itself. */
  parent: string | null
  kind: DriverKind
  text: string
  position: number
  addedAt: Date
  removedAt: Date | null
}

/** A driver with what hangs from it, in order. */
export type Branch = Driver & { depth: number; branches: Branch[] }

export const mostDrivers = 300
/** Boxes in a line from the priority, without the priority itself. */
export const deepest = 6
export const longestDriver = 300

/**
 * The drivers as they hang from one another. Two that were given the same place by two people at once
 * stand in the order they were added; one whose parent is gone is left out with it.
 */
export function treeOf(drivers: readonly Driver[]): Branch[] {
  const under = new Map<string | null, Driver[]>()
  for (const each of drivers) {
    if (each.removedAt !== null) continue
    under.set(each.parent, [...(under.get(each.parent) ?? []), each])
  }
  const grow = (parent: string | null, depth: number): Branch[] =>
    (under.get(parent) ?? [])
      .toSorted(inOrder)
      .map((each) => ({ ...each, depth, branches: grow(each.id, depth + 1) }))
  return grow(null, 1)
}

const inOrder = (a: Driver, b: Driver): number =>
  a.position - b.position || a.addedAt.getTime() - b.addedAt.getTime() || (a.id < b.id ? -1 : 1)

/** A branch and everything on it, top first. */
export function allOf(branches: readonly Branch[]): Branch[] {
  return branches.flatMap((each) => [each, ...allOf(each.branches)])
}

/** From the priority's side to the driver itself; empty where it is not in the tree. */
export function pathTo(branches: readonly Branch[], id: string): Branch[] {
  for (const each of branches) {
    if (each.id === id) return [each]
    const rest = pathTo(each.branches, id)
    if (rest.length > 0) return [each, ...rest]
  }
  return []
}

/** How many boxes deep a branch goes, itself counted. */
export function heightOf(branch: Branch): number {
  return 1 + Math.max(0, ...branch.branches.map(heightOf))
}

/** What a driver becomes where it is hung: a cause next to the priority is a primary driver. */
export function kindUnder(kind: DriverKind, parent: string | null): DriverKind {
  if (kind === 'change-idea') return kind
  return parent === null ? 'primary' : 'secondary'
}

export type WhyNot = 'under-itself' | 'under-idea' | 'idea-at-top' | 'too-deep' | 'too-many'

/** Why something of this kind and height may not hang there; undefined where it may. */
export function whyNotUnder(
  parent: Pick<Branch, 'kind' | 'depth'> | null,
  kind: DriverKind,
  height: number,
): WhyNot | undefined {
  if (parent === null) return kind === 'change-idea' ? 'idea-at-top' : undefined
  if (parent.kind === 'change-idea') return 'under-idea'
  return parent.depth + height > deepest ? 'too-deep' : undefined
}

/** Where a branch may be moved to: everything but itself, what hangs from it, and what it is too deep for. */
export function placesFor(tree: readonly Branch[], id: string): (Branch | null)[] {
  const moving = pathTo(tree, id).at(-1)
  if (!moving) return []
  const own = new Set(allOf([moving]).map((each) => each.id))
  return [null, ...allOf(tree)].filter(
    (each) =>
      (each === null || !own.has(each.id)) &&
      (each?.id ?? null) !== moving.parent &&
      whyNotUnder(each, moving.kind, heightOf(moving)) === undefined,
  )
}

/** Siblings in their new order, one place up or down; at an end they stay. */
export function movedAmong(siblings: readonly string[], id: string, by: -1 | 1): string[] {
  const from = siblings.indexOf(id)
  const to = from + by
  if (from < 0 || to < 0 || to >= siblings.length) return [...siblings]
  return siblings.map((each, index) => (index === from ? siblings[to]! : index === to ? id : each))
}
