/** Something that matters here, as a member put it forward. */
export type Priority = {
  id: string
  partnership: string
  title: string
  /** Why it matters, in the partnership's words. */
  why: string
  /** What is already strong here. */
  strengths: string
  language: string
  proposedBy: string | null
  proposedAt: Date
  /** When it was first put to a decision; before that only members see it. */
  publishedAt: Date | null
  withdrawnAt: Date | null
}

export type PriorityWords = Pick<Priority, 'title' | 'why' | 'strengths'>

export const longestTitle = 200
export const longestText = 4000

/** What it said before it was changed, and when that was. */
export type EarlierWords = PriorityWords & { until: Date }

/** The fields whose words differ. */
export function changedFields(
  before: PriorityWords,
  after: PriorityWords,
): (keyof PriorityWords)[] {
  return (['title', 'why', 'strengths'] as const).filter((field) => before[field] !== after[field])
}
