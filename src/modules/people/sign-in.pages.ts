import { Hono, type Context } from 'hono'
import { z } from 'zod'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { addAsset } from '../../ui/assets.ts'
import { button } from '../../ui/components/button.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { input } from '../../ui/components/input.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { warningText } from '../../ui/components/warning-text.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { words, type Key, type Language, type Words } from '../../ui/words/index.ts'
import { address } from './address.ts'
import { createAttempts } from './attempt.actions.ts'
import { passkeysWork } from './auth.actions.ts'
import { askForCode } from './code.actions.ts'
import { localPath } from './local-path.ts'
import { rememberAddress } from './signing-in.pages.ts'
import { routes } from './routes.ts'

addAsset('passkey.js', new URL('../../ui/browser/passkey.js', import.meta.url))

const form = z.object({ email: address, to: z.string().optional() })

/** What a work account's return can say, in words; anything else is “it did not work”. */
const problems: Record<string, Key> = {
  account_not_linked: 'people.work.not-linked',
  email_not_found: 'people.work.no-email',
  access_denied: 'people.work.stopped',
}

/** The first page of signing in: an e-mail address, a passkey or a work account. */
export function signInPages(system: System): Hono<Env> {
  // A village hall shares one address; a person needs few codes.
  const byAddress = createAttempts(system, 'asking-from', { burst: 40, perMinute: 10 })
  const byEmail = createAttempts(system, 'asking-for', { burst: 5, perMinute: 0.2 })

  function draw(
    c: Context<Env>,
    page: { to?: string; email?: string; error?: Key; problem?: Key },
  ) {
    const w = words(c.get('visit').language as Language)
    return c.render(
      html`${page.error ? errorSummary({ words: w, errorList: [{ text: w.t(page.error), href: '#email' }] }) : null}
        <h1>${w.t('people.sign-in.title')}</h1>
        ${page.problem ? warningText({ words: w, text: w.t(page.problem) }) : null}
        ${insetText({ text: w.t('people.sign-in.no-account') })}
        <form method="post" action="${routes.signIn}" novalidate>
          ${destination(page.to)}
          ${input({
            words: w,
            name: 'email',
            type: 'email',
            label: { text: w.t('people.email.label'), classes: 'govuk-label--m' },
            hint: w.t('people.email.hint'),
            autocomplete: 'email',
            spellcheck: false,
            value: page.email,
            attributes: { dir: 'ltr' },
            ...(page.error ? { errorMessage: w.t(page.error) } : {}),
          })}
          ${button({ text: w.t('people.sign-in.send'), preventDoubleClick: true })}
        </form>
        ${passkeysWork(system) ? passkeyForm(w, page.to) : null}
        ${system.config.OIDC_ISSUER ? workForm(w, system.config.OIDC_NAME, page.to) : null}`,
      {
        title: page.error
          ? w.t('people.error.title', { title: w.t('people.sign-in.title') })
          : w.t('people.sign-in.title'),
        width: 'reading',
        scripts: passkeysWork(system) ? ['passkey.js'] : [],
        languages: ['en', 'cy', 'ur'],
        ...(page.error ? { status: 422 } : {}),
      } satisfies Head,
    )
  }

  return new Hono<Env>()
    .get(routes.signIn, (c) => {
      const to = localPath(c.req.query('to'))
      if (c.get('visit').actor.kind === 'person') return c.redirect(to, 303)
      const error = c.req.query('error')
      const problem = error === undefined ? undefined : (problems[error] ?? 'people.work.failed')
      return draw(c, { to, ...(problem ? { problem } : {}) })
    })
    .post(routes.signIn, async (c) => {
      const read = await readForm(c, form)
      if (!read.ok)
        return draw(c, {
          to: String(read.given['to'] ?? ''),
          email: String(read.given['email'] ?? ''),
          error: (read.errors['email'] ?? 'people.email.wrong') as Key,
        })
      const { email } = read.value
      const visit = c.get('visit')
      await byAddress(visit.address)
      await byEmail(email)
      await askForCode(system, email, visit.language as Language)
      rememberAddress(system, c, 'signing-in', email)
      return c.redirect(link(routes.code, undefined, { to: localPath(read.value.to) }), 303)
    })
}

/** Where to go afterwards, carried through the forms. */
export function destination(to: string | undefined): Html {
  return html`<input type="hidden" name="to" value="${localPath(to)}" />`
}

// Shown by the script, where the browser has passkeys at all.
function passkeyForm(w: Words, to: string | undefined): Html {
  return html`<form
    method="post"
    action="${routes.passkey}"
    data-passkey="${routes.passkeyChallenge}"
    data-failed="${w.t('people.passkey.failed')}"
    hidden
  >
    ${destination(to)}
    <h2 class="govuk-heading-m">${w.t('people.passkey.title')}</h2>
    <p>${w.t('people.passkey.about')}</p>
    <p role="alert"></p>
    ${button({ text: w.t('people.passkey.use'), classes: 'govuk-button--secondary' })}
  </form>`
}

function workForm(w: Words, name: string, to: string | undefined): Html {
  return html`<form method="post" action="${routes.work}">
    ${destination(to)}
    <h2 class="govuk-heading-m">${w.t('people.work.title')}</h2>
    <p>${w.t('people.work.about')}</p>
    ${button({ text: w.t('people.work.use', { name }), classes: 'govuk-button--secondary' })}
  </form>`
}
