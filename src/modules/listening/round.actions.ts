import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newCode, newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import { partnershipById } from '../partnerships/index.ts'
import type { RoundDates } from './round-dates.ts'
import { stateOf, type Round, type RoundText } from './round.ts'
import {
  deleteTexts,
  insertRound,
  lockRound,
  roundById,
  updateRound,
  upsertText,
} from './round.sql.ts'

export type Drafting = {
  partnership: string
  /** First language first; of the partnership's own. */
  languages: readonly string[]
  moderation: 'before' | 'after'
  /** The round's words, as far as they are written yet. */
  texts: readonly RoundText[]
  opensAt?: Date | null
  closesAt?: Date | null
}

/** Begins a round that only its partnership sees. Its code is made now, so that posters can be prepared. */
export async function draftRound(
  trx: Transaction,
  drafting: Drafting,
): Promise<{ id: string; code: string }> {
  allow(trx.actor, 'draft', { kind: 'round', partnership: drafting.partnership })
  const partnership = await partnershipById(trx.db, drafting.partnership)
  if (!partnership) throw notFound()
  const languages = [...new Set(drafting.languages)]
  checkLanguages(languages, partnership.languages)
  const id = newId(trx.at)
  const code = newCode(2)
  await insertRound(trx.db, {
    id,
    partnership: partnership.id,
    code,
    languages,
    moderation: drafting.moderation,
    opensAt: drafting.opensAt ?? null,
    closesAt: drafting.closesAt ?? null,
    createdBy: trx.actor.kind === 'person' ? trx.actor.person : null,
    createdAt: trx.at,
  })
  for (const text of drafting.texts) await writeText(trx, id, languages, text)
  return { id, code }
}

function checkLanguages(chosen: readonly string[], spoken: readonly string[]): void {
  if (chosen.length === 0) throw new Refusal('listening.refused.no-language', 422)
  if (chosen.some((language) => !spoken.includes(language)))
    throw new Refusal('listening.refused.language-not-spoken', 422)
}

async function writeText(
  trx: Transaction,
  round: string,
  languages: readonly string[],
  text: RoundText,
): Promise<void> {
  if (!languages.includes(text.language))
    throw new Refusal('listening.refused.language-not-in-round', 422)
  await upsertText(trx.db, round, text)
}

/** The round, for somebody who may change it while it is a draft. */
export async function draftToChange(trx: Transaction, id: string): Promise<Round> {
  const round = await roundToChange(trx, id)
  if (round.openedAt !== null) throw new Refusal('listening.refused.opened-already', 409)
  return round
}

async function roundToChange(trx: Transaction, id: string): Promise<Round> {
  const seen = await roundById(trx.db, id)
  if (!seen) throw notFound()
  allow(trx.actor, 'change', { kind: 'round', partnership: seen.partnership })
  await lockRound(trx.db, id)
  // Read again: it may have been opened while the lock was awaited.
  const round = await roundById(trx.db, id)
  if (!round) throw notFound()
  return round
}

/** Says in one language what is asked, why, what for and whom. */
export async function writeWords(trx: Transaction, id: string, text: RoundText): Promise<void> {
  const round = await draftToChange(trx, id)
  await writeText(trx, round.id, round.languages, text)
}

export type Settings = RoundDates & { languages: readonly string[]; moderation: 'before' | 'after' }

/** Changes how a draft will run. The words of a language that is taken out go with it. */
export async function changeSettings(
  trx: Transaction,
  id: string,
  settings: Settings,
): Promise<void> {
  const round = await draftToChange(trx, id)
  const partnership = await partnershipById(trx.db, round.partnership)
  const languages = [...new Set(settings.languages)]
  checkLanguages(languages, partnership?.languages ?? [])
  await deleteTexts(
    trx.db,
    round.id,
    round.languages.filter((language) => !languages.includes(language)),
  )
  await updateRound(trx.db, round.id, { ...settings, languages })
}

/**
 * What may still change in an opened round: its last day, and whether statements wait for a
 * moderator. Both are told in the public record.
 */
export async function changeWhileOpen(
  trx: Transaction,
  id: string,
  change: { closesAt: Date | null; moderation: 'before' | 'after' },
): Promise<void> {
  const round = await roundToChange(trx, id)
  if (round.openedAt === null || stateOf(round, trx.at) === 'closed')
    throw new Refusal('listening.refused.not-open', 409)
  if (change.closesAt !== null && change.closesAt <= trx.at)
    throw new Refusal('listening.refused.closes-in-past', 422)
  if (change.closesAt !== null && round.opensAt !== null && change.closesAt <= round.opensAt)
    throw new Refusal('listening.refused.closes-before-opening', 422)
  const body: Record<string, unknown> = {}
  if (change.closesAt?.getTime() !== round.closesAt?.getTime())
    Object.assign(body, { closes: change.closesAt?.toISOString() ?? null })
  if (change.moderation !== round.moderation) Object.assign(body, { moderation: change.moderation })
  if (Object.keys(body).length === 0) return
  await updateRound(trx.db, round.id, change)
  await record(trx, {
    partnership: round.partnership,
    act: 'round-changed',
    subject: { kind: 'round', id: round.id },
    body,
  })
}
