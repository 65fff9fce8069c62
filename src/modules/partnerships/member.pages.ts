import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { checkboxes } from '../../ui/components/checkboxes.ts'
import { dataTable } from '../../ui/components/data-table.ts'
import { day } from '../../ui/components/timestamp.ts'
import { warningText } from '../../ui/components/warning-text.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Content, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { allow, can, isRole, namesOf, roles } from '../people/index.ts'
import { dayOf, organisationName, organisationsById, type Organisation } from '../places/index.ts'
import { standingOf, type Constitution } from './constitution.ts'
import { constitutionOf } from './constitution.sql.ts'
import { enter } from './entry.pages.ts'
import { membersHeader } from './header.pages.ts'
import { interestInWords } from './interest.pages.ts'
import type { Interest } from './interest.ts'
import { interestsOf } from './interest.sql.ts'
import { changeRoles, endMembership, leavePartnership } from './member.actions.ts'
import type { Member } from './member.ts'
import { memberById, membersOf } from './member.sql.ts'
import type { Partnership } from './partnership.ts'
import { several } from './founding.pages.ts'
import { routes } from './routes.ts'
import { termState } from './term.ts'
import { termsOf } from './term.sql.ts'

const form = z.object({ roles: several.transform((given) => given.filter(isRole)) })

type Known = { names: Map<string, string>; organisations: Map<string, Organisation> }

/** What the board has said of its members: their terms, their interests, the rules they stand under. */
type Office = {
  terms: Map<string, string | null>
  interests: readonly Interest[]
  rules: Constitution | undefined
  today: string
}

/** Who belongs, for those who belong; and for the chair, who may do what. */
export function memberPages(system: System): Hono<Env> {
  async function known(
    members: readonly Member[],
    interests: readonly Interest[] = [],
  ): Promise<Known> {
    const [names, organisations] = await Promise.all([
      namesOf(
        system.db,
        members.map((each) => each.person),
      ),
      organisationsById(
        system.db,
        [...members, ...interests].map((each) => each.organisation).filter((id) => id !== null),
      ),
    ])
    return { names, organisations }
  }

  return new Hono<Env>()
    .get(routes.members, async (c) => {
      const {
        partnership,
        words: w,
        visit,
      } = await enter(system, c, 'partnerships', 'constitution')
      const thing = { kind: 'partnership', partnership: partnership.id } as const
      allow(visit.actor, 'see-members', thing)
      const now = system.clock.now()
      const [members, terms, rules, interests] = await Promise.all([
        membersOf(system.db, partnership.id),
        termsOf(system.db, partnership.id),
        constitutionOf(system.db, partnership.id, now),
        reading(system.db, visit.actor, (db) => interestsOf(db, partnership.id)),
      ])
      const office: Office = { terms, interests, rules, today: dayOf(now) }
      const slug = { slug: partnership.slug }
      const chair = can(visit.actor, 'change', thing)
      const body = html`<h1>${w.t('partnerships.members.title')}</h1>
        <p>${w.t('partnerships.members.lead')}</p>
        ${boardInWords(w, partnership, members, office, chair)}
        ${list(w, partnership, members, await known(members, interests), chair, office)}
        <p class="row">${button({ href: link(routes.interests, slug), text: w.t('constitution.interests.title'), classes: 'govuk-button--secondary' })}
        ${button({ href: link(routes.representatives, slug), text: w.t('constitution.representatives.title'), classes: 'govuk-button--secondary' })}
        ${button({ href: link(routes.closeness, slug), text: w.t('constitution.board.near'), classes: 'govuk-button--secondary' })}
        ${button({ href: link(routes.drift, slug), text: w.t('constitution.board.drift'), classes: 'govuk-button--secondary' })}
        ${button({ href: link(routes.constitution, slug), text: w.t('constitution.resident.title'), classes: 'govuk-button--secondary' })}</p>
        ${
          chair
            ? html`<p>${button({ href: link(routes.invitations, { slug: partnership.slug }), text: w.t('partnerships.invitations.title') })}</p>`
            : null
        }
        <h2>${w.t('partnerships.leaving.title')}</h2>
        <p><a href="${link(routes.leaving, { slug: partnership.slug })}">${w.t('partnerships.leaving.link')}</a></p>`
      return c.render(body, {
        title: w.t('partnerships.members.title'),
        width: 'wide',
        ...membersHeader(partnership, w),
      } satisfies Head)
    })
    .get(routes.memberRoles, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'partnerships')
      allow(visit.actor, 'change', { kind: 'partnership', partnership: partnership.id })
      const member = await memberById(system.db, partnership.id, c.req.param('member'))
      if (!member) throw notFound()
      const name = called(w, member, await known([member]))
      const title = w.t('partnerships.roles.title', { name })
      return c.render(rolesForm(w, partnership, member, title), {
        title,
        width: 'reading',
        back: {
          href: link(routes.members, { slug: partnership.slug }),
          text: w.t('partnerships.members.title'),
        },
        ...membersHeader(partnership, w),
      } satisfies Head)
    })
    .post(routes.memberRoles, async (c) => {
      const { partnership, visit } = await enter(system, c, 'partnerships')
      allow(visit.actor, 'change', { kind: 'partnership', partnership: partnership.id })
      const read = await readForm(c, form)
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        changeRoles(trx, partnership.id, c.req.param('member'), read.ok ? read.value.roles : []),
      )
      return c.redirect(link(routes.members, { slug: partnership.slug }), 303)
    })
    .post(routes.memberEnd, async (c) => {
      const { partnership, visit } = await enter(system, c, 'partnerships')
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        endMembership(trx, partnership.id, c.req.param('member')),
      )
      return c.redirect(link(routes.members, { slug: partnership.slug }), 303)
    })
    .get(routes.leaving, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'partnerships')
      allow(visit.actor, 'leave', { kind: 'partnership', partnership: partnership.id })
      const title = w.t('partnerships.leaving.title')
      const body = html`<h1>${title}</h1>
        <p>${w.t('partnerships.leaving.text', { name: partnership.name })}</p>
        <form method="post" action="${link(routes.leaving, { slug: partnership.slug })}">${button({ text: w.t('partnerships.leaving.go'), classes: 'govuk-button--warning' })}</form>
        <p><a href="${link(routes.front, { slug: partnership.slug })}">${w.t('partnerships.leaving.stay')}</a></p>`
      return c.render(body, {
        title,
        width: 'reading',
        ...membersHeader(partnership, w),
      } satisfies Head)
    })
    .post(routes.leaving, async (c) => {
      const { partnership, visit } = await enter(system, c, 'partnerships')
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        leavePartnership(trx, partnership.id),
      )
      return c.redirect(link(routes.front, { slug: partnership.slug }), 303)
    })
}

