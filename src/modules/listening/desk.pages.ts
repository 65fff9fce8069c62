import type { Context } from 'hono'
import { reading } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env, type Visit } from '../../platform/web/index.ts'
import type { Head } from '../../ui/head.ts'
import { languagesOfPage, wordsOfPage, type Language, type Words } from '../../ui/words/index.ts'
import { allow, type Verb } from '../people/index.ts'
import { header, partnershipById, type Partnership } from '../partnerships/index.ts'
import { textIn, type Round } from './round.ts'
import { roundById } from './round.sql.ts'
import { routes } from './routes.ts'

export type Desk = {
  round: Round
  partnership: Partnership
  visit: Visit
  w: Words
  head: Omit<Head, 'title'>
}

/** The round that a page under `/rounds/:round` is about, for somebody who may do this to it. */
export async function deskOf(system: System, c: Context<Env>, verb: Verb<'round'>): Promise<Desk> {
  const asked = c.get('visit')
  const round = await reading(system.db, asked.actor, (db) =>
    roundById(db, c.req.param('round') ?? ''),
  )
  const partnership = round && (await partnershipById(system.db, round.partnership))
  if (!round || !partnership) throw notFound()
  allow(asked.actor, verb, {
    kind: 'round',
    partnership: round.partnership,
    opened: round.openedAt !== null,
  })
  // What came out anybody may read, in every language; the rest is organisers' work.
  const prefixes = verb === 'read-results' ? ['results.resident'] : ['moderation', 'results']
  const w = wordsOfPage(asked.language as Language, ...prefixes)
  const visit = { ...asked, language: w.language }
  c.set('visit', visit)
  const about = round.texts.length > 0 ? textIn(round, w.language).question : undefined
  const head = {
    ...header(partnership, w),
    languages: languagesOfPage(...prefixes),
    width: 'wide' as const,
    ...(about ? { about } : {}),
  }
  return { round, partnership, visit, w, head }
}

/** From a page beside the queue back to it. */
export function backToQueue(w: Words, round: Round) {
  return {
    href: link(routes.moderation, { round: round.id }),
    text: w.t('moderation.queue.title'),
  }
}
