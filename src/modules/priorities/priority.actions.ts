import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import { stateOf } from './list.ts'
import { listsHolding, listsOf } from './list.sql.ts'
import { changedFields, type Priority, type PriorityWords } from './priority.ts'
import {
  insertPriority,
  lockPriorities,
  priorityById,
  setWithdrawn,
  updateWords,
} from './priority.sql.ts'

export type Proposing = PriorityWords & { partnership: string; language: string }

/** Puts something forward, among members: they see it, link to it and talk it over before it is decided. */
export async function proposePriority(trx: Transaction, proposing: Proposing): Promise<string> {
  allow(trx.actor, 'propose', { kind: 'priority', partnership: proposing.partnership })
  const words = tidy(proposing)
  const id = newId(trx.at)
  await insertPriority(trx.db, {
    id,
    partnership: proposing.partnership,
    ...words,
    language: proposing.language,
    proposedBy: trx.actor.kind === 'person' ? trx.actor.person : null,
    proposedAt: trx.at,
  })
  return id
}

/**
 * Changes a priority's words. A draft's by whoever proposed it, or an organiser. Once it is public what
 * it said before goes into the record, and while it is being decided it stays as people read it.
 */
export async function changePriority(
  trx: Transaction,
  id: string,
  given: PriorityWords,
): Promise<void> {
  await lockPriorities(trx.db, [id])
  const priority = await priorityById(trx.db, id)
  if (!priority) throw notFound()
  if (!isOwnDraft(priority, trx))
    allow(trx.actor, 'change', { kind: 'priority', partnership: priority.partnership })
  if (priority.withdrawnAt !== null) throw new Refusal('priorities.refused.withdrawn', 409)
  const words = tidy(given)
  const changed = changedFields(priority, words)
  if (changed.length === 0) return
  if (priority.publishedAt !== null) {
    if (await isBeingDecided(trx, priority)) throw new Refusal('priorities.refused.decided', 409)
    const before = { title: priority.title, why: priority.why, strengths: priority.strengths }
    await record(trx, {
      partnership: priority.partnership,
      act: 'priority-changed',
      subject: { kind: 'priority', id },
      body: { title: words.title, before, after: words },
    })
  }
  await updateWords(trx.db, id, words)
}

/**
 * Takes a priority back. One that was agreed is not an organiser's to take: a new list without it is
 * agreed instead.
 */
export async function withdrawPriority(
  trx: Transaction,
  id: string,
  reason: string,
): Promise<void> {
  await lockPriorities(trx.db, [id])
  const priority = await priorityById(trx.db, id)
  if (!priority) throw notFound()
  if (!isOwnDraft(priority, trx))
    allow(trx.actor, 'change', { kind: 'priority', partnership: priority.partnership })
  if (priority.withdrawnAt !== null) throw new Refusal('priorities.refused.withdrawn', 409)
  if (await isBeingDecided(trx, priority)) throw new Refusal('priorities.refused.decided', 409)
  const lists = await listsOf(trx.db, priority.partnership)
  if (lists.some((each) => stateOf(each, lists) === 'agreed' && each.priorities.includes(id)))
    throw new Refusal('priorities.refused.agreed', 409)
  if (priority.publishedAt !== null) {
    if (reason.trim() === '') throw new Refusal('priorities.refused.reason', 422)
    await record(trx, {
      partnership: priority.partnership,
      act: 'priority-withdrawn',
      subject: { kind: 'priority', id },
      body: { title: priority.title, reason: reason.trim() },
    })
  }
  await setWithdrawn(trx.db, id, trx.at)
}

/** Whether whoever acts proposed this and it is still a draft: then its words are theirs to mend. */
function isOwnDraft(priority: Priority, { actor }: Transaction): boolean {
  return (
    priority.publishedAt === null &&
    actor.kind === 'person' &&
    priority.proposedBy === actor.person &&
    actor.roles.some((held) => held.partnership === priority.partnership)
  )
}

async function isBeingDecided(trx: Transaction, { id }: Priority): Promise<boolean> {
  return (await listsHolding(trx.db, [id])).some(
    (each) => each.decision !== null && each.outcome === null,
  )
}

function tidy({ title, why, strengths }: PriorityWords): PriorityWords {
  const words = {
    title: title.replace(/\s+/gu, ' ').trim(),
    why: why.trim(),
    strengths: strengths.trim(),
  }
  if (words.title === '') throw new Refusal('priorities.refused.title', 422)
  return words
}
