import { link } from '../../platform/web/index.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { isLanguage, languages, languagesOfPage, type Words } from '../../ui/words/index.ts'
import { placeName, type Partnership } from './partnership.ts'
import { routes } from './routes.ts'

export type Tab = 'front' | 'say' | 'came-out' | 'priorities' | 'decisions' | 'promises' | 'record'

/** What every page of a partnership tells the frame: the place and its pages. Anybody may read it in any language that we speak. */
export function header(
  partnership: Partnership,
  words: Words,
  current?: Tab,
): Required<Pick<Head, 'place' | 'partnership' | 'navigation' | 'invented'>> {
  const slug = { slug: partnership.slug }
  const item = (tab: Tab, href: string, text: string) => ({ href, text, current: tab === current })
  return {
    place: { name: placeName(partnership, words.language), href: link(routes.front, slug) },
    partnership: partnership.name,
    navigation: [
      item('say', link(routes.rounds, slug), words.t('partnerships.tab.say')),
      item('came-out', link(routes.cameOut, slug), words.t('partnerships.tab.came-out')),
      item('priorities', link(routes.priorities, slug), words.t('partnerships.tab.priorities')),
      item('decisions', link(routes.decisions, slug), words.t('partnerships.tab.decisions')),
      item('promises', link(routes.promises, slug), words.t('partnerships.tab.promises')),
      item('record', link(routes.record, slug), words.t('partnerships.tab.record')),
    ],
    invented: partnership.invented,
  }
}

/** What its members' pages tell the frame. */
export const membersHeader = (partnership: Partnership, words: Words) => ({
  ...header(partnership, words),
  languages: languagesOfPage('partnerships'),
})

/** Marks what a partnership wrote of itself, which is in its first language whatever the page is in. */
export function ownLanguage({ languages: [first] }: Partnership, words: Words): Html | null {
  return first === words.language || !isLanguage(first)
    ? null
    : html` lang="${first}" dir="${languages[first].direction}"`
}
