/** A question about the people who take part, in the partnership's own words; always skippable. */
export type AboutQuestion = {
  id: string
  round: string
  position: number
  kind: AboutKind
  words: Record<string, AboutWords>
  /** A population dimension of the area, and each option's category in it, where the two can be compared. */
  dimension: string | null
  categories: string[] | null
}

export const aboutKinds = ['choice', 'choices', 'words'] as const
export type AboutKind = (typeof aboutKinds)[number]

/** An option's position is its meaning in every language. */
export type AboutWords = { label: string; hint: string; options: string[] }

export const mostAboutQuestions = 12
export const mostOptions = 20

/** One option a line. */
export function optionsIn(lines: string): string[] {
  return lines
    .split('\n')
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '')
}

/** The question in the reader's language, or in the first of the round's that it has words in. */
export function aboutWordsIn(
  question: Pick<AboutQuestion, 'words'>,
  language: string,
  languages: readonly string[],
): AboutWords {
  const found = [language, ...languages, ...Object.keys(question.words)].find(
    (each) => question.words[each],
  )
  return found === undefined ? { label: '', hint: '', options: [] } : question.words[found]!
}

export type AboutProblem =
  | 'about-no-label'
  | 'about-few-options'
  | 'about-many-options'
  | 'about-repeated-options'
  | 'about-options-differ'
  | 'about-categories-differ'

/** What is wrong with a question as it was written in one language, given what the other languages hold. */
export function aboutProblems(
  kind: AboutKind,
  said: AboutWords,
  others: Record<string, AboutWords>,
  categories: readonly string[] | null,
): AboutProblem[] {
  const problems: AboutProblem[] = []
  if (said.label.trim() === '') problems.push('about-no-label')
  if (kind === 'words') return problems
  const { options } = said
  if (options.length < 2) problems.push('about-few-options')
  if (options.length > mostOptions) problems.push('about-many-options')
  if (new Set(options.map((option) => option.toLowerCase())).size < options.length)
    problems.push('about-repeated-options')
  if (Object.values(others).some((other) => other.options.length !== options.length))
    problems.push('about-options-differ')
  if (categories !== null && categories.length !== options.length)
    problems.push('about-categories-differ')
  return problems
}
