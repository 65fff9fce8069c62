import { betterAuth } from 'better-auth'
import { genericOAuth } from 'better-auth/plugins'
import { z } from 'zod'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { authOptions } from './auth.actions.ts'

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

const makingWork = new WeakMap<System, Promise<ReturnType<typeof makeWork>>>()

/**
 * The same, with the work accounts' provider. It is asked for its addresses at the first use, so
 * that nothing else depends on it; where it does not answer, the next person asks again.
 */
async function workAuthOf(system: System) {
  let known = makingWork.get(system)
  if (!known) {
    known = (async () => {
      const auth = makeWork(system)
      const { socialProviders } = await auth.$context
      if (!socialProviders.some((provider) => provider.id === 'work'))
        throw new Refusal('people.refused.work-away', 503)
      return auth
    })()
    makingWork.set(system, known)
    known.catch(() => makingWork.delete(system))
  }
  return known
}

function makeWork(system: System) {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = system.config
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID) throw new Refusal('app.refused.not-found', 404)
  return betterAuth({
    ...authOptions(system),
    plugins: [
      genericOAuth({
        config: [
          {
            providerId: 'work',
            discoveryUrl: `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
            clientId: OIDC_CLIENT_ID,
            ...(OIDC_CLIENT_SECRET ? { clientSecret: OIDC_CLIENT_SECRET } : {}),
            scopes: ['openid', 'email', 'profile'],
            pkce: true,
            requireIdTokenVerification: true,
            mapProfileToUser: (profile) => ({
              // An address that no mail could reach is nobody's: the operator's is one of those.
              email: z.email().safeParse(profile['email']).success
                ? String(profile['email']).toLowerCase()
                : '',
              emailVerified: profile['email_verified'] === true || profile.emailVerified === true,
              name: typeof profile['name'] === 'string' ? profile['name'].slice(0, 100) : '',
            }),
          },
        ],
      }),
    ],
  })
}
