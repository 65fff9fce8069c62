import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { radios } from '../../ui/components/radios.ts'
import { textarea } from '../../ui/components/textarea.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { isLanguage, type Words } from '../../ui/words/index.ts'
import { allow } from '../people/index.ts'
import { dayOf, holdsPostcode } from '../places/index.ts'
import { announceBy, maySettleRules, proposeRules } from './constitution-change.actions.ts'
import { rulesFields, rulesGiven, rulesShape } from './constitution-fields.pages.ts'
import { changedRules, type Constitution } from './constitution.ts'
import { constitutionOf } from './constitution.sql.ts'
import { enter } from './entry.pages.ts'
import { membersHeader } from './header.pages.ts'
import type { Meeting } from './meeting.ts'
import { meetingsOf } from './meeting.sql.ts'
import type { Partnership } from './partnership.ts'
import { error, one, problems, titled, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'

const form = z.object({
  ...rulesShape,
  why: z
    .string('constitution.change.why.missing')
    .min(1, 'constitution.change.why.missing')
    .max(4000, 'constitution.wrong.other')
    .refine((text) => !holdsPostcode(text), 'places.refused.postcode'),
  meeting: z.string('constitution.change.meeting.missing'),
})

/** Asking the board to change its rules: the same form as setting them up, put to a meeting as a question. */
export function constitutionChangePages(system: System): Hono<Env> {
  return new Hono<Env>().on(['GET', 'POST'], routes.constitutionChange, async (c) => {
    const { partnership, words: w, visit } = await enter(system, c, 'constitution')
    allow(visit.actor, 'put', { kind: 'decision', partnership: partnership.id })
    const at = system.clock.now()
    const rules = await constitutionOf(system.db, partnership.id, at)
    if (!rules) throw notFound()
    const meetings = (
      await reading(system.db, visit.actor, (db) => meetingsOf(db, partnership.id))
    ).filter((meeting) => maySettleRules(meeting, rules, dayOf(at)))
    let sent: Sent = rulesGiven(rules)
    if (c.req.method === 'POST') {
      const read = await readForm(c, form)
      if (!read.ok) sent = read
      else {
        const { why, meeting, ...wanted } = read.value
        const given = { ...rulesGiven(wanted).given, why, meeting }
        if (!meetings.some((each) => each.id === meeting))
          sent = { given, errors: { meeting: 'constitution.change.meeting.wrong' } }
        else if (changedRules(rules, wanted).length === 0)
          sent = { given, errors: { minimumMembers: 'constitution.change.nothing' } }
        else {
          const [first] = partnership.languages
          const decision = await transaction(system.db, visit.actor, at, (trx) =>
            proposeRules(trx, {
              partnership: partnership.id,
              meeting,
              rules: wanted,
              why,
              language: isLanguage(first) ? first : 'en',
            }),
          )
          return c.redirect(link(routes.decision, { decision }), 303)
        }
      }
    }
    return c.render(draw(w, partnership, rules, meetings, sent), {
      title: titled(w, sent, w.t('constitution.change.title')),
      width: 'reading',
      back: {
        href: link(routes.constitution, { slug: partnership.slug }),
        text: w.t('constitution.resident.title'),
      },
      ...(Object.keys(sent.errors).length > 0 ? { status: 422 as const } : {}),
      ...membersHeader(partnership, w),
    } satisfies Head)
  })
}

function draw(
  w: Words,
  partnership: Partnership,
  rules: Constitution,
  meetings: readonly Meeting[],
  sent: Sent,
): Html {
  const slug = { slug: partnership.slug }
  const top = html`${problems(w, sent)}
    <h1>${w.t('constitution.change.title')}</h1>
    <p class="lead">${w.t('constitution.change.lead', { days: rules.changeNoticeDays })}</p>`
  if (meetings.length === 0)
    return html`${top}${emptyState({
      title: w.t('constitution.change.no-meeting'),
      text: w.t('constitution.change.no-meeting.text', { days: rules.changeNoticeDays }),
      action: {
        href: link(routes.newMeeting, slug),
        text: w.t('constitution.change.call'),
      },
    })}`
  return html`${top}
    ${insetText({ text: w.t('constitution.resident.rule.change-share', { count: rules.changeShare }) })}
    <form method="post" action="${link(routes.constitutionChange, slug)}" novalidate>
      ${textarea({
        words: w,
        name: 'why',
        rows: 4,
        label: { text: w.t('constitution.change.why'), classes: 'govuk-label--m' },
        hint: w.t('constitution.change.why.hint'),
        value: one(sent, 'why'),
        ...error(w, sent, 'why'),
      })}
      ${radios({
        words: w,
        name: 'meeting',
        fieldset: {
          legend: {
            text: w.t('constitution.change.meeting'),
            classes: 'govuk-fieldset__legend--m',
          },
        },
        value: one(sent, 'meeting') ?? (meetings.length === 1 ? meetings[0]!.id : undefined),
        items: meetings.map((each) => ({
          value: each.id,
          text: w.t('constitution.change.meeting.item', {
            title: each.title,
            date: w.date(dayOf(each.startsAt)),
          }),
          hint: w.t('constitution.change.meeting.by', { date: w.date(announceBy(each, rules)) }),
        })),
        ...error(w, sent, 'meeting'),
      })}
      ${rulesFields(w, sent)}
      ${button({ text: w.t('constitution.change.go'), preventDoubleClick: true })}
    </form>`
}
