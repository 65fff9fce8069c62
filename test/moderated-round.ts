import { newCode, newId } from '../src/platform/ids.ts'
import { participantId } from '../src/modules/listening/participant.ts'
import type { TestSystem } from './database.ts'
import { neighbours, type Neighbours } from './neighbours.ts'

export type ModeratedRound = { id: string; code: string; partnership: string; place: Neighbours }

/** An open round of a partnership that has somebody in each role, put straight into the database. */
export async function moderatedRound(
  system: TestSystem,
  options: { moderation?: 'before' | 'after'; languages?: readonly string[] } = {},
): Promise<ModeratedRound> {
  const languages = options.languages ?? ['en']
  const place = await neighbours(system, { languages })
  const now = system.clock.now()
  const at = new Date(now.getTime() - 3_600_000)
  const id = newId(now)
  const code = newCode(2)
  await system.owner.query(
    `INSERT INTO listening.round (id, partnership_id, code, languages, moderation, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, place.partnership, code, languages, options.moderation ?? 'before', at],
  )
  for (const language of languages)
    await system.owner.query(
      `INSERT INTO listening.round_text VALUES ($1, $2, 'What would help us live well here?', 'We set our plan in May.', 'We answer in public.', 'Everyone here.')`,
      [id, language],
    )
  await system.owner.query(`INSERT INTO listening.opening (round_id, opened_at) VALUES ($1, $2)`, [
    id,
    at,
  ])
  return { id, code, partnership: place.partnership, place }
}

/** Somebody who takes part, with the code that stands for them. */
export async function takesPart(
  system: TestSystem,
  round: ModeratedRound,
  sameAs?: string,
): Promise<{ id: string; code: string }> {
  const code = newCode(3)
  const id = participantId(system.secret, round, code)
  await system.owner.query(
    `INSERT INTO listening.participant (id, round_id, channel, language, same_as_id, created_at) VALUES ($1, $2, 'screen', 'en', $3, $4)`,
    [id, round.id, sameAs ?? null, system.clock.now()],
  )
  return { id, code }
}
