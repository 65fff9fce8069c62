import type { Html } from './html.ts'

/** What a page tells the frame around it; the frame knows the visitor, the language and the place. */
export type Head = {
  /** What this page is. */
  title: string
  /** The one thing that it is about, by its words: a round's question. */
  about?: string
  description?: string
  width?: 'reading' | 'wide'
  back?: { href: string; text: string }
  /** The partnership the page belongs to: its name stands in the header, its pages in the navigation. */
  place?: { name: string; href: string }
  /** Whose page it is, as its title says it: two partnerships may share a place. */
  partnership?: string
  navigation?: { href: string; text: string; current?: boolean }[]
  /** Made-up places and people say so on every page. */
  invented?: boolean
  /** Names of browser modules under src/ui/browser that improve this page. */
  scripts?: string[]
  /** A resident's page: the light stylesheet, under 60 KB altogether. */
  resident?: boolean
  /** The languages this page is whole in; the others are offered as drafts or not at all. */
  languages?: string[]
  status?: 200 | 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 500 | 503 | 507
}

declare module 'hono' {
  interface ContextRenderer {
    (content: Html, head: Head): Response | Promise<Response>
  }
}
