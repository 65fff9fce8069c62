/** Something that a priority rests on: what people said, or a figure. */
export type Ground = {
  priority: string
  node: string
  kind: GroundKind
  /** Why it belongs here, in the words of whoever linked it. */
  note: string
  linkedAt: Date
}

const groundKinds = ['statement', 'testimony', 'theme', 'insight', 'figure'] as const
export type GroundKind = (typeof groundKinds)[number]

export const longestNote = 500
/** Linked at once from one form. */
export const mostAtOnce = 60

/** `statement:<id>` as a form sends it. */
export function readGround(text: string): { kind: GroundKind; node: string } | undefined {
  const [kind, node] = text.split(':')
  const known = groundKinds.find((each) => each === kind)
  return known && node ? { kind: known, node } : undefined
}

/** How a ground is tied to the priority on the thread. */
export const tieOf = (kind: GroundKind): string =>
  kind === 'figure' ? 'evidence-for' : 'became-priority'
