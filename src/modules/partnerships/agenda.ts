/** One matter on an agenda. */
export type AgendaItem = {
  id: string
  meeting: string
  position: number
  title: string
  note: string
  decision: string | null
  /** Something on the thread that it is about. */
  node: string | null
}

/** What waits to be put on an agenda. Modules to the right hand theirs in through `app`. */
export type OpenItem = {
  title: string
  note?: string | undefined
  /** A question that has been put: it is then decided at this meeting. */
  decision?: string | undefined
  node?: string | undefined
  /** Why it is offered, in words. */
  why: string
}

export type Direction = 'up' | 'down'

/** The order after one has been moved a place; as it was if it is at the end already. */
export function moved(order: readonly string[], id: string, direction: Direction): string[] {
  const from = order.indexOf(id)
  const to = direction === 'up' ? from - 1 : from + 1
  if (from < 0 || to < 0 || to >= order.length) return [...order]
  return order.toSpliced(from, 1).toSpliced(to, 0, id)
}
