import { Hono } from 'hono'
import type { System } from '../platform/system.ts'
import type { Env } from '../platform/web/index.ts'
import { patternsPage } from '../ui/patterns/index.ts'
import { words, type Language } from '../ui/words/index.ts'

/** Every component and chart in every state, in every language: what the tests look at too. */
export function patternPages(_system: System): Hono<Env> {
  return new Hono<Env>().get('/patterns', (c) => {
    const visit = c.get('visit')
    const theme = c.req.query('theme')
    const chosen = (['system', 'light', 'dark', 'contrast'] as const).find((name) => name === theme)
    return c.html(
      patternsPage(words(visit.language as Language), visit.path, {
        theme: chosen ?? visit.theme,
        textSize: visit.textSize,
      }),
    )
  })
}
