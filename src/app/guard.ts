import type { MiddlewareHandler } from 'hono'
import { Refusal } from '../platform/errors.ts'
import type { System } from '../platform/system.ts'
import type { Env } from '../platform/web/index.ts'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Headers that every answer carries. */
export function securityHeaders(system: System): MiddlewareHandler<Env> {
  const oidc = system.config.OIDC_ISSUER ? ` ${new URL(system.config.OIDC_ISSUER).origin}` : ''
  // Chromium applies form-action to the redirect after a post, which is how a work account's sign-in leaves.
  const content = policy.replace("form-action 'self'", `form-action 'self'${oidc}`)
  return async (c, next) => {
    await next()
    c.header('content-security-policy', content)
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'same-origin')
    c.header('permissions-policy', 'camera=(), microphone=(), geolocation=(), interest-cohort=()')
    c.header('cross-origin-opener-policy', 'same-origin')
    if (system.config.secure)
      c.header('strict-transport-security', 'max-age=31536000; includeSubDomains')
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
  }
}

/**
 * Refuses changes sent from another site. Browsers say where a request comes from (Sec-Fetch-Site,
 * or Origin in older ones); a request with neither is not from a browser page, so it carries
 * nobody's cookies. Cookies are SameSite=Lax besides.
 */
export function sameOrigin(system: System): MiddlewareHandler<Env> {
  const ours = new URL(system.config.publicUrl).host
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS')
      return next()
    const site = c.req.header('sec-fetch-site')
    const origin = c.req.header('origin')
    const fromUs =
      site !== undefined
        ? site === 'same-origin' || site === 'none'
        : origin === undefined || hostOf(origin) === ours || hostOf(origin) === c.req.header('host')
    if (!fromUs) throw new Refusal('app.refused.other-site', 403)
    return next()
  }
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}
