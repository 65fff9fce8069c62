import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { absence } from '../platform/database/index.ts'
import { Refusal, type RefusalStatus } from '../platform/errors.ts'
import type { System } from '../platform/system.ts'
import { link, type Env } from '../platform/web/index.ts'
import { html } from '../ui/html.ts'
import type { Head } from '../ui/head.ts'
import { isLanguage, words, type Key } from '../ui/words/index.ts'

function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (error instanceof HTTPException && error.status === 413)
    return new Refusal('app.refused.too-large', 413)
  const absent = absence(error)
  if (absent === 'full') return new Refusal('app.refused.disk-full', 507)
  if (absent === 'away') return new Refusal('app.refused.database-away', 503)
  return undefined
}

/** Says what happened and what to do, as a page or as JSON. Faults of ours are logged whole and shown by number. */
export function failure(system: System) {
  return async (error: unknown, c: Context<Env>): Promise<Response> => {
    const refusal = asRefusal(error)
    const visit = c.get('visit')
    const language = isLanguage(visit?.language) ? visit.language : 'en'
    const w = words(language)
    const id = c.get('requestId') ?? ''
    if (refusal === undefined)
      system.log.error(
        { request: id, route: c.req.routePath, error: (error as Error)?.stack ?? String(error) },
        'a request failed',
      )
    const status: RefusalStatus | 500 = refusal?.status ?? 500
    if (status === 429) c.header('retry-after', String(refusal?.values['seconds'] ?? 60))
    if (status === 503) c.header('retry-after', '3')
    const message = w.t((refusal?.key ?? 'app.refused.fault') as Key, {
      request: id,
      ...refusal?.values,
    })
    if (wantsJson(c))
      return c.json({ error: { code: refusal?.key ?? 'app.refused.fault', message } }, status)
    if (status === 401 && c.req.method === 'GET')
      return c.redirect(link('/sign-in', undefined, { to: visit?.path }), 303)
    const title = w.t(`app.refused.title.${status}` as Key)
    const body = html`<h1>${title}</h1><p class="lead">${message}</p>
      <p><a href="/">${w.t('app.refused.home')}</a></p>`
    if (!visit) return c.html(html`<!doctype html><title>${title}</title>${body}`, status)
    return c.render(body, { title, width: 'reading', status } satisfies Head)
  }
}

function wantsJson(c: Context): boolean {
  return c.req.path.startsWith('/api/') || /^application\/json\b/.test(c.req.header('accept') ?? '')
}
