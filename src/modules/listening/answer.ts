/** What the partnership says back. A later answer stands beside the earlier ones; none is replaced. */
export const answerKinds = ['we-will', 'others-will', 'we-cannot'] as const
export type AnswerKind = (typeof answerKinds)[number]
export type AnswerSubject = 'statement' | 'theme'

export type Answer = {
  id: string
  round: string
  about: AnswerSubject
  subject: string
  kind: AnswerKind
  text: string
  organisation: { id: string; name: string; translations: Record<string, string> } | null
  at: Date
}

/** What can be answered: a published statement or a theme, with the newest answers first. */
export type Answerable = {
  about: AnswerSubject
  id: string
  number: number | null
  title: string
  language: string
}

export function isAnswerSubject(value: string): value is AnswerSubject {
  return value === 'statement' || value === 'theme'
}
