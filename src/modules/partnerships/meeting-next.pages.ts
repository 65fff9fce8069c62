import { reading } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, type Visit } from '../../platform/web/index.ts'
import { html, type Html } from '../../ui/html.ts'
import { words, type Language } from '../../ui/words/index.ts'
import { theirs, when } from './meeting-entry.pages.ts'
import { meetingsOf } from './meeting.sql.ts'
import type { Partnership } from './partnership.ts'
import { routes } from './routes.ts'

/** The next meeting, for a partnership's front page, and the way to all of them. */
export async function nextMeetingSection(
  system: System,
  partnership: Partnership,
  visit: Visit,
): Promise<Html> {
  const w = words(visit.language as Language)
  const now = system.clock.now()
  const meetings = await reading(system.db, visit.actor, (db) => meetingsOf(db, partnership.id))
  const next = meetings.find((each) => each.notice && !each.cancelled && each.endsAt > now)
  return html`<section aria-labelledby="meetings"><h2 id="meetings">${w.t('meetings.resident.title')}</h2>
    <p>${
      next
        ? html`<a href="${link(routes.meeting, { meeting: next.id })}">${theirs({ partnership, w }, next.title)}</a><br>${when(w, next)}<br>${theirs({ partnership, w }, next.place)}`
        : w.t('meetings.resident.none')
    }</p>
    <p><a href="${link(routes.meetings, { slug: partnership.slug })}">${w.t('meetings.resident.all')}</a></p></section>`
}
