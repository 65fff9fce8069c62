import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { addJob } from '../../platform/jobs/index.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import { banReasons } from './ban.ts'
import { endBan, insertBan, standingBan } from './ban.sql.ts'
import { lockedItem } from './moderation.sql.ts'
import type { SubjectKind } from './moderation.ts'
import type { Round } from './round.ts'

/**
 * Stops counting whoever wrote this. What they gave is kept, and counts again when the ban is ended.
 * A person is found by what they wrote: nobody who moderates learns more of them than that.
 */
export async function ban(
  trx: Transaction,
  round: Round,
  author: { kind: SubjectKind; subject: string },
  reason: string,
): Promise<void> {
  allow(trx.actor, 'moderate', { kind: 'round', partnership: round.partnership })
  if (!banReasons.includes(reason)) throw new Refusal('moderation.refused.reason', 422)
  const item = await lockedItem(trx.db, round.id, author.kind, author.subject)
  if (!item?.author) throw notFound()
  if (await standingBan(trx.db, round.id, item.author)) return
  const id = newId(trx.at)
  await insertBan(trx.db, {
    id,
    participant: item.author,
    round: round.id,
    reason,
    by: trx.actor.kind === 'person' ? trx.actor.person : null,
    at: trx.at,
  })
  await record(trx, {
    partnership: round.partnership,
    act: 'participant-banned',
    // Never the participant's id: with it somebody could tell whose a receipt beside theirs is.
    subject: { kind: 'ban', id },
    body: { round: round.id, reason },
  })
  await countAgain(trx, round)
}

export async function endBanOf(trx: Transaction, round: Round, participant: string): Promise<void> {
  allow(trx.actor, 'moderate', { kind: 'round', partnership: round.partnership })
  const standing = await standingBan(trx.db, round.id, participant)
  if (!standing) throw notFound()
  await endBan(trx.db, standing, {
    by: trx.actor.kind === 'person' ? trx.actor.person : null,
    at: trx.at,
  })
  await record(trx, {
    partnership: round.partnership,
    act: 'participant-ban-ended',
    subject: { kind: 'ban', id: standing.id },
    body: { round: round.id },
  })
  await countAgain(trx, round)
}

/** The result must follow: the clock that asks for new ones sees a ban begin, not end. */
const countAgain = (trx: Transaction, round: Round) =>
  addJob(trx, 'compute-result', { round: round.id }, { key: `result:${round.id}` })
