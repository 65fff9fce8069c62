import { isIPv6 } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, MiddlewareHandler } from 'hono'
import { anonymous, type Actor } from '../platform/actor.ts'
import type { System } from '../platform/system.ts'
import { readCookie, writeCookie, type Env, type Visit } from '../platform/web/index.ts'
import { rolesOf } from '../modules/partnerships/index.ts'
import { signedIn } from '../modules/people/index.ts'
import { isLanguage, type Language } from '../ui/words/index.ts'

const themes = ['system', 'light', 'dark', 'contrast'] as const
const sizes = ['ordinary', 'large', 'largest'] as const

/** Works out who is asking and how they like to read, before any module sees the request. */
export function visiting(system: System): MiddlewareHandler<Env> {
  return async (c, next) => {
    const person = await signedIn(system, c)
    const actor: Actor = person
      ? {
          kind: 'person',
          person: person.id,
          operator: person.operator,
          roles: await rolesOf(system.db, person.id),
        }
      : anonymous
    const url = new URL(c.req.url)
    const asked = url.searchParams.get('lang')
    url.searchParams.delete('lang')
    const [cookieLanguage, cookieTheme, cookieSize] = (
      readCookie(system, c, 'choices') ?? ''
    ).split('.')
    const theme = person?.theme ?? cookieTheme
    const size = person?.textSize ?? cookieSize
    const visit: Visit = {
      actor,
      language: isLanguage(asked) ? asked : chooseLanguage(cookieLanguage || person?.language, c),
      theme: themes.find((name) => name === theme) ?? 'system',
      textSize: sizes.find((name) => name === size) ?? 'ordinary',
      ...(person ? { name: person.name } : {}),
      // Two slashes at its beginning would make it the address of another site.
      path: url.pathname.replace(/^\/{2,}/, '/') + url.search,
      address: addressOf(system, c),
    }
    c.set('visit', visit)
    if (isLanguage(asked)) rememberChoices(system, c, visit)
    await next()
  }
}

/** A year: asked once and remembered. */
export function rememberChoices(
  system: System,
  c: Context,
  choices: { language: string; theme: string; textSize: string },
): void {
  writeCookie(
    system,
    c,
    'choices',
    [choices.language, choices.theme, choices.textSize].join('.'),
    365,
  )
}

function chooseLanguage(kept: string | null | undefined, c: Context): Language {
  if (isLanguage(kept)) return kept
  for (const part of (c.req.header('accept-language') ?? '').split(',')) {
    const code = part.trim().slice(0, 2).toLowerCase()
    if (isLanguage(code)) return code
  }
  return 'en'
}

/** The address that rate limits count by: the connection's, or the proxy's word for it where TRUST_PROXY is on. */
function addressOf(system: System, c: Context): string {
  if (system.config.TRUST_PROXY) {
    const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    if (forwarded) return household(forwarded)
  }
  try {
    return household(getConnInfo(c).remote.address ?? 'unknown')
  } catch {
    return 'unknown'
  }
}

/**
 * What limits count as one. A home is given a whole /64 of IPv6 addresses (RFC 6177), so that a limit
 * by single address would be none; an IPv4 address written as IPv6 (RFC 4291, 2.5.5.2) is itself.
 */
export function household(address: string): string {
  if (!isIPv6(address)) return address
  const [whole = ''] = address.split('%')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(whole)
  if (mapped) return mapped[1]!
  const [before = '', after] = whole.split('::')
  const left = before.split(':').filter((part) => part !== '')
  const right = (after ?? '').split(':').filter((part) => part !== '')
  const zeros = after === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const parts = [...left, ...Array<string>(zeros).fill('0'), ...right]
  return `${parts
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':')}::/64`
}
