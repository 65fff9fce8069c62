import type { Context } from 'hono'
import { reading, type Database } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import type { ThreadStep } from '../../platform/thread/index.ts'
import { link, type Env, type Visit } from '../../platform/web/index.ts'
import { attributes } from '../../ui/attributes.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import {
  isLanguage,
  languages,
  languagesOfPage,
  wordsOfPage,
  type Language,
  type Words,
} from '../../ui/words/index.ts'
import type { Decision } from './decision.ts'
import { decisionById } from './decision.sql.ts'
import { header } from './header.pages.ts'
import type { Partnership } from './partnership.ts'
import { partnershipById } from './partnership.sql.ts'
import { routes } from './routes.ts'

/** What stands at these places of the thread, in words. Given by `app`: most of it is said further right. */
export type StepsOf = (
  db: Database,
  nodes: readonly { id: string; kind: string }[],
  w: Words,
) => Promise<ReadonlyMap<string, ThreadStep>>

export type DecisionEntry = {
  decision: Decision
  partnership: Partnership
  w: Words
  visit: Visit
  /** Guarded reads as whoever is asking. */
  read: <T>(work: (db: Database) => Promise<T>) => Promise<T>
  head: (title: string, rest?: Partial<Head>) => Head
}

/**
 * The decision that a page is about, for anybody; a draft is there for members of its partnership
 * alone. A page that is not for everybody names the prefixes of its messages.
 */
export async function enterDecision(
  system: System,
  c: Context<Env>,
  ...prefixes: string[]
): Promise<DecisionEntry> {
  const asked = c.get('visit')
  const read = <T>(work: (db: Database) => Promise<T>) => reading(system.db, asked.actor, work)
  const decision = await read((db) => decisionById(db, c.req.param('decision') ?? ''))
  const partnership = decision && (await partnershipById(system.db, decision.partnership))
  if (!decision || !partnership) throw notFound()
  const w = wordsOfPage(asked.language as Language, ...prefixes)
  const visit = { ...asked, language: w.language }
  c.set('visit', visit)
  return {
    decision,
    partnership,
    w,
    visit,
    read,
    head: (title, rest) => ({
      title,
      about: decision.question,
      back: {
        href: link(routes.decision, { decision: decision.id }),
        text: w.t('decisions.resident.back'),
      },
      ...header(partnership, w, 'decisions'),
      ...(prefixes.length > 0 ? { languages: languagesOfPage(...prefixes) } : {}),
      ...rest,
    }),
  }
}

/** Somebody's words, marked with their language where it is not the page's. */
export function inLanguage(text: string, language: string, w: Words): Html {
  if (language === w.language) return html`${text}`
  const direction = isLanguage(language) ? languages[language].direction : 'auto'
  return html`<span${attributes({ lang: language, dir: direction })}>${text}</span>`
}

/** Paragraphs as they were written. */
export const paragraphs = (text: string, language: string, w: Words): Html =>
  html`${text
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) => html`<p>${inLanguage(part, language, w)}</p>`)}`
