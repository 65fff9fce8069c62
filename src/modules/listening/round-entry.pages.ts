import type { Context } from 'hono'
import { reading } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
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
import {
  header,
  partnershipById,
  partnershipBySlug,
  type Partnership,
} from '../partnerships/index.ts'
import { allow, type Verb } from '../people/index.ts'
import { stateOf, textIn, type Round } from './round.ts'
import { roundById } from './round.sql.ts'
import { routes } from './routes.ts'

export type RoundEntry = {
  round: Round
  partnership: Partnership
  w: Words
  visit: Visit
  head(title: string, rest?: Partial<Head>): Head
}

// What organisers' pages of this module say is in these catalogues.
const organisers = ['listening', 'paper']

/**
 * The round that an organisers' page is about. Whoever is not signed in is asked to sign in, whether
 * there is such a round or not; a draft of others is not there at all.
 */
export async function enterRound(
  system: System,
  c: Context<Env>,
  verb: Verb<'round'>,
): Promise<RoundEntry> {
  const visit = { ...c.get('visit') }
  if (visit.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
  const round = await reading(system.db, visit.actor, (db) =>
    roundById(db, c.req.param('round') ?? ''),
  )
  const partnership = round && (await partnershipById(system.db, round.partnership))
  if (!round || !partnership) throw notFound()
  const opened = stateOf(round, system.clock.now()) !== 'draft'
  allow(visit.actor, verb, { kind: 'round', partnership: partnership.id, opened })
  const w = wordsOfPage(visit.language as Language, ...organisers)
  visit.language = w.language
  c.set('visit', visit)
  return {
    round,
    partnership,
    w,
    visit,
    head: (title, rest) => ({
      title,
      ...(round.texts.length > 0 ? { about: textIn(round, visit.language).question } : {}),
      back: { href: link(routes.manage, { round: round.id }), text: w.t('listening.manage.back') },
      ...header(partnership, w, 'say'),
      languages: languagesOfPage(...organisers),
      ...rest,
    }),
  }
}

/** The partnership that a page is about, for anybody; for members where it names its messages' prefixes. */
export async function enterPartnership(
  system: System,
  c: Context<Env>,
  ...prefixes: string[]
): Promise<{ partnership: Partnership; w: Words; visit: Visit }> {
  const partnership = await partnershipBySlug(system.db, c.req.param('slug') ?? '')
  if (!partnership) throw notFound()
  const w = wordsOfPage(c.get('visit').language as Language, ...prefixes)
  const visit = { ...c.get('visit'), language: w.language }
  c.set('visit', visit)
  return { partnership, w, visit }
}

/** Somebody's words, marked with their language where it is not the page's. */
export function inLanguage(text: string, language: string, w: Words): Html {
  if (language === w.language) return html`${text}`
  const direction = isLanguage(language) ? languages[language].direction : 'auto'
  return html`<span${attributes({ lang: language, dir: direction })}>${text}</span>`
}

/** A round's question, in the reader's language where it was asked in it. */
export function questionOf(round: Round, w: Words): Html {
  const { question, language } = textIn(round, w.language)
  return inLanguage(question, language, w)
}

/** A language by its own name. */
export const languageName = (language: string): string =>
  isLanguage(language) ? languages[language].name : language
