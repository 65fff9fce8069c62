import { link } from '../../platform/web/index.ts'
import type { Head } from '../../ui/head.ts'
import { isLanguage, type Words } from '../../ui/words/index.ts'
import { placeName, type Partnership } from './partnership.ts'
import { routes } from './routes.ts'

export type Tab = 'front' | 'say' | 'came-out' | 'record'

/** What every page of a partnership tells the frame: the place, its pages and its languages. */
export function header(
  partnership: Partnership,
  words: Words,
  current?: Tab,
): Required<Pick<Head, 'place' | 'navigation' | 'invented' | 'languages'>> {
  const slug = { slug: partnership.slug }
  const item = (tab: Tab, href: string, text: string) => ({ href, text, current: tab === current })
  return {
    place: { name: placeName(partnership, words.language), href: link(routes.front, slug) },
    navigation: [
      item('say', link(routes.rounds, slug), words.t('partnerships.tab.say')),
      item('came-out', link(routes.cameOut, slug), words.t('partnerships.tab.came-out')),
      item('record', link(routes.record, slug), words.t('partnerships.tab.record')),
    ],
    invented: partnership.invented,
    languages: partnership.languages.filter(isLanguage),
  }
}
