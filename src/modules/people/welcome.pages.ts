import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { reading } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { input } from '../../ui/components/input.ts'
import type { Head } from '../../ui/head.ts'
import { html } from '../../ui/html.ts'
import { isLanguage, words, type Key, type Language } from '../../ui/words/index.ts'
import { languageRadios } from './language.pages.ts'
import { inLanguage, localPath } from './local-path.ts'
import { changeProfile } from './person.actions.ts'
import { personById } from './person.sql.ts'
import { routes } from './routes.ts'
import { destination } from './sign-in.pages.ts'
import { self } from './you.pages.ts'

const form = z.object({
  name: z
    .string({ error: 'people.you.name.missing' })
    .min(1, 'people.you.name.missing')
    .max(100, 'people.you.name.long'),
  language: z.string().refine(isLanguage, 'people.you.language.missing'),
  to: z.string().optional(),
})

/** After the first sign-in: what to call someone, and in which language. Asked once, remembered. */
export function welcomePages(system: System): Hono<Env> {
  function draw(
    c: Context<Env>,
    page: { to: unknown; name?: string; language?: string | null; errors?: Record<string, string> },
  ) {
    const w = words(c.get('visit').language as Language)
    const errors = page.errors ?? {}
    return c.render(
      html`${page.errors ? errorSummary({ words: w, errorList: Object.entries(errors).map(([name, key]) => ({ text: w.t(key as Key), href: `#${name}` })) }) : null}
        <h1>${w.t('people.welcome.title')}</h1>
        <p>${w.t('people.welcome.about')}</p>
        <form method="post" action="${routes.welcome}" novalidate>
          ${destination(localPath(page.to))}
          ${input({
            words: w,
            name: 'name',
            label: { text: w.t('people.you.name.label'), classes: 'govuk-label--s' },
            hint: w.t('people.you.name.hint'),
            autocomplete: 'name',
            spellcheck: false,
            value: page.name,
            ...(errors['name'] ? { errorMessage: w.t(errors['name'] as Key) } : {}),
          })}
          ${languageRadios(w, page.language, errors['language'])}
          ${button({ text: w.t('people.welcome.go') })}
        </form>`,
      {
        title: page.errors
          ? w.t('people.error.title', { title: w.t('people.welcome.title') })
          : w.t('people.welcome.title'),
        width: 'reading',
        languages: ['en', 'cy', 'ur'],
        ...(page.errors ? { status: 422 } : {}),
      } satisfies Head,
    )
  }

  return new Hono<Env>()
    .get(routes.welcome, async (c) => {
      const known = await reading(system.db, self(c), (db) => personById(db, self(c).person))
      return draw(c, { to: c.req.query('to'), name: known?.name, language: known?.language })
    })
    .post(routes.welcome, async (c) => {
      const actor = self(c)
      const read = await readForm(c, form)
      if (!read.ok) {
        const { to, name, language } = read.given
        return draw(c, {
          to,
          name: String(name ?? ''),
          language: String(language ?? ''),
          errors: read.errors,
        })
      }
      const { to, ...change } = read.value
      await changeProfile(system, actor, actor.person, change)
      return c.redirect(inLanguage(localPath(to), change.language), 303)
    })
}
