import type { Head } from '../../ui/head.ts'
import type { Words } from '../../ui/words/index.ts'
import { header } from '../partnerships/index.ts'
import type { Asking } from './asking.actions.ts'
import { textIn } from './round.ts'

/** What every page of taking part tells the frame: the place, the round, the light stylesheet. */
export function takingPartHead(
  { round, partnership }: Pick<Asking, 'round' | 'partnership'>,
  w: Words,
): Omit<Head, 'title'> {
  const { question } = textIn(round, w.language)
  return {
    ...header(partnership, w, 'say'),
    about: question,
    description: question,
    resident: true,
    width: 'reading',
  }
}
