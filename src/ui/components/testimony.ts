import { attributes, classes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import { languages } from '../words/index.ts'
import type { Language } from '../words/index.ts'

/** What someone said, word for word, and where it was said. */
export function testimony(options: {
  quote: string
  source?: Content | undefined
  /** The language it was said in, when that is not the page's. */
  language?: Language | undefined
  /** Beside the main thing: a dissent, a remark. */
  quiet?: boolean | undefined
}): Html {
  const { quote, source, language } = options
  const own = attributes({ lang: language, dir: language && languages[language].direction })
  return html`<figure class="${classes('testimony', options.quiet && 'testimony--quiet')}"><blockquote${own}><p>${quote}</p></blockquote>${
    source ? html`<figcaption>${source}</figcaption>` : null
  }</figure>`
}
