import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import { removalReasons, type Item, type Outcome, type SubjectKind } from './moderation.ts'
import { insertDecision, lockedItem, setStatement, setTestimony } from './moderation.sql.ts'
import type { Round } from './round.ts'
import { holdBack, spot } from './spotter.ts'
import { putOnThread } from './statement.actions.ts'

export type Deciding = {
  round: Round
  kind: SubjectKind
  subject: string
  outcome: Outcome
  /** For a removal, one of the published reasons. */
  reason?: string
  note?: string
  /** Publishes with what the spotter found held back. */
  holdingBack?: boolean
  /** The state that the moderator looked at: if it is another by now, somebody else has decided. */
  seen?: string
}

/** Stores a decision beside all earlier ones, lets it take effect, and says so in the public record. */
export async function decide(trx: Transaction, deciding: Deciding): Promise<void> {
  const { round, kind, subject } = deciding
  allow(trx.actor, 'moderate', { kind: 'round', partnership: round.partnership })
  const item = await lockedItem(trx.db, round.id, kind, subject)
  if (!item) throw notFound()
  if (deciding.seen !== undefined && deciding.seen !== item.status)
    throw new Refusal('moderation.refused.decided', 409)
  await carryOut(trx, item, { ...deciding, reason: reasonOf(deciding) })
}

/** The same for a decision that somebody else has been allowed to make: an appeal's answer. */
export async function carryOut(
  trx: Transaction,
  item: Item,
  deciding: Deciding & { reason: string },
): Promise<void> {
  const { round, outcome, reason } = deciding
  const text = deciding.holdingBack
    ? holdBack(item.text, spot(item.text, item.language))
    : item.text
  // Nobody has read it yet, or nothing in it changes.
  if (
    item.kind === 'statement' &&
    outcome === 'published' &&
    item.publishedAt !== null &&
    text !== item.publicText
  )
    throw new Refusal('moderation.refused.words-stand', 409)
  const change = {
    status: outcome,
    text: outcome === 'published' ? text : item.publicText,
    at: trx.at,
  }
  try {
    await (item.kind === 'statement'
      ? setStatement(trx.db, item, change)
      : setTestimony(trx.db, item, change))
  } catch (error) {
    // The database itself keeps what its owners refused to lend.
    if ((error as { code?: string }).code === '23000')
      throw new Refusal('moderation.refused.reuse', 409)
    throw error
  }
  await insertDecision(trx.db, {
    id: newId(trx.at),
    round: round.id,
    kind: item.kind,
    subject: item.id,
    outcome,
    reason,
    note: deciding.note ?? '',
    by: trx.actor.kind === 'person' ? trx.actor.person : null,
    at: trx.at,
  })
  await sayPublicly(trx, item, { round, outcome, reason })
}

/** Publishes several at once, those in which nothing was found and that still wait; says how many of each. */
export async function publishChecked(
  trx: Transaction,
  round: Round,
  checked: readonly { kind: SubjectKind; id: string }[],
): Promise<{ published: number; left: number }> {
  allow(trx.actor, 'moderate', { kind: 'round', partnership: round.partnership })
  let published = 0
  for (const { kind, id } of checked) {
    const item = await lockedItem(trx.db, round.id, kind, id)
    if (item?.status !== 'waiting' || spot(item.text, item.language).length > 0) continue
    await carryOut(trx, item, { round, kind, subject: id, outcome: 'published', reason: 'fine' })
    published += 1
  }
  return { published, left: checked.length - published }
}

function reasonOf({ outcome, reason = '', holdingBack }: Deciding): string {
  if (outcome === 'published') return holdingBack ? 'names-someone' : 'fine'
  if (outcome === 'held') return 'to-discuss'
  if (!removalReasons.includes(reason)) throw new Refusal('moderation.refused.reason', 422)
  return reason
}

/** Ids and the reason's key: the record never repeats what was taken down. */
async function sayPublicly(
  trx: Transaction,
  item: Item,
  { round, outcome, reason }: { round: Round; outcome: Outcome; reason: string },
): Promise<void> {
  if (round.openedAt === null) return
  if (outcome === 'published' && item.kind === 'statement') {
    await putOnThread(trx, round, [{ id: item.id, number: item.number! }])
    return
  }
  // Waiting a little longer is no news, unless it had been public.
  if (outcome === 'held' && item.status !== 'published') return
  await record(trx, {
    partnership: round.partnership,
    act: `${item.kind}-${outcome}`,
    subject: { kind: item.kind, id: item.id },
    body: { round: round.id, reason, ...(item.number === null ? {} : { number: item.number }) },
  })
}
