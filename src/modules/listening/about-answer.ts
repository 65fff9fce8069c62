import type { AboutQuestion } from './about-question.ts'

/** What somebody said about themselves, in answer to one question: options chosen, or their own words. */
export type AboutAnswer = { question: string; options: number[]; words: string }

export const longestAboutWords = 300

/**
 * Reads one question's answer from a form. Nothing given is `null`: the answer is taken away. Options
 * that the question does not have are left out, as a form that is a day old may hold them.
 */
export function readAboutAnswer(
  question: Pick<AboutQuestion, 'id' | 'kind' | 'words'>,
  given: readonly string[],
): AboutAnswer | null {
  if (question.kind === 'words') {
    const words = (given[0] ?? '').trim().slice(0, longestAboutWords)
    return words === '' ? null : { question: question.id, options: [], words }
  }
  const many = Math.max(0, ...Object.values(question.words).map((each) => each.options.length))
  const options = [...new Set(given.filter((each) => /^\d{1,2}$/.test(each)).map(Number))]
    .filter((option) => option < many)
    .sort((a, b) => a - b)
  const chosen = question.kind === 'choice' ? options.slice(0, 1) : options
  return chosen.length === 0 ? null : { question: question.id, options: chosen, words: '' }
}
