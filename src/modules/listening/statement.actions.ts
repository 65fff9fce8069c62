import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId, newTimelessId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { stitch, tie } from '../../platform/thread/index.ts'
import type { Channel } from './participant.ts'
import type { Round } from './round.ts'
import { roundById } from './round.sql.ts'
import {
  arrivingStatus,
  longestStatement,
  tidyStatement,
  type StatementSource,
  type StatementStatus,
} from './statement.ts'
import { insertStatement } from './statement.sql.ts'
import { unseen } from './unseen.actions.ts'

export type Adding = {
  round: string
  text: string
  language: string
  source: StatementSource
  authorParticipant?: string | null
  channel: Channel
  /** What looking for names, numbers and addresses came to; a round moderated before still keeps it waiting. */
  status?: StatementStatus
}

/**
 * Adds any statement, from the drafting table, a phone or a sheet of paper. It is given the round's
 * next number and is public at once only if the round is open, moderated after, and nothing was
 * spotted in it.
 */
export async function addStatement(
  trx: Transaction,
  adding: Adding,
): Promise<{ id: string; number: number; status: StatementStatus }> {
  const round = await roundById(trx.db, adding.round)
  if (!round) throw notFound()
  if (round.closedAt !== null) throw new Refusal('listening.resident.refused.closed', 409)
  if (adding.source === 'participant' && round.openedAt === null) throw notFound()
  const text = tidyStatement(adding.text)
  if (text === '') throw new Refusal('listening.resident.refused.no-words', 422)
  if (text.length > longestStatement)
    throw new Refusal('listening.resident.refused.too-long', 422, {
      most: longestStatement,
      length: text.length,
    })
  const id = adding.source === 'participant' ? newTimelessId() : newId(trx.at)
  const status = arrivingStatus(round.moderation, adding.source, adding.status)
  const isPublic = status === 'published' && round.openedAt !== null
  const number = await insertStatement(trx.db, {
    id,
    round: round.id,
    text,
    language: adding.language,
    source: adding.source,
    authorParticipant: adding.authorParticipant ?? null,
    channel: adding.channel,
    status,
    at: trx.at,
    publishedAt: isPublic ? trx.at : null,
  })
  if (isPublic) await putOnThread(trx, round, [{ id, number }])
  return { id, number, status }
}

/**
 * Puts published statements on the thread, each heard in its round, and in the public record. Called
 * again after an appeal it changes nothing on the thread. The record names no participant, and of
 * what one said just now only the hour.
 */
export async function putOnThread(
  trx: Transaction,
  round: Pick<Round, 'id' | 'partnership'> & Partial<Pick<Round, 'openedAt'>>,
  statements: readonly { id: string; number: number }[],
): Promise<void> {
  const quiet: Transaction =
    trx.actor.kind === 'participant' ? unseen(trx, 'statement', round.openedAt) : trx
  await stitch(
    quiet,
    { id: round.id, partnership: round.partnership, kind: 'round' },
    ...statements.map(({ id }) => ({ id, partnership: round.partnership, kind: 'statement' })),
  )
  for (const { id, number } of statements) {
    await tie(quiet, round.id, id, 'heard')
    await record(quiet, {
      partnership: round.partnership,
      act: 'statement-published',
      subject: { kind: 'statement', id },
      body: { round: round.id, number },
    })
  }
}
