import { readFileSync } from 'node:fs'
import { Hono, type Context } from 'hono'
import type { System } from '../platform/system.ts'
import type { Env, Visit } from '../platform/web/index.ts'
import { button } from '../ui/components/button.ts'
import { radios } from '../ui/components/radios.ts'
import type { Head } from '../ui/head.ts'
import { html, type Html } from '../ui/html.ts'
import { languages, words, type Language, type Words } from '../ui/words/index.ts'

const { version } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string }
const promises = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const
const privacy = [
  'answers',
  'contact',
  'words',
  'risk',
  'cookies',
  'logs',
  'rights',
  'record',
] as const

/** Who runs this, how it treats people, and how to make it fit one's eyes. */
export function informationPages(system: System): Hono<Env> {
  const read =
    (draw: (w: Words, visit: Visit) => { title: string; body: Html }) => (c: Context<Env>) => {
      const visit = c.get('visit')
      const { title, body } = draw(words(visit.language as Language), visit)
      return c.render(html`<h1>${title}</h1>${body}`, { title, width: 'reading' } satisfies Head)
    }
  return new Hono<Env>()
    .get(
      '/about',
      read((w) => ({
        title: w.t('app.about.title'),
        body: html`<p class="lead">${w.t('app.about.operator', { name: system.config.OPERATOR_NAME })}</p>
          <p>${system.config.OPERATOR_CONTACT ? w.t('app.about.contact', { contact: system.config.OPERATOR_CONTACT }) : w.t('app.about.no-contact')}</p>
          <p>${w.t('app.about.what')}</p>
          <h2>${w.t('app.about.promises')}</h2>
          <ol>${promises.map((number) => html`<li>${w.t(`app.about.promise.${number}`)}</li>`)}</ol>`,
      })),
    )
    .get(
      '/accessibility',
      read((w, visit) => ({
        title: w.t('app.accessibility.title'),
        body: html`<p>${w.t('app.accessibility.aim')}</p><p>${w.t('app.accessibility.tested')}</p><p>${w.t('app.accessibility.known')}</p><p>${w.t('app.accessibility.other')}</p>${choicesForm(w, visit)}`,
      })),
    )
    .get(
      '/privacy',
      read((w) => ({
        title: w.t('app.privacy.title'),
        body: html`<p class="lead">${w.t('app.privacy.lead')}</p>${privacy.map((part) => html`<p>${w.t(`app.privacy.${part}`)}</p>`)}`,
      })),
    )
    .get(
      '/source',
      read((w) => ({
        title: w.t('app.source.title'),
        body: html`<p>${w.t('app.source.text', { version })}</p><p>${w.t('app.source.libraries')}</p>`,
      })),
    )
}

function choicesForm(w: Words, visit: Visit): Html {
  const group = (
    name: string,
    legend: string,
    items: { value: string; text: string }[],
    value: string,
  ) =>
    radios({
      words: w,
      name,
      idPrefix: name,
      fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
      items,
      value,
      classes: 'govuk-radios--small',
    })
  return html`<h2>${w.t('app.accessibility.settings')}</h2>
    <form method="post" action="/choices"><input type="hidden" name="to" value="/accessibility">
    ${group(
      'language',
      w.t('app.accessibility.language'),
      (Object.keys(languages) as Language[]).map((code) => ({
        value: code,
        text: languages[code].name,
      })),
      w.language,
    )}
    ${group(
      'theme',
      w.t('app.accessibility.colours'),
      (['system', 'light', 'dark', 'contrast'] as const).map((value) => ({
        value,
        text: w.t(`app.accessibility.colours.${value}`),
      })),
      visit.theme,
    )}
    ${group(
      'textSize',
      w.t('app.accessibility.size'),
      (['ordinary', 'large', 'largest'] as const).map((value) => ({
        value,
        text: w.t(`app.accessibility.size.${value}`),
      })),
      visit.textSize,
    )}
    ${button({ text: w.t('app.accessibility.save') })}</form>`
}
