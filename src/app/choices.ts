import { Hono } from 'hono'
import type { System } from '../platform/system.ts'
import type { Env } from '../platform/web/index.ts'
import { localPath } from '../modules/people/index.ts'
import { rememberChoices } from './visit.ts'

/** Language, colours and text size for someone without an account. */
export function choices(system: System): Hono<Env> {
  return new Hono<Env>().post('/choices', async (c) => {
    const body = await c.req.parseBody()
    const visit = c.get('visit')
    const text = (name: string, fallback: string) =>
      typeof body[name] === 'string' && /^[a-z]{2,10}$/.test(body[name]) ? body[name] : fallback
    rememberChoices(system, c, {
      language: text('language', visit.language),
      theme: text('theme', visit.theme),
      textSize: text('textSize', visit.textSize),
    })
    return c.redirect(localPath(body['to'], '/'), 303)
  })
}
