import { transaction } from '../../platform/database/index.ts'
import { newTimelessId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import type { System } from '../../platform/system.ts'
import type { Asking } from './asking.actions.ts'
import { insertParticipants } from './response.sql.ts'
import { lookForConcern } from './safeguarding.actions.ts'
import { spot } from './spotter.ts'
import { arrivingStatus } from './statement.ts'
import { insertTestimony } from './testimony.sql.ts'
import type { TestimonyStatus } from './testimony.ts'
import type { Taking } from './turn.actions.ts'
import { participantActor } from './turn.ts'
import { unseen } from './unseen.actions.ts'

/** Keeps what somebody told, word for word. It is shown to others only if they said so and nothing in it may name someone. */
export async function tell(
  system: System,
  told: { asking: Asking; taking: Taking; text: string; language: string; mayPublish: boolean },
): Promise<{ id: string; status: TestimonyStatus }> {
  const { asking, taking, text, language, mayPublish } = told
  const { round } = asking
  const { participant, channel } = taking
  const found = spot(text, language).length > 0
  const status: TestimonyStatus = mayPublish
    ? arrivingStatus(round.moderation, 'participant', found ? 'held' : 'published')
    : 'private'
  const actor = participantActor(participant)
  return transaction(system.db, actor, system.clock.now(), async (trx) => {
    const { at } = trx
    const id = newTimelessId()
    await insertParticipants(trx.db, [{ id: participant, round: round.id, channel, language }], at)
    await insertTestimony(trx.db, {
      participant,
      id,
      round: round.id,
      text,
      language,
      channel,
      mayPublish,
      status,
      givenAt: at,
    })
    await lookForConcern(trx, round, { about: 'testimony', subject: id, text, language })
    if (status === 'published')
      await record(unseen(trx, 'testimony', round.openedAt), {
        partnership: round.partnership,
        act: 'testimony-published',
        subject: { kind: 'testimony', id },
        body: { round: round.id },
      })
    return { id, status }
  })
}
