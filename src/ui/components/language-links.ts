import { attributes } from '../attributes.ts'
import { html, nothing } from '../html.ts'
import type { Html } from '../html.ts'
import { languages } from '../words/index.ts'
import type { Language, Words } from '../words/index.ts'

/** The same page in each language, each named in itself. */
export function languageLinks(options: {
  words: Words
  path: string
  languages?: readonly Language[] | undefined
}): Html {
  const { words, path } = options
  const offered = options.languages ?? (Object.keys(languages) as Language[])
  if (offered.length < 2) return nothing
  return html`<nav class="languages" aria-label="${words.t('ui.site.languages')}"><ul>${offered.map(
    (language) =>
      html`<li><a${attributes({
        href: inLanguage(path, language),
        lang: language,
        dir: languages[language].direction,
        hreflang: language,
        'aria-current': language === words.language ? 'true' : null,
      })}>${languages[language].name}</a></li>`,
  )}</ul></nav>`
}

/** A path with `lang` set in its query, the rest of the query kept. */
export function inLanguage(path: string, language: Language): string {
  const address = new URL(path, 'http://here')
  address.searchParams.set('lang', language)
  return address.pathname + address.search + address.hash
}
