import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { notFound, Refusal } from '../platform/errors.ts'
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
  const headers: [string, string][] = [
    ['content-security-policy', content],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=(), interest-cohort=()'],
    ['cross-origin-opener-policy', 'same-origin'],
    ...(system.config.secure
      ? ([['strict-transport-security', 'max-age=31536000; includeSubDomains']] as [
          string,
          string,
        ][])
      : []),
  ]
  return async (c, next) => {
    // Set beforehand they cost nothing; an answer made elsewhere loses them and gets them afterwards.
    for (const [name, value] of headers) c.header(name, value)
    await next()
    if (!c.res.headers.has('content-security-policy'))
      for (const [name, value] of headers) c.header(name, value)
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
  }
}

/**
 * Refuses an address with a NUL in it, which no page of ours has and the database cannot hold. Other
 * wrong letters are for the page itself to say.
 */
export function readableAddress(): MiddlewareHandler<Env> {
  return (c, next) => (c.req.url.includes('%00') ? Promise.reject(notFound()) : next())
}

const mostOfAFile = 20 * 1024 * 1024
const mostOfAForm = 1024 * 1024

/**
 * Refuses bodies over 20 MB where somebody who is signed in sends files, and over 1 MB everywhere else:
 * reading twenty megabytes of nothing but fields would hold everybody up for seconds. A body that says
 * its length is judged by it, which Node holds it to; only one that does not is counted as it is read.
 */
export function bodyWithin(): MiddlewareHandler<Env> {
  const tooLarge = () => Promise.reject(new Refusal('app.refused.too-large', 413))
  const counted = {
    file: bodyLimit({ maxSize: mostOfAFile, onError: tooLarge }),
    form: bodyLimit({ maxSize: mostOfAForm, onError: tooLarge }),
  }
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const files =
      c.get('visit').actor.kind === 'person' &&
      /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')
    const length = c.req.header('content-length')
    if (length === undefined || c.req.header('transfer-encoding') !== undefined)
      return counted[files ? 'file' : 'form'](c, next)
    return Number(length) > (files ? mostOfAFile : mostOfAForm) ? tooLarge() : next()
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
