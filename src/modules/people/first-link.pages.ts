import { isAPIError } from 'better-auth/api'
import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { button } from '../../ui/components/button.ts'
import type { Head } from '../../ui/head.ts'
import { html } from '../../ui/html.ts'
import { words, type Language } from '../../ui/words/index.ts'
import { authOf } from './auth.actions.ts'
import { routes } from './routes.ts'
import { arrive } from './signing-in.pages.ts'

/** The link from the terminal: looking at it changes nothing, pressing the button uses it up. */
export function firstLinkPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.first, (c) => {
      const w = words(c.get('visit').language as Language)
      return c.render(
        html`<h1>${w.t('people.first.title')}</h1>
          <p>${w.t('people.first.about')}</p>
          <form method="post" action="${routes.first}">
            <input type="hidden" name="token" value="${c.req.query('token') ?? ''}" />
            ${button({ text: w.t('people.first.go') })}
          </form>`,
        {
          title: w.t('people.first.title'),
          width: 'reading',
          languages: ['en', 'cy', 'ur'],
        } satisfies Head,
      )
    })
    .post(routes.first, async (c) => {
      const { token } = await c.req.parseBody()
      try {
        const { headers, response } = await authOf(system).api.signInFirstLink({
          body: { token: typeof token === 'string' ? token : '' },
          headers: c.req.raw.headers,
          returnHeaders: true,
        })
        return arrive(system, c, {
          cookies: headers.getSetCookie(),
          name: response.user.name,
          to: routes.you,
        })
      } catch (error) {
        if (isAPIError(error)) throw new Refusal('people.first.gone', 410)
        throw error
      }
    })
}
