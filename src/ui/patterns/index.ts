import { attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { page } from '../layout.ts'
import type { TextSize, Theme } from '../layout.ts'
import { inLanguage } from '../components/language-links.ts'
import type { Key, Words } from '../words/index.ts'
import { charts } from './charts.ts'
import { forms } from './forms.ts'
import { listening, threads } from './listening.ts'
import { lists } from './lists.ts'
import { moving } from './moving.ts'
import { draw } from './pattern.ts'
import type { Section } from './pattern.ts'
import { writing } from './writing.ts'

const sections: readonly (readonly [id: string, title: Key, section: Section])[] = [
  ['listening', 'ui.pattern.listening', listening],
  ['thread', 'ui.pattern.thread', threads],
  ['charts', 'ui.pattern.charts', charts],
  ['writing', 'ui.pattern.writing', writing],
  ['forms', 'ui.pattern.forms', forms],
  ['lists', 'ui.pattern.lists', lists],
  ['moving', 'ui.pattern.moving', moving],
]

const themes = {
  system: 'ui.pattern.system',
  light: 'ui.pattern.light',
  dark: 'ui.pattern.dark',
  contrast: 'ui.pattern.contrast',
} as const
const sizes = {
  ordinary: 'ui.pattern.ordinary',
  large: 'ui.pattern.large',
  largest: 'ui.pattern.largest',
} as const

export type PatternsOptions = Readonly<{
  theme?: string | undefined
  textSize?: string | undefined
}>

/**
 * Every component and chart in all its states. `path` is where the page is served; the language is
 * `?lang=`, the colours `?theme=`, the size of text `?text=`.
 */
export function patternsPage(words: Words, path: string, options: PatternsOptions = {}): Html {
  const theme = (Object.hasOwn(themes, options.theme ?? '') ? options.theme : 'system') as Theme
  const textSize = (
    Object.hasOwn(sizes, options.textSize ?? '') ? options.textSize : 'ordinary'
  ) as TextSize
  const here = new URL(path, 'http://here').pathname
  const address = (change: { theme?: string; text?: string }) =>
    inLanguage(
      `${here}?${new URLSearchParams({ theme, text: textSize, ...change }).toString()}`,
      words.language,
    )
  const choose = (
    title: string,
    all: Readonly<Record<string, Key>>,
    name: 'theme' | 'text',
    now: string,
  ) =>
    html`<nav aria-label="${title}"><p class="row"><b>${title}</b>${Object.entries(all).map(
      ([value, key]) =>
        html`<a class="govuk-link" href="${address({ [name]: value })}"${attributes({ 'aria-current': value === now ? 'true' : null })}>${words.t(key)}</a>`,
    )}</p></nav>`
  const place = { name: words.t('ui.pattern.place'), href: `${here}#thread` }
  return page(
    {
      words,
      theme,
      textSize,
      title: words.t('ui.pattern.title'),
      path: address({}),
      place,
      person: null,
      invented: true,
      navigation: sections.map(([id, title]) => ({ href: `#${id}`, text: words.t(title) })),
    },
    html`<h1 class="govuk-heading-xl">${words.t('ui.pattern.title')}</h1><p class="lead">${words.t('ui.pattern.lead')}</p><div class="card">${choose(words.t('ui.pattern.colours'), themes, 'theme', theme)}${choose(words.t('ui.pattern.size'), sizes, 'text', textSize)}</div>${sections.map(
      ([id, title, section]) =>
        html`<section id="${id}" aria-labelledby="${id}-title"><h2 class="govuk-heading-l" id="${id}-title">${words.t(title)}</h2>${section(words, here).map(draw)}</section>`,
    )}`,
  )
}
