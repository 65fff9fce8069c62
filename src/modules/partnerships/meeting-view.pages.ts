import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction, type Database } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { details } from '../../ui/components/details.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { summaryList, type SummaryRow } from '../../ui/components/summary-list.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { timestamp } from '../../ui/components/timestamp.ts'
import { warningText } from '../../ui/components/warning-text.ts'
import { html, type Html } from '../../ui/html.ts'
import { agendaEditor, agendaShown, type OpenItems } from './agenda.pages.ts'
import { agendaOf, waitingDecisions, type WaitingDecision } from './agenda.sql.ts'
import { constitutionOf } from './constitution.sql.ts'
import { enterMeeting, theirs, when, type MeetingEntry } from './meeting-entry.pages.ts'
import { cancelMeeting } from './meeting.actions.ts'
import { mayNoteAttendance, meetingState, yearlyDue, type Meeting } from './meeting.ts'
import { meetingsOf } from './meeting.sql.ts'
import { error, problems, titled, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'

const cancellation = z.object({
  reason: z
    .string({ error: 'meetings.refused.reason' })
    .trim()
    .min(1, 'meetings.refused.reason')
    .max(1000, 'meetings.refused.long'),
})

/** One meeting: when, where and about what, and what came of it. */
export function meetingViewPages(system: System, openItems: readonly OpenItems[]): Hono<Env> {
  async function waiting(entry: MeetingEntry, db: Database): Promise<Waiting> {
    const { partnership, meeting } = entry
    const [decisions, meetings, rules] = await Promise.all([
      waitingDecisions(db, partnership.id, meeting.id),
      meetingsOf(db, partnership.id),
      constitutionOf(db, partnership.id, system.clock.now()),
    ])
    return {
      decisions,
      before: meetings.findLast(
        (each) => each.notice && !each.cancelled && each.startsAt < meeting.startsAt,
      ),
      yearly: !!rules?.yearlyMeeting && !meeting.yearly && yearlyDue(meetings, meeting.startsAt),
    }
  }

  return new Hono<Env>()
    .get(routes.meeting, async (c) => {
      const entry = await enterMeeting(system, c)
      const { meeting, partnership, w, visit } = entry
      const state = meetingState(meeting, system.clock.now())
      const editing = state === 'draft' && entry.may('change')
      const { items, found } = await reading(system.db, visit.actor, async (db) => ({
        items: await agendaOf(db, meeting.id),
        found: editing ? await waiting(entry, db) : undefined,
      }))
      const given = editing
        ? (await Promise.all(openItems.map((each) => each(system, partnership, visit)))).flat()
        : []
      const body = html`<p class="kicker">${partnership.name}</p>
        <h1>${theirs(entry, meeting.title)}</h1>
        ${standing(entry, state)}
        ${about(entry)}
        ${meeting.notice && !meeting.cancelled ? links(entry, system.clock.now()) : null}
        ${
          found
            ? agendaEditor(entry, items, given, found)
            : html`<h2>${w.t('meetings.resident.agenda')}</h2>${agendaShown(entry, items)}`
        }
        ${state === 'cancelled' || state === 'over' || !entry.may('change') ? null : organising(entry)}`
      return c.render(
        body,
        entry.head(meeting.title, {
          about: undefined,
          back: {
            href: link(routes.meetings, { slug: partnership.slug }),
            text: w.t('meetings.resident.title'),
          },
        }),
      )
    })
    .get(routes.cancellation, async (c) => {
      const entry = await enterMeeting(system, c, 'change')
      return c.render(
        cancelForm(entry, { given: {}, errors: {} }),
        entry.head(entry.w.t('meetings.cancel.title'), { width: 'reading' }),
      )
    })
    .post(routes.cancellation, async (c) => {
      const entry = await enterMeeting(system, c, 'change')
      const read = await readForm(c, cancellation)
      if (!read.ok)
        return c.render(
          cancelForm(entry, read),
          entry.head(titled(entry.w, read, entry.w.t('meetings.cancel.title')), {
            width: 'reading',
            status: 422,
          }),
        )
      await transaction(system.db, entry.visit.actor, system.clock.now(), (trx) =>
        cancelMeeting(trx, entry.meeting.id, read.value.reason),
      )
      return c.redirect(link(routes.meeting, { meeting: entry.meeting.id }), 303)
    })
}

export type Waiting = {
  decisions: WaitingDecision[]
  /** The meeting before, whose minutes are agreed at this one. */
  before: Meeting | undefined
  /** Whether the yearly meeting is due and this is not it. */
  yearly: boolean
}

/** What somebody should know first: that it is off, or that only members see it. */
function standing(entry: MeetingEntry, state: ReturnType<typeof meetingState>): Html | null {
  const { w, meeting } = entry
  if (meeting.cancelled)
    return warningText({
      words: w,
      text: html`${w.t('meetings.resident.cancelled', { day: w.date(meeting.cancelled.at) })} ${theirs(entry, meeting.cancelled.reason)}`,
    })
  if (state === 'draft') return insetText({ text: w.t('meetings.draft') })
  if (state === 'on') return insetText({ text: w.t('meetings.resident.now') })
  return null
}

function about(entry: MeetingEntry): Html {
  const { w, meeting, member } = entry
  const rows: SummaryRow[] = [
    { key: w.t('meetings.resident.day'), value: when(w, meeting) },
    { key: w.t('meetings.resident.place'), value: theirs(entry, meeting.place) },
  ]
  if (member && meeting.joining !== '')
    rows.push({
      key: w.t('meetings.joining'),
      value: html`${meeting.joining.split('\n').map((line, index) => html`${index > 0 ? html`<br>` : null}${line}`)}`,
    })
  if (meeting.yearly)
    rows.push({ key: w.t('meetings.resident.kind'), value: w.t('meetings.resident.yearly') })
  if (meeting.notice) rows.push({ key: w.t('meetings.resident.notice'), value: told(entry) })
  return summaryList({ rows })
}

/** When notice was sent, and openly if it was shorter than the partnership's own rules ask for. */
function told(entry: MeetingEntry): Html {
  const { w, meeting } = entry
  const { sentAt, clearDays, askedDays, reason } = meeting.notice!
  return html`${timestamp({ words: w, when: sentAt })}<br>${w.t('meetings.resident.clear-days', { given: clearDays, asked: askedDays })}${
    reason === null
      ? null
      : html`<br><strong>${w.t('meetings.resident.short')}</strong> ${theirs(entry, reason)}`
  }`
}

function links(entry: MeetingEntry, now: Date): Html {
  const { w, meeting, member } = entry
  const at = { meeting: meeting.id }
  const calendar = html`<li><a href="${link(routes.meetingCalendar, at)}">${w.t('meetings.resident.add')}</a></li>`
  const minutes =
    meeting.minutes === null && !(member && meeting.startsAt <= now)
      ? null
      : html`<li><a href="${link(routes.minutes, at)}">${w.t('meetings.resident.minutes')}</a></li>`
  const attendance =
    member && mayNoteAttendance(meeting, now)
      ? html`<li><a href="${link(routes.attendance, at)}">${w.t('meetings.attendance.link')}</a></li>`
      : null
  return html`<ul class="govuk-list no-print">${attendance}${minutes}${calendar}</ul>`
}

function organising(entry: MeetingEntry): Html {
  const { w, meeting } = entry
  const at = { meeting: meeting.id }
  const secondary = 'govuk-button--secondary'
  return html`<div class="no-print"><h2>${w.t('meetings.organising')}</h2>
    <p class="row">${
      meeting.notice
        ? null
        : html`${button({ href: link(routes.notice, at), text: w.t('meetings.notice.title') })}
          ${button({ href: link(routes.meetingChange, at), text: w.t('meetings.change.title'), classes: secondary })}`
    }
    ${button({ href: link(routes.cancellation, at), text: w.t('meetings.cancel.title'), classes: secondary })}</p>${
      meeting.notice
        ? details({
            summary: w.t('meetings.fixed.summary'),
            text: html`<p>${w.t('meetings.fixed.text')}</p>`,
          })
        : null
    }</div>`
}

function cancelForm(entry: MeetingEntry, sent: Sent): Html {
  const { w, meeting } = entry
  return html`${problems(w, sent)}
    <h1>${w.t('meetings.cancel.title')}</h1>
    <p>${meeting.title}<br>${when(w, meeting)}</p>
    <p>${w.t(meeting.notice ? 'meetings.cancel.told' : 'meetings.cancel.draft')}</p>
    <form method="post" action="${link(routes.cancellation, { meeting: meeting.id })}" novalidate>
      ${textarea({
        words: w,
        name: 'reason',
        label: { text: w.t('meetings.cancel.reason'), classes: 'govuk-label--m' },
        rows: 3,
        ...error(w, sent, 'reason'),
      })}
      ${button({ text: w.t('meetings.cancel.go'), classes: 'govuk-button--warning', preventDoubleClick: true })}
    </form>`
}
