import en from '../../../locales/en/moderation.json' with { type: 'json' }
import type { Channel } from './participant.ts'
import type { StatementStatus } from './statement.ts'

export type SubjectKind = 'statement' | 'testimony'
export type Outcome = 'published' | 'held' | 'removed'

export function isSubjectKind(value: string): value is SubjectKind {
  return value === 'statement' || value === 'testimony'
}

/** Something somebody said, as those who moderate see it: verbatim, and nobody's name beside it. */
export type Item = {
  kind: SubjectKind
  id: string
  /** A statement's number in its round. */
  number: number | null
  /** What was really said. */
  text: string
  /** What anyone may read, or could: with what was found held back. */
  publicText: string
  language: string
  status: StatementStatus
  channel: Channel
  author: string | null
  banned: boolean
  at: Date
  publishedAt: Date | null
  reason: string | null
  note: string | null
  appealed: boolean
}

const prefix = 'resident.reason.'
/** Every reason that a decision can have: the catalogue is the list, and it is published. */
const reasons = Object.keys(en)
  .filter((key) => key.startsWith(prefix))
  .map((key) => key.slice(prefix.length))
const byRule = new Set(['fine', 'upheld-appeal', 'refused-reuse', 'to-discuss'])
/** Reasons for which a moderator may take something down. Not liking it is none of them. */
export const removalReasons = reasons.filter((reason) => !byRule.has(reason))

/** A name for somebody within a round, the same each time, that leads to nobody: from an id that is itself a keyed hash. */
export function pseudonym(participant: string): string {
  return participant.replaceAll('-', '').slice(0, 5).toUpperCase()
}

/** What stands of a contribution, for its author. */
export type State = {
  id: string
  status: StatementStatus | 'private'
  /** Of the newest decision; null where nobody has decided yet. */
  reason: string | null
  note: string
  decidedAt: Date | null
  publicText: string
  appeal: {
    text: string
    madeAt: Date
    answeredAt: Date | null
    upheld: boolean | null
    answer: string | null
  } | null
  mayAppeal: boolean
}

/** An author may ask for another look at what a person has held or removed, once for each decision. */
export function mayAppeal(state: Omit<State, 'mayAppeal'>): boolean {
  if (state.status !== 'held' && state.status !== 'removed') return false
  if (state.decidedAt === null || state.reason === 'refused-reuse') return false
  return (
    state.appeal === null ||
    (state.appeal.answeredAt !== null && state.appeal.answeredAt < state.decidedAt)
  )
}
