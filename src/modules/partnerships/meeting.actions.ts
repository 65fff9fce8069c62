import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { addJob } from '../../platform/jobs/index.ts'
import { record } from '../../platform/ledger/index.ts'
import { allow } from '../people/index.ts'
import { personOf } from './decision.actions.ts'
import { meetingState, type Meeting, type Planned } from './meeting.ts'
import {
  insertCancellation,
  insertMeeting,
  lockMeeting,
  meetingById,
  updateMeeting,
} from './meeting.sql.ts'

/** Calls a meeting: a draft among members, until notice of it is sent. Returns its id. */
export async function callMeeting(
  trx: Transaction,
  partnership: string,
  planned: Planned,
): Promise<string> {
  allow(trx.actor, 'call', { kind: 'meeting', partnership })
  const id = newId(trx.at)
  await insertMeeting(trx.db, { ...planned, id, partnership, by: personOf(trx), at: trx.at })
  // What it is called and when it is are public when notice is sent: not before, not even here.
  await record(trx, { partnership, act: 'meeting-called', subject: { kind: 'meeting', id } })
  return id
}

/** A meeting as it stands while nobody else can change it. */
export async function heldMeeting(trx: Transaction, id: string): Promise<Meeting> {
  await lockMeeting(trx.db, id)
  const meeting = await meetingById(trx.db, id)
  if (!meeting) throw notFound()
  return meeting
}

/** A meeting whose agenda and hour may still be changed. */
export async function heldDraft(trx: Transaction, id: string): Promise<Meeting> {
  const meeting = await heldMeeting(trx, id)
  allow(trx.actor, 'change', { kind: 'meeting', partnership: meeting.partnership })
  if (meeting.cancelled) throw new Refusal('meetings.refused.cancelled', 409)
  if (meeting.notice) throw new Refusal('meetings.refused.notice-sent', 409)
  return meeting
}

/** Changes a draft. After notice a meeting is cancelled and called again, so that everybody hears of it. */
export async function changeMeeting(trx: Transaction, id: string, planned: Planned): Promise<void> {
  await heldDraft(trx, id)
  if (!(await updateMeeting(trx.db, id, planned)))
    throw new Refusal('meetings.refused.notice-sent', 409)
}

/** Cancels a meeting that has not ended; whoever was told of it is told of this. */
export async function cancelMeeting(trx: Transaction, id: string, reason: string): Promise<void> {
  const meeting = await heldMeeting(trx, id)
  allow(trx.actor, 'change', { kind: 'meeting', partnership: meeting.partnership })
  if (meeting.cancelled) throw new Refusal('meetings.refused.cancelled', 409)
  if (meetingState(meeting, trx.at) === 'over') throw new Refusal('meetings.refused.over', 409)
  await insertCancellation(trx.db, { meeting: id, at: trx.at, by: personOf(trx), reason })
  await record(trx, {
    partnership: meeting.partnership,
    act: 'meeting-cancelled',
    subject: { kind: 'meeting', id },
    // A draft was never public, and neither is why it was given up.
    body: meeting.notice ? { title: meeting.title, reason } : {},
  })
  if (meeting.notice) await addJob(trx, 'tell-of-meeting', { meeting: id, kind: 'cancellation' })
}
