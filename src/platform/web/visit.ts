import type { Actor } from '../actor.ts'

/** What is known about a request before any module sees it. */
export type Visit = {
  actor: Actor
  language: string
  theme: 'system' | 'light' | 'dark' | 'contrast'
  textSize: 'ordinary' | 'large' | 'largest'
  /** The signed-in person as the header shows them. */
  name?: string
  /** Path and query, for language links and for coming back after signing in. */
  path: string
  /** For rate limits only; never logged and never stored. */
  address: string
}

/** Hono's environment for every router in the project. */
export type Env = { Variables: { visit: Visit; requestId: string } }