/** An erased person's membership stays until the chair ends it, without a name. */
function called(w: Words, member: Member, { names }: Known): string {
  return names.get(member.person) || w.t('partnerships.members.no-name')
}

function list(
  w: Words,
  partnership: Partnership,
  members: readonly Member[],
  about: Known,
  chair: boolean,
  { terms, interests, today }: Office,
): Html {
  const roleNames = (member: Member) =>
    w.list(member.roles.map((role) => w.t(`partnerships.role.${role}`)))
  return dataTable({
    words: w,
    id: 'members',
    caption: w.t('partnerships.members.caption', { count: members.length }),
    columns: [
      { key: 'name', text: w.t('partnerships.members.name') },
      { key: 'standing', text: w.t('partnerships.members.standing') },
      { key: 'roles', text: w.t('partnerships.members.roles') },
      { key: 'since', text: w.t('partnerships.members.since') },
      { key: 'term', text: w.t('constitution.term.until') },
      { key: 'interests', text: w.t('constitution.interests.title') },
      ...(chair ? [{ key: 'change', text: w.t('partnerships.members.change') }] : []),
    ],
    rows: members.map((member): Content[] => {
      const name = called(w, member, about)
      const organisation = member.organisation && about.organisations.get(member.organisation)
      return [
        name,
        organisation
          ? organisationName(organisation, w.language)
          : w.t('partnerships.standing.resident'),
        roleNames(member),
        day({ words: w, when: member.joinedAt, style: 'short' }),
        term(w, terms.get(member.id) ?? null, today),
        w.list(
          interests
            .filter((each) => each.member === member.id)
            .map((each) => interestInWords(w, each, about.organisations)),
        ) || w.t('constitution.interests.none-declared'),
        ...(chair
          ? [
              html`<a href="${link(routes.memberRoles, { slug: partnership.slug, member: member.id })}">${w.t('partnerships.members.change.link')}<span class="govuk-visually-hidden">: ${name}</span></a><br><a href="${link(routes.memberTerm, { slug: partnership.slug, member: member.id })}">${w.t('constitution.term.change')}<span class="govuk-visually-hidden">: ${name}</span></a>`,
            ]
          : []),
      ]
    }),
  })
}

