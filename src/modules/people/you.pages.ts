import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { reading } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { input } from '../../ui/components/input.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { radios } from '../../ui/components/radios.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { isLanguage, words, type Key, type Language, type Words } from '../../ui/words/index.ts'
import { passkeysWork } from './auth.actions.ts'
import { languageRadios } from './language.pages.ts'
import { passkeySection } from './passkey-list.pages.ts'
import { passkeysOf } from './passkey.sql.ts'
import { changeProfile } from './person.actions.ts'
import { accountsOf, personById } from './person.sql.ts'
import { textSizes, themes, type Profile } from './person.ts'
import { routes } from './routes.ts'
import { sessionHash } from './session.actions.ts'
import { sessionSection } from './session-list.pages.ts'
import { sessionsOf } from './session.sql.ts'

const form = z.object({
  name: z
    .string({ error: 'people.you.name.missing' })
    .min(1, 'people.you.name.missing')
    .max(100, 'people.you.name.long'),
  language: z.string().refine(isLanguage, 'people.you.language.missing'),
  theme: z.enum(themes, 'people.you.theme.missing'),
  textSize: z.enum(textSizes, 'people.you.size.missing'),
})

/** A page of another module about what is a person's own. */
export type OwnPage = { href: string; text: Key }

/** Who is signed in, for pages that only they see. */
export function self(c: Context<Env>) {
  const { actor } = c.get('visit')
  if (actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
  return actor
}

/** A person's own page: their name, how they like to read, and how they sign in. */
export function youPages(system: System, own: readonly OwnPage[] = []): Hono<Env> {
  async function draw(c: Context<Env>, typed?: Typed) {
    const actor = self(c)
    const { person } = actor
    const w = words(c.get('visit').language as Language)
    const { known, passkeys, sessions, accounts } = await reading(system.db, actor, async (db) => ({
      known: await personById(db, person),
      passkeys: await passkeysOf(db, person),
      sessions: await sessionsOf(db, person, system.clock.now()),
      accounts: await accountsOf(db, person),
    }))
    if (!known) throw new Refusal('people.refused.sign-in', 401)
    const values: Partial<Profile> = typed?.given ?? known
    return c.render(
      html`${problems(w, typed?.errors)}
        ${c.req.query('saved') === undefined ? null : notificationBanner({ words: w, type: 'success', text: w.t('people.you.saved') })}
        <h1>${w.t('people.you.title')}</h1>
        <p>
          ${w.th('people.you.email', { email: html`<strong dir="ltr">${known.email}</strong>` })}
          <a class="govuk-link" href="${routes.address}">${w.t('people.address.title')}</a>
        </p>
        ${profileForm(w, values, typed?.errors ?? {})}
        ${passkeySection(w, passkeys, passkeysWork(system))}
        ${
          accounts.length > 0
            ? html`<h2 class="govuk-heading-m">${w.t('people.you.work.title')}</h2>
                <p>${w.t('people.you.work.about', { name: system.config.OIDC_NAME })}</p>`
            : null
        }
        ${sessionSection(w, sessions, sessionHash(system, c))}
        <h2 class="govuk-heading-m">${w.t('people.you.data.title')}</h2>
        <ul class="govuk-list govuk-list--spaced">
          ${own.map(({ href, text }) => html`<li><a class="govuk-link" href="${href}">${w.t(text)}</a></li>`)}
          <li><a class="govuk-link" href="${routes.record}">${w.t('people.record.title')}</a></li>
          <li><a class="govuk-link" href="${routes.data}">${w.t('people.data.title')}</a></li>
          <li><a class="govuk-link" href="${routes.erasure}">${w.t('people.erasure.title')}</a></li>
        </ul>`,
      {
        title: typed
          ? w.t('people.error.title', { title: w.t('people.you.title') })
          : w.t('people.you.title'),
        width: 'reading',
        scripts: passkeysWork(system) ? ['passkey.js'] : [],
        languages: ['en', 'cy'],
        ...(typed ? { status: 422 } : {}),
      } satisfies Head,
    )
  }

  return new Hono<Env>()
    .get(routes.you, (c) => draw(c))
    .post(routes.you, async (c) => {
      const actor = self(c)
      const read = await readForm(c, form)
      if (!read.ok) return draw(c, { errors: read.errors, given: read.given })
      await changeProfile(system, actor, actor.person, read.value)
      // The language in the address is remembered by the browser as well.
      return c.redirect(link(routes.you, undefined, { saved: 1, lang: read.value.language }), 303)
    })
}

type Typed = { errors: Record<string, string>; given: Partial<Profile> }

function problems(w: Words, errors: Record<string, string> | undefined): Html | null {
  if (!errors) return null
  return errorSummary({
    words: w,
    errorList: Object.entries(errors).map(([name, key]) => ({
      text: w.t(key as Key),
      href: `#${name}`,
    })),
  })
}

function profileForm(w: Words, values: Partial<Profile>, errors: Record<string, string>): Html {
  const wrong = (name: string) =>
    errors[name] === undefined ? {} : { errorMessage: w.t(errors[name] as Key) }
  const choices = (name: 'theme' | 'textSize', key: 'theme' | 'size', all: readonly string[]) =>
    radios({
      words: w,
      name,
      value: values[name],
      classes: 'govuk-radios--small',
      fieldset: {
        legend: { text: w.t(`people.you.${key}.label`), classes: 'govuk-fieldset__legend--s' },
      },
      items: all.map((value) => ({ value, text: w.t(`people.you.${key}.${value}` as Key) })),
      ...wrong(name),
    })
  return html`<form method="post" action="${routes.you}" novalidate>
    ${input({
      words: w,
      name: 'name',
      label: { text: w.t('people.you.name.label'), classes: 'govuk-label--s' },
      hint: w.t('people.you.name.hint'),
      autocomplete: 'name',
      spellcheck: false,
      value: values.name,
      ...wrong('name'),
    })}
    ${languageRadios(w, values.language, errors['language'])}
    ${choices('textSize', 'size', textSizes)} ${choices('theme', 'theme', themes)}
    ${button({ text: w.t('people.you.save') })}
  </form>`
}
