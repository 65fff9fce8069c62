import type { MiddlewareHandler } from 'hono'
import type { System } from '../platform/system.ts'
import type { Env } from '../platform/web/index.ts'
import { page } from '../ui/layout.ts'
import { isLanguage, words, type Language } from '../ui/words/index.ts'

/** Puts the site's frame around every page that a module renders. */
export function framed(_system: System): MiddlewareHandler<Env> {
  return async (c, next) => {
    c.setRenderer((content, head) => {
      const visit = c.get('visit')
      const w = words(visit.language as Language)
      const { status, languages, ...rest } = head
      return c.html(
        page(
          {
            words: w,
            path: visit.path,
            theme: visit.theme,
            textSize: visit.textSize,
            person:
              visit.actor.kind === 'person'
                ? { name: visit.name || w.t('app.frame.you'), href: '/you', signOut: '/sign-out' }
                : null,
            signIn: `/sign-in?to=${encodeURIComponent(visit.path)}`,
            ...rest,
            ...(languages ? { languages: languages.filter(isLanguage) } : {}),
          },
          content,
        ),
        status ?? 200,
      )
    })
    await next()
  }
}
