import { transaction } from '../../platform/database/index.ts'
import { send } from '../../platform/mail/index.ts'
import type { System } from '../../platform/system.ts'
import { link } from '../../platform/web/index.ts'
import { words, type Language } from '../../ui/words/index.ts'
import type { Asking } from './asking.actions.ts'
import { isFollowChannel, type FollowChannel, type Follower } from './follower.ts'
import { stopFollower, upsertFollower } from './follower.sql.ts'
import { insertParticipants } from './response.sql.ts'
import { textIn } from './round.ts'
import { routes } from './routes.ts'
import type { Taking } from './turn.actions.ts'
import { participantActor } from './turn.ts'

/**
 * Somebody wants to hear what comes of it. A first message says so, with a way to stop: whoever's
 * address was typed by mistake ends it with one press.
 */
export async function startFollowing(
  system: System,
  given: {
    asking: Asking
    taking: Taking
    channel: FollowChannel
    address: string | null
    language: string
  },
): Promise<void> {
  const { asking, taking, channel, address, language } = given
  const { participant } = taking
  const { round } = asking
  const actor = participantActor(participant)
  await transaction(system.db, actor, system.clock.now(), async (trx) => {
    const row = { id: participant, round: round.id, channel: taking.channel, language }
    await insertParticipants(trx.db, [row], trx.at)
    const follower: Follower = { participant, round: round.id, channel, address, language }
    await upsertFollower(trx.db, follower, trx.at)
    if (channel === 'code' || address === null) return
    const w = words(language as Language)
    const { question } = textIn(round, language)
    const stop = stopAddress(system, round.code, follower)
    await send(trx, {
      channel,
      recipient: address,
      subject: w.t('respond.follow.message.subject', { question }),
      body: w.t(`respond.follow.message.${channel}`, { question, stop }),
      language,
    })
  })
}

export async function stopFollowing(
  system: System,
  participant: string,
  channel: FollowChannel,
): Promise<void> {
  const actor = participantActor(participant)
  await transaction(system.db, actor, system.clock.now(), ({ db, at }) =>
    stopFollower(db, participant, channel, at),
  )
}

const purpose = 'stop-following'

/** The link at the end of every message: whoever gets the message may stop it, without a code. */
export function stopAddress(
  system: System,
  code: string,
  { participant, channel }: Pick<Follower, 'participant' | 'channel'>,
): string {
  const text = `${participant}.${channel}`
  const stop = `${text}.${system.sign(purpose, text)}`
  return `${system.config.publicUrl}${link(routes.follow, { code }, { stop })}`
}

export function readStop(
  system: System,
  token: string,
): { participant: string; channel: FollowChannel } | undefined {
  const [participant = '', channel, signature = ''] = token.split('.')
  if (!isFollowChannel(channel)) return undefined
  if (!system.verify(purpose, `${participant}.${channel}`, signature)) return undefined
  return { participant, channel }
}
