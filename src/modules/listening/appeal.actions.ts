import { system as asSystem } from '../../platform/actor.ts'
import type { Transaction } from '../../platform/database/index.ts'
import { notAllowed, notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import { mayAnswer } from './appeal.ts'
import { answerAppeal, insertAppeal, lockedAppeal, ownContribution } from './appeal.sql.ts'
import { carryOut } from './moderation.actions.ts'
import { lockedItem, stateFor } from './moderation.sql.ts'
import type { Round } from './round.ts'
import { lookForConcern } from './safeguarding.actions.ts'

/** An author asks for another look. The public record says that somebody did, and never who. */
export async function appeal(
  trx: Transaction,
  round: Round,
  given: { participant: string; subject: string; text: string },
): Promise<void> {
  const own = await ownContribution(trx.db, round.id, given.participant, given.subject)
  if (!own) throw notFound()
  const state = (await stateFor(trx.db, own.kind, [own.id])).get(own.id)
  if (!state?.mayAppeal) throw new Refusal('moderation.resident.refused.appeal', 409)
  const id = newId(trx.at)
  await insertAppeal(trx.db, { id, round: round.id, kind: own.kind, at: trx.at, ...given })
  await lookForConcern(trx, round, {
    about: 'appeal',
    subject: id,
    text: given.text,
    language: own.language,
  })
  await record(
    { ...trx, actor: asSystem('appeal') },
    {
      partnership: round.partnership,
      act: 'appeal-made',
      subject: { kind: 'appeal', id },
      body: { round: round.id, kind: own.kind, about: own.id },
    },
  )
}

export type AppealAnswer = { upheld: boolean; answer: string; holdingBack?: boolean }

/** Answered in words, by somebody other than whoever decided before. */
export async function decideAppeal(
  trx: Transaction,
  round: Round,
  id: string,
  given: AppealAnswer,
): Promise<void> {
  allow(trx.actor, 'moderate', { kind: 'round', partnership: round.partnership })
  if (trx.actor.kind !== 'person') throw notAllowed()
  const found = await lockedAppeal(trx.db, round.id, id)
  if (!found) throw notFound()
  if (found.answeredAt !== null) throw new Refusal('moderation.refused.answered', 409)
  if (!mayAnswer(found, trx.actor.person)) throw new Refusal('moderation.refused.own-decision', 403)
  if (given.answer === '') throw new Refusal('moderation.refused.no-words', 422)
  if (given.upheld) {
    const item = await lockedItem(trx.db, round.id, found.kind, found.subject)
    if (!item) throw notFound()
    await carryOut(trx, item, {
      round,
      kind: found.kind,
      subject: found.subject,
      outcome: 'published',
      reason: 'upheld-appeal',
      note: given.answer,
      holdingBack: given.holdingBack === true,
    })
  }
  await answerAppeal(trx.db, {
    id,
    upheld: given.upheld,
    answer: given.answer,
    by: trx.actor.person,
    at: trx.at,
  })
  await record(trx, {
    partnership: round.partnership,
    act: 'appeal-answered',
    subject: { kind: 'appeal', id },
    body: { round: round.id, kind: found.kind, about: found.subject, upheld: given.upheld },
  })
}
