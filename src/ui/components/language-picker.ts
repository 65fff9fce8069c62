import { attributes } from '../attributes.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { languages } from '../words/index.ts'
import type { Language, Words } from '../words/index.ts'

/** Asked at first contact, and remembered: which language, each named in itself. */
export function languagePicker(options: {
  words: Words
  action: string
  csrf?: string | undefined
  languages?: readonly Language[] | undefined
  /** Where to go on to. */
  next?: string | undefined
}): Html {
  const offered = options.languages ?? (Object.keys(languages) as Language[])
  const hidden = { csrf: options.csrf, next: options.next }
  return html`<form class="narrow" method="post" action="${options.action}">${Object.entries(
    hidden,
  ).map(([name, value]) =>
    value ? html`<input type="hidden" name="${name}" value="${value}">` : null,
  )}<div class="choices" role="group" aria-label="${options.words.t('ui.site.languages')}">${offered.map(
    (language) =>
      html`<button class="choice" name="lang" value="${language}"${attributes({
        lang: language,
        dir: languages[language].direction,
        'aria-pressed': String(language === options.words.language),
      })}>${languages[language].name}</button>`,
  )}</div></form>`
}
