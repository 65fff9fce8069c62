import { Hono } from 'hono'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { reading } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import type { Language, Words } from '../../ui/words/index.ts'
import { words as wordsOf } from '../../ui/words/index.ts'
import { anonymous } from '../../platform/actor.ts'
import { agendaOf } from './agenda.sql.ts'
import type { AgendaItem } from './agenda.ts'
import { enter } from './entry.pages.ts'
import { meetingById, meetingsOf } from './meeting.sql.ts'
import type { Meeting } from './meeting.ts'
import type { Partnership } from './partnership.ts'
import { partnershipById } from './partnership.sql.ts'
import { routes } from './routes.ts'

type Entry = { meeting: Meeting; items: AgendaItem[] }

const type = { 'content-type': 'text/calendar; charset=utf-8' }

/**
 * Meetings as a calendar that any program follows (RFC 5545): all of a partnership's, and one alone.
 * Read as anybody, since a calendar's address travels: no drafts, and not how to join.
 */
export function meetingCalendarPages(system: System): Hono<Env> {
  const withItems = (meetings: readonly Meeting[]): Promise<Entry[]> =>
    reading(system.db, anonymous, async (db) => {
      const entries: Entry[] = []
      for (const meeting of meetings)
        entries.push({ meeting, items: await agendaOf(db, meeting.id) })
      return entries
    })

  return new Hono<Env>()
    .get(routes.meetingsCalendar, async (c) => {
      const { partnership, words: w } = await enter(system, c, 'meetings.resident')
      const meetings = await reading(system.db, anonymous, (db) => meetingsOf(db, partnership.id))
      const name = w.t('meetings.resident.calendar.name', { partnership: partnership.name })
      return c.body(drawn(system, w, partnership, name, await withItems(meetings)), 200, type)
    })
    .get(routes.meetingCalendar, async (c) => {
      const meeting = await reading(system.db, anonymous, (db) =>
        meetingById(db, c.req.param('meeting')),
      )
      const partnership = meeting && (await partnershipById(system.db, meeting.partnership))
      if (!meeting || !partnership) throw notFound()
      const w = wordsOf(c.get('visit').language as Language)
      return c.body(drawn(system, w, partnership, meeting.title, await withItems([meeting])), 200, {
        ...type,
        'content-disposition': 'attachment; filename="meeting.ics"',
      })
    })
}

function drawn(
  system: System,
  w: Words,
  partnership: Partnership,
  name: string,
  entries: readonly Entry[],
): string {
  const base = system.config.publicUrl
  const host = new URL(base).hostname
  const calendar = ical({
    name,
    prodId: { company: 'Common Thread', product: 'meetings', language: w.language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
  })
  for (const { meeting, items } of entries) {
    const address = base + link(routes.meeting, { meeting: meeting.id })
    calendar.createEvent({
      // The same for ever, so that a calendar that has it changes it rather than adding another.
      id: `${meeting.id}@${host}`,
      // After notice nothing of a meeting changes but that it is cancelled.
      sequence: meeting.cancelled ? 1 : 0,
      status: meeting.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      stamp: meeting.cancelled?.at ?? meeting.notice!.sentAt,
      // Moments, in UTC: every calendar shows them by its own reader's clock, summer and winter.
      start: meeting.startsAt,
      end: meeting.endsAt,
      summary: meeting.cancelled
        ? w.t('meetings.resident.calendar.cancelled', { title: meeting.title })
        : meeting.title,
      location: meeting.place,
      url: address,
      description: [
        partnership.name,
        ...(meeting.cancelled ? [meeting.cancelled.reason] : []),
        ...items.map((each, index) => `${index + 1}. ${each.title}`),
        address,
      ].join('\n'),
    })
  }
  return calendar.toString()
}
