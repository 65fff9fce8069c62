import type { Head } from '../../ui/head.ts'
import { isLanguage, type Words } from '../../ui/words/index.ts'
import { header } from '../partnerships/index.ts'
import type { Asking } from './asking.actions.ts'
import { textIn } from './round.ts'

/** What every page of taking part tells the frame: the place, the round's languages, the light stylesheet. */
export function takingPartHead(
  { round, partnership }: Pick<Asking, 'round' | 'partnership'>,
  w: Words,
): Omit<Head, 'title'> {
  const { question } = textIn(round, w.language)
  return {
    ...header(partnership, w, 'say'),
    languages: round.languages.filter(isLanguage),
    about: question,
    description: question,
    resident: true,
    width: 'reading',
  }
}
