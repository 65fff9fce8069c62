import { attributes, classes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { languages } from '../words/index.ts'
import type { Language, Words } from '../words/index.ts'

/** A resident's words, large and unaltered, with what can be done about them below. */
export function statementCard(options: {
  words: Words
  id: string
  statement: string
  /** The language it was said in, when that is not the page's. */
  language?: Language | undefined
  /** Above the words: where this is from, how far along one is. */
  before?: Html | undefined
  /** Below: the three answers, shares, links. */
  body?: Html | undefined
  size?: 'large' | 'small' | undefined
  /** The words are the page's heading. */
  isPageHeading?: boolean | undefined
}): Html {
  const { words, id, statement, language = words.language, before, body } = options
  const own = attributes({
    id,
    lang: language === words.language ? null : language,
    dir: language === words.language ? null : languages[language].direction,
  })
  const said = options.isPageHeading
    ? html`<h1 class="statement-card__words"${own}>${statement}</h1>`
    : html`<p class="statement-card__words"${own}>${statement}</p>`
  return html`<div class="${classes('statement-card', options.size === 'small' && 'statement-card--small')}">${before}${said}${body}</div>`
}
