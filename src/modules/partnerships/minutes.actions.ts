import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import { personOf } from './decision.actions.ts'
import { heldMeeting } from './meeting.actions.ts'
import { insertMinutes, markPublished, minutesOf } from './minutes.sql.ts'

/** Keeps what was written as a new version; the versions before it stay. Returns its number. */
export async function writeMinutes(
  trx: Transaction,
  id: string,
  given: { text: string; language: string },
): Promise<number> {
  const meeting = await heldMeeting(trx, id)
  allow(trx.actor, 'minute', { kind: 'meeting', partnership: meeting.partnership })
  if (!meeting.notice || meeting.cancelled || meeting.startsAt > trx.at)
    throw new Refusal('meetings.refused.not-begun', 409)
  const [newest] = await minutesOf(trx.db, id)
  if (newest?.text === given.text && newest.language === given.language) return newest.version
  const version = (newest?.version ?? 0) + 1
  await insertMinutes(trx.db, {
    ...given,
    id: newId(trx.at),
    meeting: id,
    version,
    writtenAt: trx.at,
    by: personOf(trx),
  })
  return version
}

/** Makes a version public, with its number, for good. */
export async function publishMinutes(trx: Transaction, id: string, version: number): Promise<void> {
  const meeting = await heldMeeting(trx, id)
  allow(trx.actor, 'minute', { kind: 'meeting', partnership: meeting.partnership })
  const minutes = (await minutesOf(trx.db, id)).find((each) => each.version === version)
  if (!minutes) throw notFound()
  if (meeting.minutes !== null && version < meeting.minutes)
    throw new Refusal('meetings.refused.newer-minutes', 409)
  if (!(await markPublished(trx.db, minutes.id, trx.at))) return
  await record(trx, {
    partnership: meeting.partnership,
    act: 'minutes-published',
    subject: { kind: 'meeting', id },
    body: { title: meeting.title, version },
  })
}
