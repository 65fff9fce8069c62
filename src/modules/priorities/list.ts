/** Priorities in an order, drawn up to be put to a decision. It is never changed: another is drawn up. */
export type List = {
  id: string
  partnership: string
  drawnUpAt: Date
  decision: string | null
  /** Whether people outside may read the decision yet. */
  decisionIsPublic: boolean
  /** What the decision came to, where it has closed. */
  outcome: string | null
  closedAt: Date | null
  adoptedAt: Date | null
  /** Ids of priorities, the first first. */
  priorities: string[]
}

/**
 * `draft`: among members. `put`: to be decided. `agreed`: the newest that was. `earlier`: agreed once,
 * and another since. `not-agreed`: decided, and not carried.
 */
export type ListState = 'draft' | 'put' | 'agreed' | 'earlier' | 'not-agreed'

export const mostInList = 30

/** The list that holds now: of those adopted, the one adopted last. */
export function agreedList(lists: readonly List[]): List | undefined {
  return lists
    .filter((each) => each.adoptedAt !== null)
    .toSorted(
      (a, b) => b.adoptedAt!.getTime() - a.adoptedAt!.getTime() || (a.id < b.id ? 1 : -1),
    )[0]
}

export function stateOf(list: List, lists: readonly List[]): ListState {
  if (list.adoptedAt !== null) return agreedList(lists)?.id === list.id ? 'agreed' : 'earlier'
  if (list.decision === null) return 'draft'
  // Carried and not yet adopted: the moment before the listener has heard.
  return list.outcome === null || list.outcome === 'carried' ? 'put' : 'not-agreed'
}

/** The list as it is drawn up, kept in the page's address: ids in order, parted by dots. */
export function readOrder(text: string | undefined, known: readonly string[]): string[] {
  const asked = (text ?? '').split('.')
  return [...new Set(asked)].filter((id) => known.includes(id))
}

export const writeOrder = (order: readonly string[]): string => order.join('.')

/** One place nearer the start or the end; at an end it stays. */
export function moved(order: readonly string[], id: string, by: -1 | 1): string[] {
  const from = order.indexOf(id)
  const to = from + by
  if (from < 0 || to < 0 || to >= order.length) return [...order]
  return order.map((each, index) => (index === from ? order[to]! : index === to ? id : each))
}
