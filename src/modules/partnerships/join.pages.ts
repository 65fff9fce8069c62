import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { transaction } from '../../platform/database/index.ts'
import { readCode } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'
import { createLimit, link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { input } from '../../ui/components/input.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import type { Head } from '../../ui/head.ts'
import { html } from '../../ui/html.ts'
import { words, type Key, type Language } from '../../ui/words/index.ts'
import { organisationById, organisationName } from '../places/index.ts'
import { header, ownLanguage } from './header.pages.ts'
import { acceptInvitation, codeHash } from './invitation.actions.ts'
import { invitationState } from './invitation.ts'
import { invitationByHash } from './invitation.sql.ts'
import { memberOf } from './member.sql.ts'
import { partnershipById } from './partnership.sql.ts'
import { representingOf } from './representative.sql.ts'
import { error, one, problems, titled, untouched, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'

const form = z.object({
  code: z
    .string('partnerships.join.code.missing')
    .min(1, 'partnerships.join.code.missing')
    .transform(readCode)
    .refine(
      (code) => /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(code),
      'partnerships.join.code.wrong',
    ),
})

/** The way in for somebody with a code or a link. Opening it changes nothing: joining is a press. */
export function joinPages(system: System): Hono<Env> {
  // A room full of people shares one address; a guesser needs 10^15 tries.
  const guess = createLimit(system.clock, { burst: 60, perMinute: 20 })

  function ask(c: Context<Env>, sent: Sent, status: 200 | 404 | 422) {
    const w = words(c.get('visit').language as Language)
    return c.render(
      html`${problems(w, sent)}
        <h1>${w.t('partnerships.join.title')}</h1>
        <p class="lead">${w.t('partnerships.join.lead')}</p>
        <form method="post" action="${routes.join}" novalidate>
          ${input({
            words: w,
            name: 'code',
            label: { text: w.t('partnerships.join.code'), classes: 'govuk-label--m' },
            hint: w.t('partnerships.join.code.hint'),
            value: one(sent, 'code'),
            classes: 'govuk-input--width-20',
            autocomplete: 'off',
            autocapitalize: 'characters',
            spellcheck: false,
            attributes: { dir: 'ltr' },
            ...error(w, sent, 'code'),
          })}
          ${button({ text: w.t('partnerships.join.next') })}
        </form>
        <p><a href="${routes.partnerships}">${w.t('partnerships.join.no-code')}</a></p>`,
      {
        title: titled(w, sent, w.t('partnerships.join.title')),
        width: 'reading',
        resident: true,
        status,
      } satisfies Head,
    )
  }

  return new Hono<Env>()
    .get(routes.join, (c) => ask(c, untouched, 200))
    .post(routes.join, async (c) => {
      guess(c.get('visit').address)
      const read = await readForm(c, form)
      if (!read.ok) return ask(c, read, 422)
      return c.redirect(link(routes.joinWith, { code: read.value.code }), 303)
    })
    .get(routes.joinWith, async (c) => {
      const visit = c.get('visit')
      guess(visit.address)
      const code = readCode(c.req.param('code'))
      const invitation = await invitationByHash(system.db, codeHash(system, code))
      const partnership = invitation && (await partnershipById(system.db, invitation.partnership))
      if (!invitation || !partnership)
        return ask(c, { given: { code }, errors: { code: 'partnerships.join.code.unknown' } }, 404)
      const language = visit.language as Language
      const w = words(language)
      const { actor } = visit
      const state = invitationState(invitation, system.clock.now())
      const member =
        actor.kind === 'person' && (await memberOf(system.db, partnership.id, actor.person))
      const organisation =
        invitation.organisation && (await organisationById(system.db, invitation.organisation))
      const speaks = invitation.standing === 'representative'
      const known =
        speaks && actor.kind === 'person'
          ? (await representingOf(system.db, actor.person)).some(
              (each) =>
                each.organisation === invitation.organisation &&
                each.partnership === partnership.id,
            )
          : Boolean(member)
      const title =
        speaks && organisation
          ? w.t('partnerships.join.offer.representative', {
              organisation: organisationName(organisation, language),
              name: partnership.name,
            })
          : w.t('partnerships.join.offer', { name: partnership.name })
      const front = link(routes.front, { slug: partnership.slug })
      const here = link(routes.joinWith, { code })
      const action = known
        ? html`<p>${w.t(speaks ? 'constitution.resident.refused.speaks-already' : 'partnerships.refused.already-member')}</p><p>${button({ href: front, text: w.t('partnerships.join.open', { name: partnership.name }) })}</p>`
        : state !== 'open'
          ? html`<p>${w.t(`partnerships.refused.invitation-${state}` as Key)}</p><p><a href="${front}">${w.t('partnerships.join.open', { name: partnership.name })}</a></p>`
          : actor.kind === 'person'
            ? html`<form method="post" action="${here}">${button({ text: w.t(speaks ? 'partnerships.join.go.representative' : 'partnerships.join.go'), preventDoubleClick: true })}</form>`
            : html`<p>${w.t('partnerships.join.sign-in')}</p><p>${button({ href: link('/sign-in', undefined, { to: here }), text: w.t('partnerships.join.sign-in.go') })}</p>`
      const body = html`<h1>${title}</h1>
        <p class="lead"${ownLanguage(partnership, w)}>${partnership.purpose}</p>
        ${
          state === 'open' && !known
            ? insetText({
                text: organisation
                  ? w.t(
                      speaks
                        ? 'partnerships.join.as.representative'
                        : 'partnerships.join.as.organisation',
                      {
                        organisation: organisationName(organisation, language),
                      },
                    )
                  : w.t('partnerships.join.as.resident'),
              })
            : null
        }
        ${
          state === 'open' && !known && invitation.roles.length > 1
            ? html`<p>${w.t('partnerships.join.roles', { roles: w.list(invitation.roles.filter((role) => role !== 'member').map((role) => w.t(`partnerships.role.${role}`))) })}</p>`
            : null
        }
        ${action}
        ${state === 'open' && !known ? html`<p class="soft">${w.t(speaks ? 'partnerships.join.record.representative' : 'partnerships.join.record')}</p>` : null}`
      return c.render(body, {
        title,
        width: 'reading',
        resident: true,
        ...header(partnership, w),
      } satisfies Head)
    })
    .post(routes.joinWith, async (c) => {
      const visit = c.get('visit')
      guess(visit.address)
      const code = readCode(c.req.param('code'))
      if (visit.actor.kind !== 'person')
        return c.redirect(link('/sign-in', undefined, { to: link(routes.joinWith, { code }) }), 303)
      const joined = await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        acceptInvitation(trx, system, code),
      )
      if (joined.standing === 'representative')
        return c.redirect(link(routes.youSpeakFor, undefined, { done: 'speaks' }), 303)
      const partnership = await partnershipById(system.db, joined.partnership)
      return c.redirect(link(routes.front, { slug: partnership!.slug }, { done: 'joined' }), 303)
    })
}