/** When a place ends, and what that means for voting, in words. */
function term(w: Words, endsOn: string | null, today: string): Content {
  if (endsOn === null) return w.t('constitution.term.open')
  const ends = day({ words: w, when: endsOn, style: 'short' })
  const state = termState(endsOn, today)
  return state === 'over'
    ? html`${ends}<br><b>${w.t('constitution.term.over')}</b>`
    : state === 'ending'
      ? html`${ends}<br><b>${w.t('constitution.term.ending')}</b>`
      : ends
}

/** Whether the board is as its own rules want it, and whose term is ending. */
function boardInWords(
  w: Words,
  partnership: Partnership,
  members: readonly Member[],
  { terms, rules, today }: Office,
  chair: boolean,
): Html | null {
  if (!rules) return null
  // Whoever's term is over is a member still, but counts for no decision.
  const inOffice = members.filter((each) => termState(terms.get(each.id) ?? null, today) !== 'over')
  const residents = inOffice.filter((each) => each.standing === 'resident').length
  const stands = standingOf({ members: inOffice.length, residents }, rules)
  const states = members.map((each) => termState(terms.get(each.id) ?? null, today))
  const ending = states.filter((state) => state === 'ending').length
  const over = states.filter((state) => state === 'over').length
  const without = members.filter((each) => !terms.has(each.id)).length
  const said = [
    stands.enough
      ? w.t('constitution.board.enough', {
          members: inOffice.length,
          least: rules.minimumMembers,
        })
      : w.t('constitution.board.too-few', {
          members: inOffice.length,
          least: rules.minimumMembers,
          missing: stands.missing,
        }),
    w.t(stands.residentLed ? 'constitution.board.residents' : 'constitution.board.not-residents', {
      members: inOffice.length,
      residents,
    }),
    ...(rules.quorumShare === null ? [w.t('constitution.resident.quorum-first')] : []),
    ...(ending > 0 ? [w.t('constitution.board.ending', { count: ending })] : []),
    ...(over > 0 ? [w.t('constitution.board.over', { count: over })] : []),
  ]
  return html`<div class="card"><h2 class="govuk-heading-s">${w.t('constitution.board.title')}</h2>
    <ul>${said.map((each) => html`<li>${each}</li>`)}</ul>
    ${
      chair && rules.termMonths !== null && without > 0
        ? html`<form method="post" action="${link(routes.memberTerms, { slug: partnership.slug })}"><p>${w.t('constitution.board.without', { count: without, months: rules.termMonths })}</p>${button({ text: w.t('constitution.board.without.go'), classes: 'govuk-button--secondary' })}</form>`
        : null
    }</div>`
}

function rolesForm(w: Words, partnership: Partnership, member: Member, title: string): Html {
  const at = { slug: partnership.slug, member: member.id }
  return html`<h1>${title}</h1>
    <form method="post" action="${link(routes.memberRoles, at)}" novalidate>
      ${checkboxes({
        words: w,
        name: 'roles',
        fieldset: {
          legend: { text: w.t('partnerships.roles.legend'), classes: 'govuk-fieldset__legend--m' },
        },
        hint: w.t('partnerships.roles.hint'),
        values: member.roles,
        // Everybody who belongs is a member; the rest are given and taken.
        items: roles
          .filter((role) => role !== 'member')
          .map((role) => ({
            value: role,
            text: w.t(`partnerships.role.${role}`),
            hint: w.t(`partnerships.role.${role}.hint`),
          })),
      })}
      ${button({ text: w.t('partnerships.save') })}
    </form>
    <h2>${w.t('partnerships.end.title')}</h2>
    ${warningText({ words: w, text: w.t('partnerships.end.text') })}
    <form method="post" action="${link(routes.memberEnd, at)}">${button({ text: w.t('partnerships.end.go'), classes: 'govuk-button--warning' })}</form>`
}
