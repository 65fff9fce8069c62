/** What a partnership learned from a round, in a sentence or two, and what it rests on. */
export type Insight = {
  id: string
  partnership: string
  round: string | null
  text: string
  language: string
  statements: string[]
  notedBy: string | null
  notedAt: Date
}

export const longestInsight = 600

/** Something said before, asked again in a new round. */
export type Reuse = {
  id: string
  insight: string | null
  earlierStatement: string | null
  owner: string
  /** The partnership that asks it again. */
  asker: string
  round: string
  statement: string
  purpose: string
  reusedBy: string | null
  reusedAt: Date
  refusedAt: Date | null
  refusal: string | null
  /** The words that are asked again. */
  words: string
  language: string
}
