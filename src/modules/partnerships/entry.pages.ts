import type { Context } from 'hono'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import type { Env, Visit } from '../../platform/web/index.ts'
import { wordsOfPage, type Language, type Words } from '../../ui/words/index.ts'
import type { Partnership } from './partnership.ts'
import { partnershipBySlug } from './partnership.sql.ts'

/**
 * The partnership that a page under `/in/:slug` belongs to, and the words to speak there: in the
 * reader's language, whichever the partnership's own are. A page for members names the prefixes of
 * its messages and is in English where they are not all said in the reader's language.
 */
export async function enter(
  system: System,
  c: Context<Env>,
  ...prefixes: string[]
): Promise<{ partnership: Partnership; words: Words; visit: Visit }> {
  const partnership = await partnershipBySlug(system.db, c.req.param('slug') ?? '')
  if (!partnership) throw notFound()
  const asked = c.get('visit')
  const words = wordsOfPage(asked.language as Language, ...prefixes)
  const visit = { ...asked, language: words.language }
  c.set('visit', visit)
  return { partnership, visit, words }
}
