import assert from 'node:assert/strict'
import type { TestSystem } from './database.ts'

type Web = { fetch(request: Request): Response | Promise<Response> }

/** One person's browser without a screen: keeps cookies, follows nothing unless asked. */
export function visitor(web: Web, options: { language?: string } = {}) {
  const cookies = new Map<string, string>()
  const origin = 'http://127.0.0.1:3000'

  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (cookies.size > 0)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    headers.set('accept-language', options.language ?? 'en')
    if (init.method && init.method !== 'GET') headers.set('origin', origin)
    headers.set('host', '127.0.0.1:3000')
    const response = await web.fetch(
      new Request(new URL(path, origin), { ...init, headers, redirect: 'manual' }),
    )
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...rest] = line.split(';')
      const [name = '', ...value] = pair.split('=')
      if (rest.some((part) => /^\s*max-age=0$/i.test(part)) || value.join('=') === '')
        cookies.delete(name)
      else cookies.set(name, value.join('='))
    }
    return response
  }

  return {
    cookies,
    get: (path: string, headers: Record<string, string> = {}) => send(path, { headers }),
    /** The page's text, after checking that it was found. */
    async page(path: string): Promise<string> {
      const response = await send(path)
      const text = await response.text()
      assert.equal(
        response.status,
        200,
        `GET ${path} answered ${response.status}: ${text.slice(0, 400)}`,
      )
      return text
    },
    post(path: string, fields: Record<string, string | string[]> = {}): Promise<Response> {
      const body = new URLSearchParams()
      for (const [name, value] of Object.entries(fields))
        for (const each of Array.isArray(value) ? value : [value]) body.append(name, each)
      return send(path, { method: 'POST', body })
    },
    send,
    /** Signs in as a person would: asks for a code, reads it from the outbox, types it. */
    async signIn(system: TestSystem, email: string): Promise<string> {
      const asked = await this.post('/sign-in', { email })
      assert.equal(asked.status, 303, await asked.text())
      const { rows } = await system.owner.query(
        'SELECT body FROM platform.message WHERE recipient = $1 ORDER BY created_at DESC, id DESC LIMIT 1',
        [email],
      )
      const code = /\b(\d{4} \d{4})\b/.exec(String(rows[0]?.body))?.[1]
      assert.ok(code, `no code was sent to ${email}`)
      const entered = await this.post('/sign-in/code', { email, code })
      assert.equal(entered.status, 303, await entered.text())
      const person = await system.owner.query(
        'SELECT id FROM people.person WHERE lower(email) = lower($1)',
        [email],
      )
      return String(person.rows[0].id)
    },
  }
}
