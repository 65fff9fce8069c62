import type { Database } from '../../platform/database/index.ts'
import type { ThreadStep } from '../../platform/thread/index.ts'
import { link } from '../../platform/web/index.ts'
import type { Words } from '../../ui/words/index.ts'
import { partnershipById } from '../partnerships/index.ts'
import { commitmentsOf } from './commitment.sql.ts'
import { intentsAmong } from './intent.sql.ts'
import { routes } from './routes.ts'
import { signaturesOf } from './signature.sql.ts'

/** The steps of statements of intent among the given ids; one that led to no promise yet says so. */
export async function intentSteps(
  db: Database,
  ids: readonly string[],
  w: Words,
): Promise<ThreadStep[]> {
  const intents = (await intentsAmong(db, ids)).filter(({ publishedAt }) => publishedAt !== null)
  const signatures = await signaturesOf(
    db,
    intents.map(({ id }) => id),
  )
  return Promise.all(
    intents.map(async (each) => {
      const promised = await commitmentsOf(db, { intent: each.id })
      const count = (signatures.get(each.id) ?? []).filter(({ endedAt }) => endedAt === null).length
      return {
        id: each.id,
        kind: 'intent',
        verb: w.t('boards.resident.intent.verb'),
        at: each.publishedAt!,
        who: (await partnershipById(db, each.partnership))?.name ?? '',
        title: each.title,
        language: each.language,
        quote: false,
        list: null,
        counted: null,
        answer: null,
        original: null,
        href: link(routes.intent, { intent: each.slug }),
        facts: [w.t('boards.resident.intent.signed-by', { count })],
        ...(promised.length === 0 ? { open: w.t('boards.resident.intent.open') } : {}),
      }
    }),
  )
}
