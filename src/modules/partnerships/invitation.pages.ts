import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import {
  link,
  readForm,
  readSignedCookie,
  writeSignedCookie,
  type Env,
} from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { checkboxes } from '../../ui/components/checkboxes.ts'
import { copyable } from '../../ui/components/copyable.ts'
import { dataTable } from '../../ui/components/data-table.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { input } from '../../ui/components/input.ts'
import { qrFigure } from '../../ui/components/qr-figure.ts'
import { radios } from '../../ui/components/radios.ts'
import { day } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Content, type Html } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'
import { allow, isRole } from '../people/index.ts'
import { bodyKindsAsOf, organisationCalled, type BodyKind } from '../places/index.ts'
import { enter } from './entry.pages.ts'
import { several } from './founding.pages.ts'
import { membersHeader } from './header.pages.ts'
import { invite, withdrawInvitation } from './invitation.actions.ts'
import { invitationState, lifetimes, rolesByInvitation, type Invitation } from './invitation.ts'
import { invitationById, invitationsOf } from './invitation.sql.ts'
import { placeName, type Partnership } from './partnership.ts'
import { all, error, one, problems, titled, untouched, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'
import {
  organisationKindNamed,
  organisationNamed,
  standingFields,
  standingShape,
} from './standing.pages.ts'

const form = z
  .object({
    ...standingShape,
    standing: z.enum(
      ['resident', 'organisation', 'representative'],
      'partnerships.standing.missing',
    ),
    roles: several.transform((given) => given.filter(isRole)),
    uses: z.coerce
      .number('partnerships.uses.wrong')
      .int('partnerships.uses.wrong')
      .min(1, 'partnerships.uses.wrong')
      .max(500, 'partnerships.uses.wrong'),
    days: z.coerce
      .number('partnerships.days.missing')
      .refine((days) => lifetimes.some((each) => each === days), 'partnerships.days.missing'),
  })
  .refine(organisationNamed.holds, organisationNamed)
  .refine(organisationKindNamed.holds, organisationKindNamed)

/** The code is shown to whoever made it for an hour, from their own cookie; the server keeps its hash. */
const shownFor = 1 / 24

/** Inviting people: a link to send, or a page to print with a code that can be read aloud. */
export function invitationPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.invitations, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'partnerships')
      allow(visit.actor, 'invite', { kind: 'partnership', partnership: partnership.id })
      const invitations = await reading(system.db, visit.actor, (db) =>
        invitationsOf(db, partnership.id),
      )
      const title = w.t('partnerships.invitations.title')
      const make = {
        href: link(routes.newInvitation, { slug: partnership.slug }),
        text: w.t('partnerships.invitations.new'),
      }
      const body = html`<h1>${title}</h1>
        <p>${w.t('partnerships.invitations.lead')}</p>
        ${
          invitations.length === 0
            ? emptyState({
                title: w.t('partnerships.invitations.none'),
                text: w.t('partnerships.invitations.none.text'),
                action: make,
              })
            : html`<p>${button(make)}</p>${list(w, partnership, invitations, system.clock.now())}`
        }`
      return c.render(body, {
        title,
        width: 'wide',
        ...membersHeader(partnership, w),
      } satisfies Head)
    })
    .get(routes.newInvitation, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'partnerships')
      allow(visit.actor, 'invite', { kind: 'partnership', partnership: partnership.id })
      const given: Sent['given'] = { uses: '1', days: '30' }
      if (c.req.query('for') === 'representative') given['standing'] = 'representative'
      const sent = { ...untouched, given }
      return c.render(
        draw(w, partnership, sent, await kinds(system)),
        head(w, partnership, sent, titleOfNew(sent)),
      )
    })
    .post(routes.invitations, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'partnerships')
      allow(visit.actor, 'invite', { kind: 'partnership', partnership: partnership.id })
      const read = await readForm(c, form)
      if (!read.ok)
        return c.render(draw(w, partnership, read, await kinds(system)), {
          ...head(w, partnership, read, titleOfNew(read)),
          status: 422,
        })
      const said = read.value
      const made = await transaction(system.db, visit.actor, system.clock.now(), async (trx) =>
        invite(trx, system, {
          partnership: partnership.id,
          standing: said.standing,
          organisation:
            said.standing !== 'resident'
              ? await organisationCalled(trx, said.organisation, said.organisationKind)
              : null,
          roles: said.roles,
          uses: said.uses,
          days: said.days,
        }),
      )
      writeSignedCookie(system, c, 'invitation', `${made.id}:${made.code}`, shownFor)
      return c.redirect(
        link(routes.invitation, { slug: partnership.slug, invitation: made.id }),
        303,
      )
    })
    .get(routes.invitation, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'partnerships')
      allow(visit.actor, 'invite', { kind: 'partnership', partnership: partnership.id })
      const invitation = await reading(system.db, visit.actor, (db) =>
        invitationById(db, partnership.id, c.req.param('invitation')),
      )
      if (!invitation) throw notFound()
      const [id, code] = (readSignedCookie(system, c, 'invitation') ?? '').split(':')
      return c.render(
        sheet(system, w, partnership, invitation, id === invitation.id ? code : undefined),
        {
          ...head(w, partnership, untouched, 'partnerships.invitation.title'),
          back: {
            href: link(routes.invitations, { slug: partnership.slug }),
            text: w.t('partnerships.invitations.title'),
          },
        },
      )
    })
    .post(routes.withdrawal, async (c) => {
      const { partnership, visit } = await enter(system, c, 'partnerships')
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        withdrawInvitation(trx, partnership.id, c.req.param('invitation')),
      )
      return c.redirect(link(routes.invitations, { slug: partnership.slug }), 303)
    })
}

