import { createHash } from 'node:crypto'

/** The person of a request, as the frame around every page needs them. */
export type SignedIn = {
  id: string
  name: string
  /** Null until they have chosen one. */
  language: string | null
  theme: 'system' | 'light' | 'dark' | 'contrast'
  textSize: 'ordinary' | 'large' | 'largest'
  operator: boolean
}

/** The session cookie's name; on a secure address it has the __Host- prefix besides. */
export const sessionCookie = 'session'

/** How long a sign-in lasts. Shared computers are common: sign-out is on every page. */
export const sessionDays = 30

/** What is stored of a session's token. The token has 190 random bits, so a plain hash is enough. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** The token in a session cookie, `token.signature`; undefined for anything of another shape. */
export function tokenOf(cookie: string | undefined): string | undefined {
  return /^([A-Za-z0-9]{32})\./.exec(cookie ?? '')?.[1]
}
