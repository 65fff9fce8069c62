import { createHash } from 'node:crypto'
import type { Transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import {
  carriedOver,
  longestWords,
  mergedWords,
  wordsFor,
  type PlanBody,
  type PlanWords,
} from './plan.ts'
import { draftOf, insertPlan, lockPlan, publishPlan, updatePlan, versionsOf } from './plan.sql.ts'

/**
 * Writes the draft of the next version. `was` is what the writer began from: what others have saved
 * since is kept, and where both changed the same words nothing is written until the writer has seen.
 */
export async function writePlan(
  trx: Transaction,
  writing: { partnership: string; words: PlanWords; was: PlanWords },
): Promise<void> {
  allow(trx.actor, 'plan', { kind: 'priority', partnership: writing.partnership })
  await lockPlan(trx.db, writing.partnership)
  const draft = await draftOf(trx.db, writing.partnership)
  const [latest] = await versionsOf(trx.db, writing.partnership)
  const now = draft?.words ?? carriedOver(latest)
  const { words, clashes } = mergedWords(writing.was, writing.words, now)
  const longest = Math.max(
    0,
    ...Object.values(words).flatMap((fields) =>
      Object.values(fields ?? {}).map((each) => each.length),
    ),
  )
  if (longest > longestWords) throw new Refusal('plan.refused.long', 422, { most: longestWords })
  if (clashes > 0) throw new Refusal('plan.refused.written-since', 409)
  const row = {
    words,
    writtenAt: trx.at,
    by: trx.actor.kind === 'person' ? trx.actor.person : null,
  }
  if (draft) return updatePlan(trx.db, draft.id, row)
  await insertPlan(trx.db, {
    ...row,
    id: newId(trx.at),
    partnership: writing.partnership,
    version: (latest?.version ?? 0) + 1,
  })
}

/**
 * Makes the draft a version for anybody to read, with the thread as it stands: from then on nothing in
 * it changes. The record keeps the hash of all of it. `seen` is when the draft that was read was
 * written: nobody publishes words that they have not had before them.
 */
export async function publishVersion(
  trx: Transaction,
  publishing: { partnership: string; version: number; body: PlanBody; seen: string },
): Promise<void> {
  allow(trx.actor, 'plan', { kind: 'priority', partnership: publishing.partnership })
  await lockPlan(trx.db, publishing.partnership)
  const draft = await draftOf(trx.db, publishing.partnership)
  if (!draft || draft.version !== publishing.version)
    throw new Refusal('plan.refused.not-draft', 409)
  if (draft.writtenAt.toISOString() !== publishing.seen)
    throw new Refusal('plan.refused.look-again', 409)
  if (wordsFor(draft.words, 'vision', Object.keys(draft.words)) === null)
    throw new Refusal('plan.refused.vision', 422)
  const body = JSON.stringify(publishing.body)
  await publishPlan(trx.db, draft.id, { body, at: trx.at })
  await record(trx, {
    partnership: publishing.partnership,
    act: 'plan-published',
    subject: { kind: 'plan', id: draft.id },
    body: {
      version: draft.version,
      priorities: publishing.body.priorities.map((each) => each.id),
      decisions: publishing.body.decisions.length,
      words: createHash('sha256').update(JSON.stringify(draft.words)).digest('hex'),
      thread: createHash('sha256').update(body).digest('hex'),
    },
  })
}
