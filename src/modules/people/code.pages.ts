import { Hono, type Context } from 'hono'
import { z } from 'zod'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import type { Head } from '../../ui/head.ts'
import { html } from '../../ui/html.ts'
import { words, type Key, type Language } from '../../ui/words/index.ts'
import { createAttempts } from './attempt.actions.ts'
import { useCode } from './code.actions.ts'
import { codeField } from './code-field.pages.ts'
import { codeMinutes, readDigits } from './code.ts'
import { localPath } from './local-path.ts'
import { routes } from './routes.ts'
import { destination } from './sign-in.pages.ts'
import { addressKept, arrive } from './signing-in.pages.ts'

const form = z.object({
  code: z
    .string({ error: 'people.code.missing' })
    .transform(readDigits)
    .pipe(z.string().min(1, 'people.code.missing')),
  to: z.string().optional(),
})

/** The second page of signing in: the code from the e-mail. Only a POST uses it up. */
export function codePages(system: System): Hono<Env> {
  const byAddress = createAttempts(system, 'code-from', { burst: 60, perMinute: 20 })
  const byEmail = createAttempts(system, 'code-for', { burst: 10, perMinute: 0.25 })

  function draw(c: Context<Env>, page: { email: string; to: string; error?: Key }) {
    const w = words(c.get('visit').language as Language)
    return c.render(
      html`${page.error ? errorSummary({ words: w, errorList: [{ text: w.t(page.error), href: '#code' }] }) : null}
        <h1>${w.t('people.code.title')}</h1>
        <p>
          ${w.th('people.code.sent', { email: html`<strong dir="ltr">${page.email}</strong>`, minutes: codeMinutes })}
        </p>
        <form method="post" action="${routes.code}" novalidate>
          ${destination(page.to)}
          ${codeField(w, page.error && w.t(page.error))}
          ${button({ text: w.t('people.code.go'), preventDoubleClick: true })}
        </form>
        <p>
          <a href="${link(routes.signIn, undefined, { to: page.to })}">${w.t('people.code.again')}</a>
        </p>`,
      {
        title: page.error
          ? w.t('people.error.title', { title: w.t('people.code.title') })
          : w.t('people.code.title'),
        width: 'reading',
        languages: ['en', 'cy', 'ur'],
        ...(page.error ? { status: 422 } : {}),
      } satisfies Head,
    )
  }

  return new Hono<Env>()
    .get(routes.code, (c) => {
      const to = localPath(c.req.query('to'))
      const email = addressKept(system, c, 'signing-in')
      if (email === undefined) return c.redirect(link(routes.signIn, undefined, { to }), 303)
      return draw(c, { email, to })
    })
    .post(routes.code, async (c) => {
      const read = await readForm(c, form)
      const to = localPath(read.ok ? read.value.to : read.given['to'])
      const email = addressKept(system, c, 'signing-in')
      if (email === undefined) return c.redirect(link(routes.signIn, undefined, { to }), 303)
      if (!read.ok) return draw(c, { email, to, error: 'people.code.missing' })
      await byAddress(c.get('visit').address)
      await byEmail(email)
      const used = await useCode(system, {
        email,
        code: read.value.code,
        headers: c.req.raw.headers,
      })
      if ('problem' in used) return draw(c, { email, to, error: used.problem })
      return arrive(system, c, { ...used, to })
    })
}
