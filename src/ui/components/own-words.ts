import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { isLanguage, languages } from '../words/index.ts'
import type { Words } from '../words/index.ts'

/** What somebody wrote, marked with its language and direction where that is not the page's. */
export function ownWords(words: Words, text: string, language: string): Html {
  if (language === words.language || !isLanguage(language)) return html`${text}`
  return html`<span lang="${language}" dir="${languages[language].direction}">${text}</span>`
}
