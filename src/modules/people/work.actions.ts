import type { System } from '../../platform/system.ts'
import { workAuthOf } from './auth.actions.ts'

/** Where to go after the provider: someone known, someone new, and where it did not work. */
type Ways = { known: string; unknown: string; failed: string }

export async function startWork(
  system: System,
  headers: Headers,
  ways: Ways,
): Promise<{ url: string; cookies: string[] }> {
  const auth = await workAuthOf(system)
  const answer = await auth.api.signInSocial({
    body: {
      provider: 'work',
      callbackURL: ways.known,
      newUserCallbackURL: ways.unknown,
      errorCallbackURL: ways.failed,
      disableRedirect: true,
    },
    headers,
    returnHeaders: true,
  })
  return { url: answer.response.url!, cookies: answer.headers.getSetCookie() }
}

/** The provider sends the browser back: better-auth checks state, nonce, signature and address. */
export async function returnFromWork(system: System, request: Request): Promise<Response> {
  const auth = await workAuthOf(system)
  // It answers at the public address, whatever name a proxy gave the request.
  const { pathname, search } = new URL(request.url)
  const address = new URL(pathname + search, system.config.publicUrl)
  return auth.handler(new Request(address, { headers: request.headers }))
}
