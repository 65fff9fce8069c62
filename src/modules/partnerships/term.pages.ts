import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { dateInput } from '../../ui/components/date-input.ts'
import type { Head } from '../../ui/head.ts'
import { html } from '../../ui/html.ts'
import { allow, namesOf } from '../people/index.ts'
import { dayOf, readDay } from '../places/index.ts'
import { constitutionOf } from './constitution.sql.ts'
import { enter } from './entry.pages.ts'
import { membersHeader } from './header.pages.ts'
import { memberById } from './member.sql.ts'
import { error, one, problems, titled, untouched, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'
import { setTerm, setTermsByRule } from './term.actions.ts'
import { termEnd } from './term.ts'
import { termsOf } from './term.sql.ts'

const form = z.object({
  day: z.string().default(''),
  month: z.string().default(''),
  year: z.string().default(''),
})

/** How long a member's place lasts, set by the chair as the board agreed. */
export function termPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .on(['GET', 'POST'], routes.memberTerm, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'constitution')
      allow(visit.actor, 'set-term', { kind: 'partnership', partnership: partnership.id })
      const member = await memberById(system.db, partnership.id, c.req.param('member'))
      if (!member) throw notFound()
      const members = link(routes.members, { slug: partnership.slug })
      let sent: Sent = untouched
      if (c.req.method === 'POST') {
        const read = await readForm(c, form)
        const typed = read.ok ? read.value : { day: '', month: '', year: '' }
        const empty = `${typed.day}${typed.month}${typed.year}` === ''
        const endsOn = empty ? null : readDay(typed.day, typed.month, typed.year)
        const joined = dayOf(member.joinedAt)
        if (endsOn === undefined)
          sent = { given: typed, errors: { term: 'constitution.term.wrong' } }
        else if (endsOn !== null && endsOn < joined)
          sent = { given: typed, errors: { term: 'constitution.term.before' } }
        else {
          await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
            setTerm(trx, partnership.id, member.id, endsOn),
          )
          return c.redirect(members, 303)
        }
      } else {
        const [terms, rules] = await Promise.all([
          termsOf(system.db, partnership.id),
          constitutionOf(system.db, partnership.id, system.clock.now()),
        ])
        const known = terms.get(member.id)
        const offered =
          known === undefined && rules?.termMonths
            ? termEnd(dayOf(member.joinedAt), rules.termMonths)
            : known
        if (offered) sent = { given: inBoxes(offered), errors: {} }
      }
      const names = await namesOf(system.db, [member.person])
      const title = w.t('constitution.term.title', {
        name: names.get(member.person) || w.t('partnerships.members.no-name'),
      })
      const at = { slug: partnership.slug, member: member.id }
      const body = html`${problems(w, sent)}
        <h1>${title}</h1>
        <p>${w.t('constitution.term.lead')}</p>
        <form method="post" action="${link(routes.memberTerm, at)}" novalidate>
          ${dateInput({
            words: w,
            id: 'term',
            fieldset: {
              legend: {
                text: w.t('constitution.term.ends'),
                classes: 'govuk-fieldset__legend--m',
              },
            },
            hint: w.t('constitution.term.hint'),
            values: { day: one(sent, 'day'), month: one(sent, 'month'), year: one(sent, 'year') },
            ...error(w, sent, 'term'),
          })}
          ${button({ text: w.t('partnerships.save') })}
        </form>`
      return c.render(body, {
        title: titled(w, sent, title),
        width: 'reading',
        back: { href: members, text: w.t('partnerships.members.title') },
        ...(Object.keys(sent.errors).length > 0 ? { status: 422 as const } : {}),
        ...membersHeader(partnership, w),
      } satisfies Head)
    })
    .post(routes.memberTerms, async (c) => {
      const { partnership, visit } = await enter(system, c)
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        setTermsByRule(trx, partnership.id),
      )
      return c.redirect(link(routes.members, { slug: partnership.slug }), 303)
    })
}

function inBoxes(date: string): Sent['given'] {
  const [year, month, day] = date.split('-') as [string, string, string]
  return { day: String(Number(day)), month: String(Number(month)), year }
}
