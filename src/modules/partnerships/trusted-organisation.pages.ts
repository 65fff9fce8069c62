import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env, type Visit } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { dateInput } from '../../ui/components/date-input.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { day } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { allow, can } from '../people/index.ts'
import {
  bodyKindsAsOf,
  dayOf,
  organisationCalled,
  organisationName,
  organisationsById,
  readDay,
  routes as places,
  type BodyKind,
  type Organisation,
} from '../places/index.ts'
import { enter } from './entry.pages.ts'
import { header, ownLanguage } from './header.pages.ts'
import type { Partnership } from './partnership.ts'
import { error, one, problems, titled, untouched, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'
import {
  organisationFields,
  organisationKindNamed,
  organisationNamed,
  organisationShape,
} from './standing.pages.ts'
import { endTrustedOrganisation, nameTrustedOrganisation } from './trusted-organisation.actions.ts'
import { longestHolds, type TrustedOrganisation } from './trusted-organisation.ts'
import { trustedOrganisationsOf } from './trusted-organisation.sql.ts'

const form = z
  .object({
    // The same fields as for a member who stands for an organisation.
    standing: z.literal('organisation').default('organisation'),
    ...organisationShape,
    holds: z
      .string('constitution.money.holds.missing')
      .min(1, 'constitution.money.holds.missing')
      .max(longestHolds, 'constitution.money.holds.long'),
    day: z.string().default(''),
    month: z.string().default(''),
    year: z.string().default(''),
  })
  .refine(organisationNamed.holds, organisationNamed)
  .refine(organisationKindNamed.holds, organisationKindNamed)

/** Who holds the money, said apart from who decides what it is for. */
export function trustedOrganisationPages(system: System): Hono<Env> {
  async function draw(w: Words, partnership: Partnership, visit: Visit, sent: Sent) {
    const held = await trustedOrganisationsOf(system.db, partnership.id)
    const organisations = await organisationsById(
      system.db,
      held.map((each) => each.organisation),
    )
    const may = can(visit.actor, 'name-trusted', {
      kind: 'partnership',
      partnership: partnership.id,
    })
    const now = held.find((each) => each.endedAt === null)
    const before = held.filter((each) => each.endedAt !== null)
    return html`${problems(w, sent)}
      <h1>${w.t('constitution.resident.money.title')}</h1>
      <p class="lead">${w.t('constitution.resident.money.lead')}</p>
      ${
        now
          ? card(w, partnership, now, organisations)
          : emptyState({
              title: w.t('constitution.resident.money.none'),
              text: w.t('constitution.resident.money.none.text'),
            })
      }
      <p>${w.t('constitution.resident.money.power')} <a href="${link(routes.constitution, { slug: partnership.slug })}">${w.t('constitution.resident.title')}</a></p>
      ${
        before.length === 0
          ? null
          : html`<h2>${w.t('constitution.resident.money.before')}</h2>${before.map((each) => card(w, partnership, each, organisations))}`
      }
      ${
        may
          ? naming(
              w,
              partnership,
              sent,
              await bodyKindsAsOf(system.db, dayOf(system.clock.now())),
              now !== undefined,
            )
          : null
      }`
  }

  function head(w: Words, partnership: Partnership, sent: Sent): Head {
    return {
      title: titled(w, sent, w.t('constitution.resident.money.title')),
      width: 'reading',
      back: { href: link(routes.front, { slug: partnership.slug }), text: partnership.name },
      ...header(partnership, w),
    }
  }

  return new Hono<Env>()
    .get(routes.trustedOrganisation, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c)
      return c.render(await draw(w, partnership, visit, untouched), head(w, partnership, untouched))
    })
    .post(routes.trustedOrganisation, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c)
      allow(visit.actor, 'name-trusted', { kind: 'partnership', partnership: partnership.id })
      const again = async (sent: Sent) =>
        c.render(await draw(w, partnership, visit, sent), {
          ...head(w, partnership, sent),
          status: 422,
        })
      const read = await readForm(c, form)
      if (!read.ok) return again(read)
      const { organisation, organisationKind, holds, ...typed } = read.value
      const since = readDay(typed.day, typed.month, typed.year)
      if (since === undefined)
        return again({ given: read.value, errors: { since: 'constitution.money.since.wrong' } })
      if (since > dayOf(system.clock.now()))
        return again({ given: read.value, errors: { since: 'constitution.money.since.future' } })
      await transaction(system.db, visit.actor, system.clock.now(), async (trx) =>
        nameTrustedOrganisation(trx, {
          partnership: partnership.id,
          organisation: await organisationCalled(trx, organisation, organisationKind),
          holds,
          since,
        }),
      )
      return c.redirect(link(routes.trustedOrganisation, { slug: partnership.slug }), 303)
    })
    .post(routes.trustedOrganisationEnd, async (c) => {
      const { partnership, visit } = await enter(system, c)
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        endTrustedOrganisation(trx, partnership.id),
      )
      return c.redirect(link(routes.trustedOrganisation, { slug: partnership.slug }), 303)
    })
}

function card(
  w: Words,
  partnership: Partnership,
  held: TrustedOrganisation,
  organisations: Map<string, Organisation>,
): Html {
  const body = organisations.get(held.organisation)
  return html`<article class="card"><p class="govuk-heading-m"><a href="${link(places.organisation, { organisation: held.organisation })}">${body ? organisationName(body, w.language) : ''}</a></p>
    <p><b>${w.t('constitution.resident.money.holds')}</b> <span${ownLanguage(partnership, w)}>${held.holds}</span></p>
    <p class="soft">${w.t('constitution.resident.money.since')} ${day({ words: w, when: held.since })}${
      held.endedAt
        ? html` · ${w.t('constitution.resident.money.until')} ${day({ words: w, when: held.endedAt })}`
        : null
    }</p></article>`
}

function naming(
  w: Words,
  partnership: Partnership,
  sent: Sent,
  kinds: readonly BodyKind[],
  ending: boolean,
): Html {
  const slug = { slug: partnership.slug }
  return html`<h2>${w.t('constitution.resident.money.name')}</h2>
    <form method="post" action="${link(routes.trustedOrganisation, slug)}" novalidate>
      ${organisationFields(w, sent, kinds)}
      ${textarea({
        words: w,
        name: 'holds',
        rows: 3,
        label: w.t('constitution.resident.money.holds.label'),
        hint: w.t('constitution.resident.money.holds.hint'),
        value: one(sent, 'holds'),
        ...error(w, sent, 'holds'),
      })}
      ${dateInput({
        words: w,
        id: 'since',
        fieldset: { legend: w.t('constitution.resident.money.since.label') },
        values: {
          day: one(sent, 'day'),
          month: one(sent, 'month'),
          year: one(sent, 'year'),
        },
        ...error(w, sent, 'since'),
      })}
      ${button({ text: w.t('constitution.resident.money.name.go'), preventDoubleClick: true })}
    </form>
    ${
      ending
        ? html`<form method="post" action="${link(routes.trustedOrganisationEnd, slug)}">${button({ text: w.t('constitution.resident.money.end'), classes: 'govuk-button--secondary' })}</form>`
        : null
    }`
}
