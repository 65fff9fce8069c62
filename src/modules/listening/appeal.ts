import type { SubjectKind } from './moderation.ts'

/** An author who disagrees with a decision says why; somebody else looks again and answers in words. */
export type Appeal = {
  id: string
  round: string
  kind: SubjectKind
  subject: string
  text: string
  madeAt: Date
  answeredAt: Date | null
  upheld: boolean | null
  answer: string | null
  /** Who made the decision that stands; null where a rule did. */
  decidedBy: string | null
}

/** A contribution as its own author sees it. */
export type Own = { kind: SubjectKind; id: string; text: string; language: string }

/** Nobody is judge of their own decision. */
export function mayAnswer(
  appeal: Pick<Appeal, 'decidedBy' | 'answeredAt'>,
  person: string,
): boolean {
  return appeal.answeredAt === null && appeal.decidedBy !== person
}
