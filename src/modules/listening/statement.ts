import type { Channel } from './participant.ts'

/** One sentence that people respond to. */
export type Statement = {
  id: string
  round: string
  /** 1, 2, 3 … within the round: printed on paper, used in exports. Imported rounds keep their own numbers. */
  number: number
  text: string
  language: string
  source: StatementSource
  status: StatementStatus
  channel: Channel
  submittedAt: Date
  publishedAt: Date | null
  /** Its words in the round's other languages. */
  translations: Record<string, string>
}

export type StatementSource = 'starting' | 'participant' | 'insight'
export type StatementStatus = 'waiting' | 'held' | 'published' | 'removed'

/** Long enough for a sentence with its reason, short enough to be read aloud. */
export const longestStatement = 280

/** The statement as it is stored: one line, single spaces. The words themselves are never touched. */
export function tidyStatement(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

/** One statement a line; empty lines and repeated ones are left out, and so are bullets and numbers in front. */
export function statementsIn(lines: string): string[] {
  const found = lines
    .split('\n')
    .map((line) => tidyStatement(line.replace(/^\s*(?:[-*•–]\s+|\d{1,3}[.)]\s+)/u, '')))
    .filter((line) => line !== '')
  const seen = new Set<string>()
  return found.filter((line) => {
    const key = line.toLowerCase()
    return !seen.has(key) && seen.add(key)
  })
}

/**
 * What becomes of a statement as it arrives. `spotted` is the outcome of looking for names, numbers
 * and addresses; where it holds the statement back, nothing makes it public but a moderator. A round
 * moderated before publishes nothing of its participants by itself.
 */
export function arrivingStatus(
  moderation: 'before' | 'after',
  source: StatementSource,
  spotted: StatementStatus = 'published',
): StatementStatus {
  if (spotted !== 'published' || source !== 'participant') return spotted
  return moderation === 'before' ? 'waiting' : 'published'
}
