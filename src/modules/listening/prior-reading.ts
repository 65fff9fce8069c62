/** Somebody has read what was said before, and says what is new about asking now. */
export type PriorReading = {
  id: string
  round: string
  person: string | null
  searchedFor: string
  found: number
  whatIsNew: string
  readAt: Date
}

/** Something said before, found again. */
export type Found = {
  kind: 'question' | 'statement' | 'testimony' | 'insight'
  id: string
  text: string
  language: string
  at: Date
  partnership: string
  /** The round it was said in. */
  round: string | null
  roundCode: string | null
  roundQuestion: string | null
  number: number | null
  /** How well it fits the words searched for; only its order means anything. */
  fit: number
}

/**
 * The words to look for: without capitals and accents later, here only taken apart. Repeated ones
 * count once, and a question of several lines is no longer than its first thirty words.
 */
export function termsIn(asked: string): string[] {
  const terms = asked.toLowerCase().match(/[\p{L}\p{M}\p{N}]{2,}/gu) ?? []
  return [...new Set(terms)].slice(0, 30)
}
