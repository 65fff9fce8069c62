import type { Transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { addJob } from '../../platform/jobs/index.ts'
import { allow, audit } from '../people/index.ts'
import { concernIn } from './concern-word.ts'
import { lockedItem } from './moderation.sql.ts'
import type { SubjectKind } from './moderation.ts'
import type { Round } from './round.ts'
import {
  closeConcern,
  concernById,
  concernsOf,
  insertConcern,
  insertNote,
  notesOf,
} from './safeguarding.sql.ts'
import type { SafeguardingConcern } from './safeguarding.ts'

type Of = Pick<Round, 'id' | 'partnership'>
type Raising =
  | { kind: SubjectKind; subject: string; raisedBy: 'moderator' | 'keyer'; note?: string }
  | { text: string; raisedBy: 'participant' | 'keyer' }

/** Passes something on to the named people: what somebody wrote, or what somebody wants to tell them. Nothing is taken down by it. */
export async function raiseConcern(trx: Transaction, round: Of, raising: Raising): Promise<void> {
  if ('text' in raising) {
    await store(trx, round, {
      about: 'message',
      subject: null,
      text: raising.text,
      raisedBy: raising.raisedBy,
    })
    return
  }
  const item = await lockedItem(trx.db, round.id, raising.kind, raising.subject)
  if (!item) throw notFound()
  const text = raising.note ? `${item.text}\n\n${raising.note}` : item.text
  await store(trx, round, {
    about: raising.kind,
    subject: item.id,
    text,
    raisedBy: raising.raisedBy,
  })
}

/**
 * Looks at what somebody just wrote, in the transaction that stores it, and tells the named people if
 * it holds words that someone may be at risk. The words stay where they are.
 */
export async function lookForConcern(
  trx: Transaction,
  round: Of,
  written: {
    about: SafeguardingConcern['about']
    subject: string | null
    text: string
    language?: string
  },
): Promise<boolean> {
  if (concernIn(written.text, written.language).length === 0) return false
  await store(trx, round, {
    about: written.about,
    subject: written.subject,
    text: written.text,
    raisedBy: 'spotter',
  })
  return true
}

async function store(
  trx: Transaction,
  round: Of,
  concern: Pick<SafeguardingConcern, 'about' | 'subject' | 'text' | 'raisedBy'>,
): Promise<void> {
  await insertConcern(trx.db, {
    id: newId(trx.at),
    partnership: round.partnership,
    round: round.id,
    signs: [...new Set(concernIn(concern.text).map(({ kind }) => kind))],
    raisedAt: trx.at,
    ...concern,
  })
  // While one message waits to be sent, further concerns wait behind the same one.
  await addJob(
    trx,
    'tell-safeguarding',
    { partnership: round.partnership },
    { key: `safeguarding:${round.partnership}` },
  )
}

// -------------------------------------------------------------------------------------------------
// What only named people do. Each opening is written down, in their own record.

export async function openQueue(
  trx: Transaction,
  partnership: string,
): Promise<SafeguardingConcern[]> {
  allow(trx.actor, 'open', { kind: 'safeguarding', partnership })
  const concerns = await concernsOf(trx.db, partnership)
  await audit(trx, 'safeguarding-queue-opened', { concerns: concerns.length }, partnership)
  return concerns
}

export async function openConcern(trx: Transaction, partnership: string, id: string) {
  allow(trx.actor, 'open', { kind: 'safeguarding', partnership })
  const concern = await concernById(trx.db, partnership, id)
  if (!concern) throw notFound()
  await audit(trx, 'safeguarding-concern-opened', { concern: id }, partnership)
  return { concern, notes: await notesOf(trx.db, id) }
}

export async function noteConcern(
  trx: Transaction,
  partnership: string,
  id: string,
  text: string,
): Promise<void> {
  allow(trx.actor, 'note', { kind: 'safeguarding', partnership })
  if (trx.actor.kind !== 'person') throw notAllowed()
  if (!(await concernById(trx.db, partnership, id))) throw notFound()
  if (text === '') throw new Refusal('moderation.refused.no-words', 422)
  await insertNote(trx.db, {
    id: newId(trx.at),
    concern: id,
    partnership,
    text,
    by: trx.actor.person,
    at: trx.at,
  })
  await audit(trx, 'safeguarding-concern-noted', { concern: id }, partnership)
}

/** Closing says what was done, in a note of its own. */
export async function closeConcernOf(
  trx: Transaction,
  partnership: string,
  id: string,
  text: string,
): Promise<void> {
  allow(trx.actor, 'close', { kind: 'safeguarding', partnership })
  if (trx.actor.kind !== 'person') throw notAllowed()
  await noteConcern(trx, partnership, id, text)
  if (!(await closeConcern(trx.db, id, trx.actor.person, trx.at)))
    throw new Refusal('moderation.refused.closed', 409)
  await audit(trx, 'safeguarding-concern-closed', { concern: id }, partnership)
}
