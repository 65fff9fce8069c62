import { system as asSystem } from '../../platform/actor.ts'
import { transaction, type Transaction } from '../../platform/database/index.ts'
import type { Task, Tasks } from '../../platform/jobs/index.ts'
import { send } from '../../platform/mail/index.ts'
import type { System } from '../../platform/system.ts'
import { link } from '../../platform/web/index.ts'
import { isLanguage, wordsOfPage } from '../../ui/words/index.ts'
import { contactsOf } from '../people/index.ts'
import { addDays, dayOf, momentAt, startOfDay } from '../places/index.ts'
import { agendaOf } from './agenda.sql.ts'
import type { AgendaItem } from './agenda.ts'
import { meetingById } from './meeting.sql.ts'
import type { Meeting } from './meeting.ts'
import { markTold, meetingsToRemindOf, toTell, type Told } from './notice.sql.ts'
import { reminderHour } from './notice.ts'
import type { Partnership } from './partnership.ts'
import { partnershipById } from './partnership.sql.ts'
import { routes } from './routes.ts'

const atOnce = 100

const kinds: readonly Told[] = ['notice', 'reminder', 'cancellation']

/** Writes to every member about a meeting, each exactly once: that they were told and the message are stored together. */
const tellOfMeeting: Task = async (system, payload) => {
  const kind = kinds.find((each) => each === payload['kind'])
  if (kind) await tellAll(system, String(payload['meeting']), kind)
}

/**
 * Reminds of every meeting that is tomorrow, and of today's that nobody could be reminded of yet
 * because the program was not running. Notice that was itself sent so late is reminder enough.
 */
const remindOfMeetings: Task = async (system) => {
  const now = system.clock.now()
  const today = dayOf(now)
  const hour = momentAt(today, reminderHour)
  const dayAfter = startOfDay(addDays(today, 2))
  const due = await transaction(system.db, asSystem('remind-of-meetings'), now, ({ db }) =>
    now >= hour
      ? meetingsToRemindOf(db, now, dayAfter, hour)
      : meetingsToRemindOf(
          db,
          now,
          startOfDay(addDays(today, 1)),
          momentAt(addDays(today, -1), reminderHour),
        ),
  )
  for (const meeting of due) await tellAll(system, meeting, 'reminder')
}

/** What runs when is told by graphile-worker; the rows say what was done. */
export const meetingTasks: Tasks = {
  'tell-of-meeting': tellOfMeeting,
  'remind-of-meetings': remindOfMeetings,
}
export const meetingCrontab = '*/15 * * * * remind-of-meetings'

async function tellAll(system: System, id: string, kind: Told): Promise<void> {
  for (let more = true; more;)
    more = await transaction(system.db, asSystem('tell-of-meeting'), system.clock.now(), (trx) =>
      tellSome(system, trx, id, kind),
    )
}

async function tellSome(
  system: System,
  trx: Transaction,
  id: string,
  kind: Told,
): Promise<boolean> {
  const meeting = await meetingById(trx.db, id)
  const partnership = meeting && (await partnershipById(trx.db, meeting.partnership))
  if (!meeting?.notice || !partnership) return false
  // Cancelled or begun since: nobody is called to a meeting that will not be, or that has been.
  if (kind !== 'cancellation' && (meeting.cancelled || meeting.startsAt <= trx.at)) return false
  const [items, people] = await Promise.all([
    agendaOf(trx.db, id),
    toTell(trx.db, id, kind, atOnce),
  ])
  const contacts = new Map((await contactsOf(trx.db, people)).map((each) => [each.id, each]))
  for (const person of people) {
    const fresh = await markTold(trx.db, { meeting: id, kind, person, at: trx.at })
    const contact = contacts.get(person)
    if (fresh && contact) await write(system, trx, contact, kind, { meeting, partnership, items })
  }
  return people.length === atOnce
}

async function write(
  system: System,
  trx: Transaction,
  to: { email: string; language: string | null },
  kind: Told,
  about: { meeting: Meeting; partnership: Partnership; items: readonly AgendaItem[] },
): Promise<void> {
  const { meeting, partnership, items } = about
  const wanted = to.language ?? partnership.languages[0]
  const w = wordsOfPage(isLanguage(wanted) ? wanted : 'en', 'meetings.mail')
  const base = system.config.publicUrl
  const values = {
    partnership: partnership.name,
    title: meeting.title,
    day: w.date(meeting.startsAt, 'weekday'),
    starts: w.time(meeting.startsAt),
    ends: w.time(meeting.endsAt),
    place: meeting.place,
    joining: meeting.joining,
    agenda: items.map((each, index) => `${index + 1}. ${each.title}`).join('\n'),
    short: meeting.notice?.reason ?? '',
    reason: meeting.cancelled?.reason ?? '',
    address: `${base}${link(routes.meeting, { meeting: meeting.id })}`,
  }
  const parts = [
    w.t(`meetings.mail.${kind}.lead`, values),
    ...(kind === 'cancellation'
      ? [w.t('meetings.mail.why', values)]
      : [
          w.t('meetings.mail.where', values),
          ...(meeting.joining === '' ? [] : [w.t('meetings.mail.joining', values)]),
          ...(kind === 'notice' && meeting.notice?.reason
            ? [w.t('meetings.mail.short', values)]
            : []),
          w.t('meetings.mail.agenda', values),
        ]),
    w.t('meetings.mail.page', values),
  ]
  await send(trx, {
    channel: 'email',
    recipient: to.email,
    subject: w.t(`meetings.mail.${kind}.subject`, values),
    body: parts.join('\n\n'),
    language: w.language,
  })
}
