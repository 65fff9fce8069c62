/** What a community expects of a public body, why and by when. A draft among members until it is sent. */
export type Expectation = {
  id: string
  partnership: string
  organisation: string
  what: string
  why: string
  language: string
  /** The last day for an answer: `2026-04-01`. */
  answerBy: string
  priority: string | null
  draftedAt: Date
  sentAt: Date | null
  withdrawnAt: Date | null
  withdrawal: string | null
}

const answerKinds = ['accepted', 'another-form', 'declined'] as const
export type AnswerKind = (typeof answerKinds)[number]

export type ExpectationAnswer = {
  id: string
  expectation: string
  kind: AnswerKind
  text: string
  language: string
  answeredAt: Date
  /** What the partnership said to another form, if it has. */
  form: { agreed: boolean; text: string; at: Date } | null
}

export type ExpectationState =
  | { kind: 'draft' }
  | { kind: 'waiting'; answerBy: string }
  /** Nobody has answered, and the day has passed. */
  | { kind: 'silent'; answerBy: string }
  /** Another form was proposed: the partnership says next whether it agrees. */
  | { kind: 'proposed'; answer: string }
  /** The partnership agreed to it: the partner makes the promise in that form. */
  | { kind: 'agreed'; answer: string }
  /** The partnership did not agree to it: the partner may answer again. */
  | { kind: 'not-agreed'; answer: string }
  | { kind: 'declined'; answer: string }
  | { kind: 'accepted'; answer: string }
  | { kind: 'withdrawn' }

/** Where an expectation stands on a day; its newest answer counts. */
export function standingOf(
  expectation: Expectation,
  answers: readonly ExpectationAnswer[],
  today: string,
): ExpectationState {
  if (expectation.withdrawnAt !== null) return { kind: 'withdrawn' }
  if (expectation.sentAt === null) return { kind: 'draft' }
  const last = answers.at(-1)
  if (!last)
    return {
      kind: today > expectation.answerBy ? 'silent' : 'waiting',
      answerBy: expectation.answerBy,
    }
  const answer = last.id
  if (last.kind !== 'another-form') return { kind: last.kind, answer }
  if (last.form === null) return { kind: 'proposed', answer }
  return { kind: last.form.agreed ? 'agreed' : 'not-agreed', answer }
}

/** Whether the partner may say something now. Whoever declined may think again. */
export const mayBeAnswered = ({ kind }: ExpectationState): boolean =>
  ['waiting', 'silent', 'not-agreed', 'declined', 'agreed', 'proposed'].includes(kind)

export const longestWhat = 600
export const longestWhy = 2000
