import { addItem } from '../../modules/partnerships/agenda.actions.ts'
import type { AttendanceChannel } from '../../modules/partnerships/attendance.ts'
import { noteAttendance } from '../../modules/partnerships/attendance.actions.ts'
import {
  closeDecision,
  declareInterestIn,
  openDecision,
} from '../../modules/partnerships/decision.actions.ts'
import { decisionById } from '../../modules/partnerships/decision.sql.ts'
import type { Outcome } from '../../modules/partnerships/decision.ts'
import { callMeeting } from '../../modules/partnerships/meeting.actions.ts'
import { publishMinutes, writeMinutes } from '../../modules/partnerships/minutes.actions.ts'
import { sendNotice } from '../../modules/partnerships/notice.actions.ts'
import { recordVotes } from '../../modules/partnerships/vote.actions.ts'
import type { RecordedChannel } from '../../modules/partnerships/vote.ts'
import { addDays } from '../../modules/places/index.ts'
import { heldClock } from '../../platform/clock.ts'
import { runListeners } from '../listeners.ts'
import { evening, type Board } from './board.ts'

type Matter = { title: string; note?: string; decision?: string; node?: string }

/** Calls a meeting of an invented board, puts matters on its agenda and gives notice. Returns its id. */
export async function call(
  board: Board,
  given: {
    by: string
    day: string
    called: Date
    noticed: Date
    title: string
    place: string
    joining: string
    matters: (meeting: string) => Promise<readonly Matter[]>
  },
): Promise<string> {
  const { by, day, title, place, joining } = given
  const meeting = await board.does(by, given.called, (trx) =>
    callMeeting(trx, board.partnership, {
      title,
      startsAt: evening(day, '18:30'),
      endsAt: evening(day, '20:30'),
      place,
      joining,
      yearly: false,
    }),
  )
  const matters = await given.matters(meeting)
  await board.does(by, given.noticed, async (trx) => {
    for (const { note = '', decision = null, node = null, ...each } of matters)
      await addItem(trx, meeting, { ...each, note, decision, node })
    await sendNotice(trx, meeting, board.nation, '')
  })
  return meeting
}

export type Came = Partial<Record<AttendanceChannel, readonly string[]>>

/** Notes who came, by each way of coming. */
export async function attend(
  board: Board,
  given: { by: string; meeting: string; day: string; came: Came },
): Promise<void> {
  const noted = Object.entries(given.came).flatMap(([channel, keys]) =>
    keys.map((key) => ({ member: board.member(key), channel, arrived: '18:30', left: '' })),
  )
  const problems = await board.does(given.by, evening(given.day, '18:40'), (trx) =>
    noteAttendance(trx, given.meeting, noted),
  )
  if (Object.keys(problems).length > 0)
    throw new Error(`the demonstration's own attendance is wrong: ${JSON.stringify(problems)}`)
}

/** Who votes for which option, by its place, and by which way. */
export type Votes = Partial<Record<RecordedChannel, Readonly<Record<string, number>>>>

/** Opens a question at a meeting, takes in the votes and closes it. Whoever listens hears of it at once. */
export async function decide(
  board: Board,
  given: {
    by: string
    keyedBy: string
    decision: string
    day: string
    from: string
    to: string
    votes: Votes
    interests?: readonly { member: string; reason: string }[]
  },
): Promise<Outcome> {
  const { by, decision } = given
  const opened = evening(given.day, given.from)
  await board.does(by, opened, async (trx) => {
    for (const { member, reason } of given.interests ?? [])
      await declareInterestIn(trx, decision, board.member(member), reason)
    await openDecision(trx, decision, null)
  })
  await board.does(given.keyedBy, new Date(opened.getTime() + 60_000), async (trx) => {
    const { options } = (await decisionById(trx.db, decision))!
    const votes = Object.entries(given.votes).flatMap(([channel, cast]) =>
      Object.entries(cast).map(([key, option]) => ({
        member: board.member(key),
        option: options[option]!.id,
        channel: channel as RecordedChannel,
      })),
    )
    await recordVotes(trx, decision, votes)
  })
  const closed = evening(given.day, given.to)
  const outcome = await board.does(by, closed, (trx) => closeDecision(trx, decision))
  await runListeners(
    { ...board.system, clock: heldClock(closed) },
    { partnership: board.partnership },
  )
  return outcome
}

/** Writes up a meeting the next morning and publishes that two days after. */
export async function minute(
  board: Board,
  given: { by: string; meeting: string; day: string; text: string; language: string },
): Promise<void> {
  const { by, meeting, text, language } = given
  const version = await board.does(by, evening(addDays(given.day, 1), '10:15'), (trx) =>
    writeMinutes(trx, meeting, { text, language }),
  )
  await board.does(by, evening(addDays(given.day, 3), '09:40'), (trx) =>
    publishMinutes(trx, meeting, version),
  )
}
