import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { checkboxes } from '../../ui/components/checkboxes.ts'
import { dateInput } from '../../ui/components/date-input.ts'
import { input } from '../../ui/components/input.ts'
import { textarea } from '../../ui/components/textarea.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { languagesOfPage, type Words } from '../../ui/words/index.ts'
import { allow } from '../people/index.ts'
import { readDay } from '../places/index.ts'
import { agendaPages, type OpenItems } from './agenda.pages.ts'
import { attendancePages } from './attendance.pages.ts'
import { enter } from './entry.pages.ts'
import { header } from './header.pages.ts'
import { meetingCalendarPages } from './meeting-calendar.pages.ts'
import { enterMeeting } from './meeting-entry.pages.ts'
import { meetingListPages } from './meeting-list.pages.ts'
import { meetingViewPages } from './meeting-view.pages.ts'
import { callMeeting, changeMeeting } from './meeting.actions.ts'
import { readTimes, typedTimes, yearlyDue, type Planned } from './meeting.ts'
import { minutesPages } from './minutes.pages.ts'
import { noticePages } from './notice.pages.ts'
import { constitutionOf } from './constitution.sql.ts'
import { meetingsOf } from './meeting.sql.ts'
import { error, one, problems, titled, untouched, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'

const text = (missing: string, longest: number) =>
  z.string({ error: missing }).trim().min(1, missing).max(longest, 'meetings.refused.long')

const form = z.object({
  title: text('meetings.refused.title', 200),
  'on-day': z.string().default(''),
  'on-month': z.string().default(''),
  'on-year': z.string().default(''),
  starts: z.string().default(''),
  ends: z.string().default(''),
  place: text('meetings.refused.place', 300),
  joining: z.string().trim().max(1000, 'meetings.refused.long').default(''),
  yearly: z.string().optional(),
})

/** Everything about meetings: calling one, and whatever follows from it. */
export function meetingPages(system: System, openItems: readonly OpenItems[] = []): Hono<Env> {
  return new Hono<Env>()
    .route('/', meetingListPages(system))
    .get(routes.newMeeting, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'meetings')
      allow(visit.actor, 'call', { kind: 'meeting', partnership: partnership.id })
      const [rules, meetings] = await Promise.all([
        constitutionOf(system.db, partnership.id, system.clock.now()),
        reading(system.db, visit.actor, (db) => meetingsOf(db, partnership.id)),
      ])
      const due = rules?.yearlyMeeting && yearlyDue(meetings, system.clock.now())
      const title = w.t('meetings.call.title')
      return c.render(
        draw(w, untouched, title, link(routes.meetings, { slug: partnership.slug }), {
          go: w.t('meetings.call.go'),
          yearlyDue: due ?? false,
        }),
        { ...head(title), ...header(partnership, w, 'decisions') },
      )
    })
    .post(routes.meetings, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'meetings')
      allow(visit.actor, 'call', { kind: 'meeting', partnership: partnership.id })
      const read = await planned(system, await readForm(c, form))
      const title = w.t('meetings.call.title')
      if (!('planned' in read))
        return c.render(
          draw(w, read, title, link(routes.meetings, { slug: partnership.slug }), {
            go: w.t('meetings.call.go'),
            yearlyDue: false,
          }),
          { ...head(titled(w, read, title)), ...header(partnership, w, 'decisions'), status: 422 },
        )
      const meeting = await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        callMeeting(trx, partnership.id, read.planned),
      )
      return c.redirect(link(routes.meeting, { meeting }), 303)
    })
    .get(routes.meetingChange, async (c) => {
      const entry = await enterMeeting(system, c, 'change')
      const { meeting, w } = entry
      const sent: Sent = {
        errors: {},
        given: {
          ...typedTimes(meeting),
          title: meeting.title,
          place: meeting.place,
          joining: meeting.joining,
          ...(meeting.yearly ? { yearly: 'yes' } : {}),
        },
      }
      const title = w.t('meetings.change.title')
      return c.render(
        draw(w, sent, title, link(routes.meetingChange, { meeting: meeting.id }), {
          go: w.t('meetings.save'),
          yearlyDue: false,
        }),
        entry.head(title, { width: 'reading' }),
      )
    })
    .post(routes.meetingChange, async (c) => {
      const entry = await enterMeeting(system, c, 'change')
      const { meeting, w, visit } = entry
      const read = await planned(system, await readForm(c, form))
      const title = w.t('meetings.change.title')
      const here = { meeting: meeting.id }
      if (!('planned' in read))
        return c.render(
          draw(w, read, title, link(routes.meetingChange, here), {
            go: w.t('meetings.save'),
            yearlyDue: false,
          }),
          entry.head(titled(w, read, title), { width: 'reading', status: 422 }),
        )
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        changeMeeting(trx, meeting.id, read.planned),
      )
      return c.redirect(link(routes.meeting, here), 303)
    })
    .route('/', meetingCalendarPages(system))
    .route('/', meetingViewPages(system, openItems))
    .route('/', agendaPages(system))
    .route('/', noticePages(system))
    .route('/', attendancePages(system))
    .route('/', minutesPages(system))
}

