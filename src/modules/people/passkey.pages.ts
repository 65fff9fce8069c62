import { Hono, type Context } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Actor } from '../../platform/actor.ts'
import { Refusal } from '../../platform/errors.ts'
import { createLimit, type Env } from '../../platform/web/index.ts'
import { words, type Key, type Language } from '../../ui/words/index.ts'
import { passkeysWork } from './auth.actions.ts'
import { allow } from './can.ts'
import {
  addPasskey,
  newPasskeyChallenge,
  passkeyChallenge,
  removePasskey,
  usePasskey,
} from './passkey.actions.ts'
import { isAnswer } from './passkey.ts'
import { routes } from './routes.ts'
import { arrive } from './signing-in.pages.ts'

/**
 * What src/ui/browser/passkey.js talks to: JSON in, JSON out, and where to go next. Passkeys need a
 * script in the browser, so there is no page here without one; a code by e-mail always works.
 */
export function passkeyPages(system: System): Hono<Env> {
  const byAddress = createLimit(system.clock, { burst: 60, perMinute: 20 })
  const spend = (c: Context<Env>) => {
    if (!passkeysWork(system)) throw new Refusal('people.passkey.needs-name', 400)
    byAddress(c.get('visit').address)
  }

  return new Hono<Env>()
    .post(routes.passkeyChallenge, (c) =>
      answering(c, async () => {
        spend(c)
        const { options, cookies } = await passkeyChallenge(system, c.req.raw.headers)
        return withCookies(c, cookies).json(options)
      }),
    )
    .post(routes.passkey, (c) =>
      answering(c, async () => {
        spend(c)
        const body = await readJson(c)
        const session = await usePasskey(system, c.req.raw.headers, body.response)
        const gone = arrive(system, c, { ...session, to: body.to })
        return next(gone)
      }),
    )
    .post(routes.newPasskeyChallenge, (c) =>
      answering(c, async () => {
        const actor = person(c)
        allow(actor, 'change-own', { kind: 'person', person: actor.person })
        spend(c)
        const { options, cookies } = await newPasskeyChallenge(system, c.req.raw.headers)
        return withCookies(c, cookies).json(options)
      }),
    )
    .post(routes.passkeys, (c) =>
      answering(c, async () => {
        const actor = person(c)
        const { response, name } = await readJson(c)
        await addPasskey(system, actor, { headers: c.req.raw.headers, response, name })
        return c.json({ to: `${routes.you}#passkeys` })
      }),
    )
    .post(routes.passkeyRemoval, async (c) => {
      await removePasskey(system, person(c), c.req.param('passkey'))
      return c.redirect(`${routes.you}#passkeys`, 303)
    })
}

function person(c: Context<Env>): Actor & { kind: 'person' } {
  const { actor } = c.get('visit')
  if (actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
  return actor
}

/** A redirect as the script follows it: as data, because fetch would swallow it. */
function next(redirect: Response): Response {
  const headers = new Headers(redirect.headers)
  const to = headers.get('location')
  headers.delete('location')
  headers.set('content-type', 'application/json; charset=utf-8')
  return new Response(JSON.stringify({ to }), { status: 200, headers })
}

function withCookies(c: Context<Env>, cookies: readonly string[]): Context<Env> {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
  return c
}

async function readJson(c: Context<Env>) {
  const body: unknown = await c.req.json().catch(() => undefined)
  if (!isAnswer(body) || !isAnswer(body['response']) || typeof body['response']['id'] !== 'string')
    throw new Refusal('people.passkey.failed', 400)
  const name = typeof body['name'] === 'string' ? body['name'].trim() : ''
  return { response: body['response'], name, to: body['to'] }
}

/** The script shows the words of a refusal, so they go out as data too. */
async function answering(c: Context<Env>, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const w = words(c.get('visit').language as Language)
    return c.json({ message: w.t(error.key as Key, error.values) }, error.status)
  }
}
