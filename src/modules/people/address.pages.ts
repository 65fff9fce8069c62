import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { reading } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { clearCookie, link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { input } from '../../ui/components/input.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { words, type Key, type Language } from '../../ui/words/index.ts'
import { createAttempts } from './attempt.actions.ts'
import { askForAddress, changeAddress } from './address.actions.ts'
import { address } from './address.ts'
import { codeField } from './code-field.pages.ts'
import { codeMinutes, readDigits } from './code.ts'
import { personById } from './person.sql.ts'
import { routes } from './routes.ts'
import { sessionHash } from './session.actions.ts'
import { addressKept, rememberAddress } from './signing-in.pages.ts'
import { self } from './you.pages.ts'

const form = z.object({ email: address })

/** Changing the address one signs in with: the new one first proves that it is theirs. */
export function addressPages(system: System): Hono<Env> {
  const asking = createAttempts(system, 'address-asking', { burst: 5, perMinute: 0.2 })
  const trying = createAttempts(system, 'address-trying', { burst: 10, perMinute: 0.25 })

  function draw(
    c: Context<Env>,
    page: { title: Key; name: 'email' | 'code'; error?: Key; body: (error?: string) => Html },
  ) {
    const w = words(c.get('visit').language as Language)
    const error = page.error && w.t(page.error)
    const title = w.t(page.title)
    return c.render(
      html`${error ? errorSummary({ words: w, errorList: [{ text: error, href: `#${page.name}` }] }) : null}
        <h1>${title}</h1>
        ${page.body(error)}`,
      {
        title: error ? w.t('people.error.title', { title }) : title,
        width: 'reading',
        back: { href: routes.you, text: w.t('people.you.title') },
        languages: ['en', 'cy'],
        ...(error ? { status: 422 } : {}),
      } satisfies Head,
    )
  }

  function addressPage(c: Context<Env>, value = '', error?: Key) {
    const w = words(c.get('visit').language as Language)
    return draw(c, {
      title: 'people.address.title',
      name: 'email',
      ...(error ? { error } : {}),
      body: (wrong) => html`<form method="post" action="${routes.address}" novalidate>
        ${input({
          words: w,
          name: 'email',
          type: 'email',
          label: w.t('people.address.label'),
          hint: w.t('people.address.hint'),
          autocomplete: 'email',
          spellcheck: false,
          value,
          attributes: { dir: 'ltr' },
          ...(wrong ? { errorMessage: wrong } : {}),
        })}
        ${button({ text: w.t('people.sign-in.send'), preventDoubleClick: true })}
      </form>`,
    })
  }

  function codePage(c: Context<Env>, email: string, error?: Key) {
    const w = words(c.get('visit').language as Language)
    return draw(c, {
      title: 'people.address.code.title',
      name: 'code',
      ...(error ? { error } : {}),
      body: (wrong) => html`<p>
          ${w.th('people.address.code.sent', { email: html`<strong dir="ltr">${email}</strong>`, minutes: codeMinutes })}
        </p>
        <form method="post" action="${routes.addressCode}" novalidate>
          ${codeField(w, wrong)}
          ${button({ text: w.t('people.address.code.go'), preventDoubleClick: true })}
        </form>`,
    })
  }

  return new Hono<Env>()
    .get(routes.address, (c) => {
      self(c)
      return addressPage(c)
    })
    .post(routes.address, async (c) => {
      const actor = self(c)
      const read = await readForm(c, form)
      if (!read.ok)
        return addressPage(
          c,
          String(read.given['email'] ?? ''),
          (read.errors['email'] ?? 'people.email.wrong') as Key,
        )
      const { email } = read.value
      const known = await reading(system.db, actor, (db) => personById(db, actor.person))
      if (known?.email === email) return addressPage(c, email, 'people.address.same')
      await asking(actor.person)
      await askForAddress(system, actor, {
        email,
        headers: c.req.raw.headers,
        language: c.get('visit').language as Language,
        session: sessionHash(system, c),
      })
      rememberAddress(system, c, 'new-address', email)
      return c.redirect(routes.addressCode, 303)
    })
    .get(routes.addressCode, (c) => {
      self(c)
      const email = addressKept(system, c, 'new-address')
      return email === undefined ? c.redirect(routes.address, 303) : codePage(c, email)
    })
    .post(routes.addressCode, async (c) => {
      const actor = self(c)
      const email = addressKept(system, c, 'new-address')
      if (email === undefined) return c.redirect(routes.address, 303)
      await trying(actor.person)
      const { code } = await c.req.parseBody()
      const digits = readDigits(typeof code === 'string' ? code : '')
      if (digits === '') return codePage(c, email, 'people.code.missing')
      const problem = await changeAddress(system, actor, {
        email,
        code: digits,
        headers: c.req.raw.headers,
        language: c.get('visit').language as Language,
      })
      if (problem) return codePage(c, email, problem)
      clearCookie(system, c, 'new-address')
      return c.redirect(link(routes.you, undefined, { saved: 1 }), 303)
    })
}
