import type { AboutQuestion } from './about-question.ts'
import type { Round, RoundText } from './round.ts'

/** What a round still needs before it may open. `what` is the end of a key in the catalogue. */
export type Missing =
  | { what: 'words'; languages: string[] }
  | { what: 'about-words'; languages: string[] }
  | { what: 'statements' }
  | { what: 'prior-reading' }
  | { what: 'closes-in-past' }
  | { what: 'closes-before-opening' }

/** What opening looks at, besides the round itself. */
export type Readiness = {
  statements: number
  priorReadings: number
  aboutQuestions: readonly Pick<AboutQuestion, 'kind' | 'words'>[]
}

/** The languages in which the round does not yet say everything: its question, why, what for, for whom. */
export function languagesMissing(round: Pick<Round, 'languages' | 'texts'>): string[] {
  return round.languages.filter((language) => {
    const text = round.texts.find((each) => each.language === language)
    return text === undefined || !isWhole(text)
  })
}

function isWhole(text: RoundText): boolean {
  return [text.question, text.reason, text.use, text.invited].every((words) => words.trim() !== '')
}

/** The languages in which a question about people, or one of its options, has no words. */
export function aboutLanguagesMissing(
  round: Pick<Round, 'languages'>,
  questions: readonly Pick<AboutQuestion, 'kind' | 'words'>[],
): string[] {
  return round.languages.filter((language) =>
    questions.some(({ kind, words }) => {
      const said = words[language]
      if (!said || said.label.trim() === '') return true
      if (kind === 'words') return false
      const most = Math.max(...Object.values(words).map((each) => each.options.length))
      return said.options.length < most || said.options.some((option) => option.trim() === '')
    }),
  )
}

/**
 * Whether a round may open. It says everything in each of its languages; it gives people something
 * to respond to, at once or as soon as one of them speaks; somebody has read what was said before;
 * and there is time left in it.
 */
export function missingToOpen(
  round: Pick<Round, 'languages' | 'texts' | 'moderation' | 'opensAt' | 'closesAt'>,
  ready: Readiness,
  now: Date,
): Missing[] {
  const missing: Missing[] = []
  const words = languagesMissing(round)
  if (words.length > 0) missing.push({ what: 'words', languages: words })
  const about = aboutLanguagesMissing(round, ready.aboutQuestions)
  if (about.length > 0) missing.push({ what: 'about-words', languages: about })
  if (ready.statements === 0 && round.moderation === 'before') missing.push({ what: 'statements' })
  if (ready.priorReadings === 0) missing.push({ what: 'prior-reading' })
  if (round.closesAt !== null && round.closesAt <= now) missing.push({ what: 'closes-in-past' })
  else if (round.closesAt !== null && round.opensAt !== null && round.closesAt <= round.opensAt)
    missing.push({ what: 'closes-before-opening' })
  return missing
}
