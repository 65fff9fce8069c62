import type { Context } from 'hono'
import { reading } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env, type Visit } from '../../platform/web/index.ts'
import type { Head } from '../../ui/head.ts'
import { wordsOfPage, languagesOfPage, type Language, type Words } from '../../ui/words/index.ts'
import { header, partnershipById, type Partnership } from '../partnerships/index.ts'
import { allow, type Verb } from '../people/index.ts'
import type { Priority } from './priority.ts'
import { priorityById } from './priority.sql.ts'
import { routes } from './routes.ts'

export type PriorityEntry = {
  priority: Priority
  partnership: Partnership
  w: Words
  visit: Visit
}

// What members' pages of this module say is in these catalogues.
const membersPrefixes = ['priorities', 'evidence']

/**
 * The priority that a page is about. A draft is not there at all for people outside. A page for
 * members names what they come to do; whoever is not signed in is asked to sign in first.
 */
export async function enterPriority(
  system: System,
  c: Context<Env>,
  verb?: Verb<'priority'>,
): Promise<PriorityEntry> {
  const asked = c.get('visit')
  if (verb && asked.actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
  const priority = await reading(system.db, asked.actor, (db) =>
    priorityById(db, c.req.param('priority') ?? ''),
  )
  const partnership = priority && (await partnershipById(system.db, priority.partnership))
  if (!priority || !partnership) throw notFound()
  if (verb) allow(asked.actor, verb, { kind: 'priority', partnership: partnership.id })
  const w = wordsOfPage(asked.language as Language, ...(verb ? membersPrefixes : []))
  const visit = { ...asked, language: w.language }
  c.set('visit', visit)
  return { priority, partnership, w, visit }
}

/** What a members' page of this module tells the frame. */
export const membersHead = (
  w: Words,
  partnership: Partnership,
  head: Pick<Head, 'title'> & Partial<Head>,
): Head => ({
  back: {
    href: link(routes.priorities, { slug: partnership.slug }),
    text: w.t('priorities.resident.title'),
  },
  ...header(partnership, w, 'priorities'),
  languages: languagesOfPage(...membersPrefixes),
  ...head,
})

/** Does what a form asks for. Gives the key of a refusal that the same form can mend. */
export async function refusalOf(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof Refusal && (error.status === 409 || error.status === 422)) return error.key
    throw error
  }
}
