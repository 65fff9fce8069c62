import { threadSteps as commitments } from '../modules/commitments/index.ts'
import { threadSteps as evidence } from '../modules/evidence/index.ts'
import { threadSteps as listening } from '../modules/listening/index.ts'
import { threadSteps as partnerships } from '../modules/partnerships/index.ts'
import { threadSteps as priorities } from '../modules/priorities/index.ts'
import type { Database } from '../platform/database/index.ts'
import type { Followed, ThreadStep } from '../platform/thread/index.ts'
import type { Words } from '../ui/words/index.ts'

/** Which module tells of which kinds of node. A kind that nobody tells of is passed over. */
const tellers: readonly {
  kinds: readonly string[]
  steps: (db: Database, ids: readonly string[], w: Words) => Promise<ThreadStep[]>
}[] = [
  { kinds: ['round', 'statement', 'testimony', 'insight', 'answer'], steps: listening },
  { kinds: ['figure'], steps: evidence },
  { kinds: ['priority'], steps: priorities },
  { kinds: ['decision', 'meeting'], steps: partnerships },
  {
    kinds: ['expectation', 'expectation-answer', 'commitment', 'update', 'check-back', 'intent'],
    steps: commitments,
  },
]

/** The kinds that somebody tells of. */
export const tellable: ReadonlySet<string> = new Set(tellers.flatMap(({ kinds }) => kinds))

/** People's own words, and where they were asked for: what every thread should lead back to. */
export const wordKinds: ReadonlySet<string> = new Set([
  'statement',
  'testimony',
  'theme',
  'insight',
])

/** Every module's steps of these nodes; one that is still a draft tells nothing and is left out. */
export async function stepsOf(
  db: Database,
  nodes: readonly Pick<Followed, 'id' | 'kind'>[],
  w: Words,
): Promise<Map<string, ThreadStep>> {
  const told = await Promise.all(
    tellers.map(async ({ kinds, steps }) => {
      const ids = nodes.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id)
      return ids.length === 0 ? [] : steps(db, ids, w)
    }),
  )
  return new Map(told.flat().map((step) => [step.id, step]))
}