const kinds = (system: System) =>
  bodyKindsAsOf(system.db, system.clock.now().toISOString().slice(0, 10))

const titleOfNew = (sent: Sent): Key =>
  one(sent, 'standing') === 'representative'
    ? 'partnerships.invitation.new.title.representative'
    : 'partnerships.invitation.new.title'

function head(w: Words, partnership: Partnership, sent: Sent, key: Key): Head {
  return { title: titled(w, sent, w.t(key)), width: 'reading', ...membersHeader(partnership, w) }
}

function list(
  w: Words,
  partnership: Partnership,
  invitations: readonly Invitation[],
  now: Date,
): Html {
  return dataTable({
    words: w,
    id: 'invitations',
    caption: w.t('partnerships.invitations.title'),
    columns: [
      { key: 'made', text: w.t('partnerships.invitations.made') },
      { key: 'standing', text: w.t('partnerships.members.standing') },
      { key: 'left', text: w.t('partnerships.invitations.left'), numeric: true },
      { key: 'until', text: w.t('partnerships.invitations.until') },
      { key: 'state', text: w.t('partnerships.invitations.state') },
      { key: 'withdraw', text: w.t('partnerships.invitations.withdraw') },
    ],
    rows: invitations.map((each): Content[] => {
      const state = invitationState(each, now)
      const at = { slug: partnership.slug, invitation: each.id }
      const made = w.date(each.madeAt, 'short')
      return [
        made,
        w.t(`partnerships.standing.${each.standing}`),
        w.t('partnerships.invitations.left.of', { left: each.usesLeft, uses: each.uses }),
        day({ words: w, when: each.expiresAt, style: 'short' }),
        w.t(`partnerships.invitations.state.${state}`),
        state === 'open'
          ? html`<form method="post" action="${link(routes.withdrawal, at)}"><button class="quiet-button">${w.t('partnerships.invitations.withdraw.go')}<span class="govuk-visually-hidden"> (${made})</span></button></form>`
          : '–',
      ]
    }),
  })
}

function draw(w: Words, partnership: Partnership, sent: Sent, kinds: BodyKind[]): Html {
  return html`${problems(w, sent)}
    <h1>${w.t(titleOfNew(sent))}</h1>
    <form method="post" action="${link(routes.invitations, { slug: partnership.slug })}" novalidate>
      ${standingFields(w, sent, kinds, {
        legend: 'partnerships.standing.theirs',
        resident: 'partnerships.standing.theirs.resident',
        organisation: 'partnerships.standing.theirs.organisation',
        representative: 'partnerships.standing.theirs.representative',
      })}
      ${input({
        words: w,
        name: 'uses',
        label: { text: w.t('partnerships.uses.label'), classes: 'govuk-label--m' },
        hint: w.t('partnerships.uses.hint'),
        value: one(sent, 'uses'),
        inputmode: 'numeric',
        classes: 'govuk-input--width-3',
        ...error(w, sent, 'uses'),
      })}
      ${radios({
        words: w,
        name: 'days',
        fieldset: {
          legend: { text: w.t('partnerships.days.label'), classes: 'govuk-fieldset__legend--m' },
        },
        value: one(sent, 'days'),
        items: lifetimes.map((days) => ({
          value: days,
          text: w.t('partnerships.days.item', { days }),
        })),
        ...error(w, sent, 'days'),
      })}
      ${checkboxes({
        words: w,
        name: 'roles',
        fieldset: {
          legend: {
            text: w.t('partnerships.invitation.roles'),
            classes: 'govuk-fieldset__legend--m',
          },
        },
        hint: w.t('partnerships.invitation.roles.hint'),
        values: all(sent, 'roles'),
        items: rolesByInvitation
          .filter((role) => role !== 'member')
          .map((role) => ({
            value: role,
            text: w.t(`partnerships.role.${role}`),
            hint: w.t(`partnerships.role.${role}.hint`),
          })),
      })}
      ${button({ text: w.t('partnerships.invitation.go'), preventDoubleClick: true })}
    </form>`
}

/** What is printed and pinned up, or sent. Without the code it says that the code is gone. */
function sheet(
  system: System,
  w: Words,
  partnership: Partnership,
  invitation: Invitation,
  code: string | undefined,
): Html {
  const again = html`<p class="no-print">${button({ href: link(routes.newInvitation, { slug: partnership.slug }), text: w.t('partnerships.invitations.new'), classes: 'govuk-button--secondary' })}</p>`
  if (code === undefined)
    return html`<h1>${w.t('partnerships.invitation.title')}</h1>
      <p>${w.t('partnerships.invitation.gone')}</p>${again}`
  const speaks = invitation.standing === 'representative'
  const address = `${system.config.publicUrl}${link(routes.joinWith, { code })}`
  return html`<p class="kicker">${placeName(partnership, w.language)}</p>
    <h1>${w.t(speaks ? 'partnerships.invitation.sheet.representative' : 'partnerships.invitation.sheet', { name: partnership.name })}</h1>
    <p class="lead">${w.t('partnerships.invitation.sheet.text', { address: `${system.config.publicUrl}${routes.join}` })}</p>
    ${copyable({ words: w, id: 'code', label: w.t('partnerships.invitation.code'), value: code, kind: 'code' })}
    ${qrFigure({ words: w, value: address })}
    <p>${w.t(speaks ? 'partnerships.invitation.until.representative' : 'partnerships.invitation.until', { count: invitation.uses, date: w.date(invitation.expiresAt) })}</p>
    <div class="no-print">${copyable({ words: w, id: 'link', label: w.t('partnerships.invitation.link'), value: address, kind: 'link' })}
    <p>${w.t('partnerships.invitation.once')}</p></div>
    ${again}`
}
