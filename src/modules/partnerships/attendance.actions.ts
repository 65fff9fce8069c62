import type { Transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import { allow } from '../people/index.ts'
import { dayOf } from '../places/index.ts'
import { attendanceChanges, isMistake, type Noted, type Stay } from './attendance.ts'
import { attendersOf, insertStay, staysOf, updateStay } from './attendance.sql.ts'
import { personOf } from './decision.actions.ts'
import { heldMeeting } from './meeting.actions.ts'
import { mayNoteAttendance, type Meeting } from './meeting.ts'

async function held(trx: Transaction, id: string): Promise<Meeting> {
  const meeting = await heldMeeting(trx, id)
  allow(trx.actor, 'note-attendance', { kind: 'meeting', partnership: meeting.partnership })
  if (!mayNoteAttendance(meeting, trx.at)) throw new Refusal('meetings.refused.not-its-day', 409)
  return meeting
}

/** Notes who is there, a row for each member. Nothing is stored if something is wrong. */
export async function noteAttendance(
  trx: Transaction,
  id: string,
  noted: readonly Noted[],
): Promise<Record<string, string>> {
  const meeting = await held(trx, id)
  const members = new Set(
    (await attendersOf(trx.db, meeting.partnership, dayOf(trx.at))).map((each) => each.member),
  )
  const stays = await staysOf(trx.db, id)
  // Somebody whose office ended since keeps what was noted of them.
  const known = noted.filter((each) => members.has(each.member))
  const { changes, problems } = attendanceChanges(stays, known, meeting, trx.at)
  if (Object.keys(problems).length > 0) return problems
  for (const each of changes)
    if (each.change === 'insert') await insertStay(trx.db, id, each.stay, personOf(trx))
    else await updateStay(trx.db, id, each.began, each.stay, personOf(trx))
  return {}
}

/** Somebody goes, or comes back after they went. */
export async function comeOrGo(trx: Transaction, id: string, member: string): Promise<void> {
  await held(trx, id)
  const last = (await staysOf(trx.db, id)).findLast((each) => each.member === member)
  if (!last || isMistake(last)) throw new Refusal('meetings.refused.not-there', 409)
  if (last.arrivedAt >= trx.at || (last.leftAt && last.leftAt > trx.at)) return
  const again: Stay = { ...last, arrivedAt: trx.at, leftAt: null }
  if (last.leftAt) await insertStay(trx.db, id, again, personOf(trx))
  else await updateStay(trx.db, id, last.arrivedAt, { ...last, leftAt: trx.at }, personOf(trx))
}
