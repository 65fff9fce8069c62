import type { Context } from 'hono'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import type { Env, Visit } from '../../platform/web/index.ts'
import { words, type Language, type Words } from '../../ui/words/index.ts'
import { languageIn, type Partnership } from './partnership.ts'
import { partnershipBySlug } from './partnership.sql.ts'

/**
 * The partnership that a page under `/in/:slug` belongs to, and the words to speak there: the
 * reader's language where the partnership speaks it, or else its first.
 */
export async function enter(
  system: System,
  c: Context<Env>,
): Promise<{ partnership: Partnership; words: Words; visit: Visit }> {
  const partnership = await partnershipBySlug(system.db, c.req.param('slug') ?? '')
  if (!partnership) throw notFound()
  const asked = c.get('visit')
  const language = languageIn(partnership, asked.language)
  const visit = language === asked.language ? asked : { ...asked, language }
  c.set('visit', visit)
  return { partnership, visit, words: words(language as Language) }
}
