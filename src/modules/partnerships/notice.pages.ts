import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { summaryList } from '../../ui/components/summary-list.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { warningText } from '../../ui/components/warning-text.ts'
import { html, type Html } from '../../ui/html.ts'
import { nameIn } from '../places/index.ts'
import { agendaShown } from './agenda.pages.ts'
import { agendaOf, waitingDecisions } from './agenda.sql.ts'
import type { AgendaItem } from './agenda.ts'
import { enterMeeting, when, type MeetingEntry } from './meeting-entry.pages.ts'
import { noticeNow, sendNotice } from './notice.actions.ts'
import { error, one, problems, titled, untouched, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'

const form = z.object({ reason: z.string().trim().max(1000, 'meetings.refused.long').default('') })

type Standing = Awaited<ReturnType<typeof noticeNow>>

/** Sending notice: what it needs, until when, and what it does. */
export function noticePages(system: System): Hono<Env> {
  async function page(entry: MeetingEntry, sent: Sent): Promise<Html> {
    const { meeting, partnership, visit } = entry
    if (meeting.notice || meeting.cancelled)
      throw new Refusal(
        meeting.notice ? 'meetings.refused.notice-sent' : 'meetings.refused.cancelled',
        409,
      )
    const { items, more, standing } = await reading(system.db, visit.actor, async (db) => ({
      items: await agendaOf(db, meeting.id),
      more: (await waitingDecisions(db, partnership.id, meeting.id)).filter(
        (each) => each.here && !each.failed,
      ),
      standing: await noticeNow(db, meeting, partnership.nation, system.clock.now()),
    }))
    const added = more.map((each, index) => ({
      id: each.id,
      meeting: meeting.id,
      position: items.length + index + 1,
      title: each.question,
      note: '',
      decision: each.id,
      node: null,
    }))
    return draw(entry, sent, [...items, ...added], standing)
  }

  return new Hono<Env>()
    .get(routes.notice, async (c) => {
      const entry = await enterMeeting(system, c, 'change')
      return c.render(
        await page(entry, untouched),
        entry.head(entry.w.t('meetings.notice.title'), { width: 'reading' }),
      )
    })
    .post(routes.notice, async (c) => {
      const entry = await enterMeeting(system, c, 'change')
      const read = await readForm(c, form)
      const again = async (sent: Sent) =>
        c.render(
          await page(entry, sent),
          entry.head(titled(entry.w, sent, entry.w.t('meetings.notice.title')), {
            width: 'reading',
            status: 422,
          }),
        )
      if (!read.ok) return again(read)
      try {
        await transaction(system.db, entry.visit.actor, system.clock.now(), (trx) =>
          sendNotice(trx, entry.meeting.id, entry.partnership.nation, read.value.reason),
        )
      } catch (refused) {
        if (refused instanceof Refusal && refused.status === 422)
          return again({ given: read.value, errors: { reason: refused.key } })
        throw refused
      }
      return c.redirect(link(routes.meeting, { meeting: entry.meeting.id }), 303)
    })
}

function draw(
  entry: MeetingEntry,
  sent: Sent,
  items: readonly AgendaItem[],
  { asked, given, changesRules }: Standing,
): Html {
  const { w, meeting } = entry
  const late = changesRules && !given.advertised
  return html`${problems(w, sent)}
    <h1>${w.t('meetings.notice.title')}</h1>
    <p>${meeting.title}<br>${when(w, meeting)}</p>
    ${summaryList({
      rows: [
        {
          key: w.t('meetings.notice.asked'),
          value: html`${w.t('meetings.notice.asked.days', { days: asked.clearDays })}${
            asked.advertisedDays > 0
              ? html`<br>${w.t('meetings.notice.asked.advertised', { days: asked.advertisedDays })}`
              : null
          }`,
        },
        { key: w.t('meetings.notice.latest'), value: w.date(given.latest, 'weekday') },
        {
          key: w.t('meetings.notice.given'),
          value: w.t('meetings.notice.given.days', { days: given.clearDays }),
        },
        {
          key: w.t('meetings.notice.holidays'),
          value:
            given.holidays.length === 0
              ? w.t('meetings.notice.holidays.none')
              : html`${given.holidays.map((each, index) => html`${index > 0 ? html`<br>` : null}${w.date(each.day, 'weekday')}: ${nameIn(each.name, w.language)}`)}`,
        },
      ],
    })}
    <p class="soft">${w.t('meetings.notice.counted')}</p>
    <h2>${w.t('meetings.resident.agenda')}</h2>
    ${agendaShown(entry, items)}
    ${
      late
        ? warningText({
            words: w,
            text: w.t('meetings.refused.rules-too-late', { days: asked.advertisedDays }),
          })
        : html`<form method="post" action="${link(routes.notice, { meeting: meeting.id })}" novalidate>
      ${
        given.enough && !sent.errors['reason']
          ? null
          : html`${given.enough ? null : warningText({ words: w, text: w.t('meetings.notice.short') })}
            ${textarea({
              words: w,
              name: 'reason',
              label: { text: w.t('meetings.notice.reason'), classes: 'govuk-label--m' },
              hint: w.t('meetings.notice.reason.hint'),
              value: one(sent, 'reason'),
              rows: 3,
              ...error(w, sent, 'reason'),
            })}`
      }
      <p>${w.t('meetings.notice.what')}</p>
      ${button({ text: w.t('meetings.notice.go'), preventDoubleClick: true })}
    </form>`
    }`
}