const head = (title: string): Head => ({
  title,
  width: 'reading',
  languages: languagesOfPage('meetings'),
})

type Read = Awaited<ReturnType<typeof readForm<typeof form>>>

/** What was planned, or what was wrong with it and what was typed. */
async function planned(system: System, read: Read): Promise<{ planned: Planned } | Sent> {
  if (!read.ok) return read
  const said = read.value
  const times = readTimes(
    readDay(said['on-day'], said['on-month'], said['on-year']),
    said.starts,
    said.ends,
    system.clock.now(),
  )
  if (!('startsAt' in times)) {
    const given = Object.fromEntries(
      Object.entries(said).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    )
    return { given, errors: { ...times } }
  }
  const { title, place, joining, yearly } = said
  return { planned: { title, place, joining, ...times, yearly: yearly !== undefined } }
}

function draw(
  w: Words,
  sent: Sent,
  title: string,
  action: string,
  rest: { go: string; yearlyDue: boolean },
): Html {
  return html`${problems(w, sent)}
    <h1>${title}</h1>
    <p>${w.t('meetings.call.lead')}</p>
    <form method="post" action="${action}" novalidate>
      ${input({
        words: w,
        name: 'title',
        label: { text: w.t('meetings.field.title'), classes: 'govuk-label--m' },
        hint: w.t('meetings.field.title.hint'),
        value: one(sent, 'title'),
        ...error(w, sent, 'title'),
      })}
      ${dateInput({
        words: w,
        id: 'day',
        namePrefix: 'on',
        fieldset: {
          legend: { text: w.t('meetings.field.day'), classes: 'govuk-fieldset__legend--m' },
        },
        values: Object.fromEntries(
          ['on-day', 'on-month', 'on-year'].map((name) => [name, one(sent, name)]),
        ),
        ...error(w, sent, 'day'),
      })}
      ${input({
        words: w,
        name: 'starts',
        label: { text: w.t('meetings.field.starts'), classes: 'govuk-label--m' },
        hint: w.t('meetings.field.time.hint'),
        value: one(sent, 'starts'),
        classes: 'govuk-input--width-5',
        ...error(w, sent, 'starts'),
      })}
      ${input({
        words: w,
        name: 'ends',
        label: { text: w.t('meetings.field.ends'), classes: 'govuk-label--m' },
        value: one(sent, 'ends'),
        classes: 'govuk-input--width-5',
        ...error(w, sent, 'ends'),
      })}
      ${input({
        words: w,
        name: 'place',
        label: { text: w.t('meetings.field.place'), classes: 'govuk-label--m' },
        hint: w.t('meetings.field.place.hint'),
        value: one(sent, 'place'),
        ...error(w, sent, 'place'),
      })}
      ${textarea({
        words: w,
        name: 'joining',
        label: { text: w.t('meetings.field.joining'), classes: 'govuk-label--m' },
        hint: w.t('meetings.field.joining.hint'),
        value: one(sent, 'joining'),
        rows: 3,
        ...error(w, sent, 'joining'),
      })}
      ${checkboxes({
        words: w,
        name: 'yearly',
        ...(rest.yearlyDue ? { hint: w.t('meetings.field.yearly.due') } : {}),
        fieldset: {
          legend: { text: w.t('meetings.field.yearly'), classes: 'govuk-fieldset__legend--m' },
        },
        values: one(sent, 'yearly') === undefined ? [] : ['yes'],
        items: [{ value: 'yes', text: w.t('meetings.field.yearly.yes') }],
      })}
      ${button({ text: rest.go, preventDoubleClick: true })}
    </form>`
}
