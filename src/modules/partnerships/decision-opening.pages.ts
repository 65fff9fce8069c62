import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { dateInput } from '../../ui/components/date-input.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { addDays, dayOf, endOfDay, readDay } from '../places/index.ts'
import { enterDecision, type StepsOf } from './decision-entry.pages.ts'
import { openDecision } from './decision.actions.ts'
import { drawDecision } from './decision-show.pages.ts'
import type { Decision } from './decision.ts'
import type { AtMeeting } from './electorate.sql.ts'
import { error, one, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'

const form = z.object({
  day: z.string().default(''),
  month: z.string().default(''),
  year: z.string().default(''),
})

/** How long people have for a vote between meetings, unless another day is chosen. */
const usualDays = 14

/** Opening a vote. */
export function decisionOpeningPages(system: System, stepsOf: StepsOf): Hono<Env> {
  return new Hono<Env>().post(routes.decisionOpening, async (c) => {
    const { decision, visit } = await enterDecision(system, c)
    const read = await readForm(c, form)
    const given = read.ok ? read.value : { day: '', month: '', year: '' }
    const now = system.clock.now()
    const last = readDay(given.day, given.month, given.year)
    const closesAt = decision.meeting || !last ? null : endOfDay(last)
    if (!decision.meeting && (!closesAt || closesAt <= now))
      return drawDecision(system, stepsOf, c, {
        given,
        errors: { 'closes-day': 'decisions.resident.refused.day' },
      })
    await transaction(system.db, visit.actor, now, (trx) =>
      openDecision(trx, decision.id, closesAt),
    )
    return c.redirect(link(routes.decision, { decision: decision.id }, { done: 'opened' }), 303)
  })
}

export function openingForm(
  w: Words,
  decision: Decision,
  meeting: AtMeeting | undefined,
  sent: Sent,
  at: Date,
): Html {
  const title = html`<h2>${w.t('decisions.opening')}</h2>`
  if (meeting?.cancelled)
    return html`${title}${insetText({ text: w.t('decisions.opening.cancelled') })}`
  if (meeting && meeting.daysOfNotice === null)
    return html`${title}${insetText({ text: html`${w.t('decisions.opening.no-notice')} <a href="${link(routes.meeting, { meeting: meeting.id })}">${meeting.title}</a>` })}`
  const [year, month, day] = addDays(dayOf(at), usualDays).split('-')
  return html`${title}
    <p>${w.t(meeting ? 'decisions.opening.meeting' : 'decisions.opening.between')}</p>
    <form method="post" action="${link(routes.decisionOpening, { decision: decision.id })}" novalidate>
      ${
        meeting
          ? null
          : dateInput({
              words: w,
              id: 'closes',
              fieldset: { legend: { text: w.t('decisions.opening.until') } },
              values: {
                day: one(sent, 'day') ?? String(Number(day)),
                month: one(sent, 'month') ?? String(Number(month)),
                year: one(sent, 'year') ?? year,
              },
              ...error(w, sent, 'closes-day'),
            })
      }
      ${button({ text: w.t('decisions.opening.go'), preventDoubleClick: true })}
    </form>`
}
