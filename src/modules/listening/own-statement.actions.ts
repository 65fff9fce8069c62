import { transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import type { Asking } from './asking.actions.ts'
import { insertParticipants } from './response.sql.ts'
import { lookForConcern } from './safeguarding.actions.ts'
import { spot } from './spotter.ts'
import { addStatement } from './statement.actions.ts'
import type { StatementStatus } from './statement.ts'
import type { Taking } from './turn.actions.ts'
import { participantActor } from './turn.ts'

/** Adds a statement in somebody's own words. Where it may name someone it is held until a moderator has read it. */
export async function sayOwnStatement(
  system: System,
  said: { asking: Asking; taking: Taking; text: string; language: string },
): Promise<{ id: string; status: StatementStatus }> {
  const { asking, taking, text, language } = said
  const { participant, channel } = taking
  const actor = participantActor(participant)
  return transaction(system.db, actor, system.clock.now(), async (trx) => {
    const row = { id: participant, round: asking.round.id, channel, language }
    await insertParticipants(trx.db, [row], trx.at)
    const added = await addStatement(trx, {
      round: asking.round.id,
      text,
      language,
      source: 'participant',
      authorParticipant: participant,
      channel,
      ...(spot(text, language).length > 0 ? { status: 'held' as const } : {}),
    })
    await lookForConcern(trx, asking.round, {
      about: 'statement',
      subject: added.id,
      text,
      language,
    })
    return added
  })
}
