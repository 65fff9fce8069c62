import { transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import type { AboutAnswer } from './about-answer.ts'
import { deleteAboutAnswers, upsertAboutAnswer } from './about-answer.sql.ts'
import type { Asking } from './asking.actions.ts'
import { insertParticipants } from './response.sql.ts'
import type { Taking } from './turn.actions.ts'
import { participantActor } from './turn.ts'

/** Keeps what somebody said about themselves and takes away what they left empty. */
export async function describeYourself(
  system: System,
  given: {
    asking: Asking
    taking: Taking
    language: string
    answers: ReadonlyMap<string, AboutAnswer | null>
  },
): Promise<void> {
  const { participant, channel } = given.taking
  const actor = participantActor(participant)
  await transaction(system.db, actor, system.clock.now(), async ({ db, at }) => {
    const row = { id: participant, round: given.asking.round.id, channel, language: given.language }
    await insertParticipants(db, [row], at)
    const empty = [...given.answers].filter(([, answer]) => answer === null).map(([id]) => id)
    await deleteAboutAnswers(db, participant, empty)
    for (const answer of given.answers.values())
      if (answer) await upsertAboutAnswer(db, participant, answer, at)
  })
}
