import { Hono } from 'hono'
import { reading } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { tag } from '../../ui/components/tag.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { languagesOfPage, type Words } from '../../ui/words/index.ts'
import { can } from '../people/index.ts'
import { enter } from './entry.pages.ts'
import { header } from './header.pages.ts'
import { theirs, when } from './meeting-entry.pages.ts'
import { meetingState, type Meeting } from './meeting.ts'
import { meetingsOf } from './meeting.sql.ts'
import type { Partnership } from './partnership.ts'
import { routes } from './routes.ts'

/** A partnership's meetings: those to come, and those that have been. Drafts are for members. */
export function meetingListPages(system: System): Hono<Env> {
  return new Hono<Env>().get(routes.meetings, async (c) => {
    const { partnership, words: w, visit } = await enter(system, c, 'meetings.resident')
    const meetings = await reading(system.db, visit.actor, (db) => meetingsOf(db, partnership.id))
    const organiser = can(visit.actor, 'call', { kind: 'meeting', partnership: partnership.id })
    const now = system.clock.now()
    const next = meetings.filter((each) => each.endsAt > now)
    const past = meetings.filter((each) => each.endsAt <= now).toReversed()
    const slug = { slug: partnership.slug }
    const title = w.t('meetings.resident.title')
    const call = { href: link(routes.newMeeting, slug), text: w.t('meetings.resident.call') }
    const body = html`<h1>${title}</h1>
      <p class="lead">${w.t('meetings.resident.lead')}</p>
      ${organiser && meetings.length > 0 ? html`<p class="no-print">${button(call)}</p>` : null}
      <h2>${w.t('meetings.resident.next')}</h2>
      ${
        next.length > 0
          ? list(w, partnership, next, now)
          : emptyState({
              title: w.t('meetings.resident.none'),
              text: w.t('meetings.resident.none.text'),
              ...(organiser ? { action: call } : {}),
            })
      }
      ${past.length > 0 ? html`<h2>${w.t('meetings.resident.past')}</h2>${list(w, partnership, past, now)}` : null}
      <p class="no-print"><a href="${link(routes.meetingsCalendar, slug)}">${w.t('meetings.resident.calendar')}</a></p>
      <p class="soft no-print">${w.t('meetings.resident.calendar.text')}</p>`
    return c.render(body, {
      title,
      ...header(partnership, w, 'decisions'),
      languages: languagesOfPage('meetings.resident'),
    } satisfies Head)
  })
}

function list(w: Words, partnership: Partnership, meetings: readonly Meeting[], now: Date): Html {
  return html`<ul class="govuk-list">${meetings.map((meeting) => {
    const at = { meeting: meeting.id }
    const state = meetingState(meeting, now)
    return html`<li class="card"><h3><a href="${link(routes.meeting, at)}">${theirs({ partnership, w }, meeting.title)}</a>${
      state === 'coming' || state === 'over'
        ? null
        : html` ${tag({ text: w.t(`meetings.resident.state.${state}`), classes: 'govuk-tag--grey' })}`
    }</h3>
      <p>${when(w, meeting)}<br>${theirs({ partnership, w }, meeting.place)}</p>${
        meeting.minutes === null
          ? null
          : html`<p><a href="${link(routes.minutes, at)}">${w.t('meetings.resident.minutes')}<span class="govuk-visually-hidden">: ${theirs({ partnership, w }, meeting.title)}</span></a></p>`
      }</li>`
  })}</ul>`
}
