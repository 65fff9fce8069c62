import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../../platform/database/index.ts'
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
import { organisationName, organisationsById, type Organisation } from '../places/index.ts'
import { enter } from './entry.pages.ts'
import { membersHeader } from './header.pages.ts'
import { changeRoles, endMembership, leavePartnership } from './member.actions.ts'
import type { Member } from './member.ts'
import { memberById, membersOf } from './member.sql.ts'
import type { Partnership } from './partnership.ts'
import { several } from './founding.pages.ts'
import { routes } from './routes.ts'

const form = z.object({ roles: several.transform((given) => given.filter(isRole)) })

type Known = { names: Map<string, string>; organisations: Map<string, Organisation> }

/** Who belongs, for those who belong; and for the chair, who may do what. */
export function memberPages(system: System): Hono<Env> {
  async function known(members: readonly Member[]): Promise<Known> {
    const [names, organisations] = await Promise.all([
      namesOf(
        system.db,
        members.map((each) => each.person),
      ),
      organisationsById(
        system.db,
        members.map((each) => each.organisation).filter((id) => id !== null),
      ),
    ])
    return { names, organisations }
  }

  return new Hono<Env>()
    .get(routes.members, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'partnerships')
      const thing = { kind: 'partnership', partnership: partnership.id } as const
      allow(visit.actor, 'see-members', thing)
      const members = await membersOf(system.db, partnership.id)
      const chair = can(visit.actor, 'change', thing)
      const body = html`<h1>${w.t('partnerships.members.title')}</h1>
        <p>${w.t('partnerships.members.lead')}</p>
        ${list(w, partnership, members, await known(members), chair)}
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
        ...(chair
          ? [
              html`<a href="${link(routes.memberRoles, { slug: partnership.slug, member: member.id })}">${w.t('partnerships.members.change.link')}<span class="govuk-visually-hidden">: ${name}</span></a>`,
            ]
          : []),
      ]
    }),
  })
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
