import { Hono } from 'hono'
import { transaction } from '../../platform/database/index.ts'
import { Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { dataTable } from '../../ui/components/data-table.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { day } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, nothing, type Content } from '../../ui/html.ts'
import { languagesOfPage, wordsOfPage, type Language } from '../../ui/words/index.ts'
import { allow, can, namesOf } from '../people/index.ts'
import { organisationName, organisationsById } from '../places/index.ts'
import { enter } from './entry.pages.ts'
import { membersHeader } from './header.pages.ts'
import { membershipsOf } from './member.sql.ts'
import { partnershipById } from './partnership.sql.ts'
import { endRepresentative } from './representative.actions.ts'
import { representativesOf, representingOf } from './representative.sql.ts'
import { routes } from './routes.ts'

/** Who speaks for organisations here without being a member; and for oneself, for whom. */
export function representativePages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.representatives, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'constitution')
      const thing = { kind: 'partnership', partnership: partnership.id } as const
      allow(visit.actor, 'see-members', thing)
      const all = await representativesOf(system.db, partnership.id)
      const [names, organisations] = await Promise.all([
        namesOf(
          system.db,
          all.map((each) => each.person),
        ),
        organisationsById(
          system.db,
          all.map((each) => each.organisation),
        ),
      ])
      const chair = can(visit.actor, 'invite', thing)
      const invite = {
        href: link(
          routes.newInvitation,
          { slug: partnership.slug },
          {
            for: 'representative',
          },
        ),
        text: w.t('constitution.representatives.invite'),
      }
      const title = w.t('constitution.representatives.title')
      const body = html`<h1>${title}</h1>
        <p class="lead">${w.t('constitution.representatives.lead')}</p>
        ${
          all.length === 0
            ? emptyState({
                title: w.t('constitution.representatives.none'),
                text: w.t('constitution.representatives.none.text'),
                ...(chair ? { action: invite } : {}),
              })
            : html`${dataTable({
                words: w,
                id: 'representatives',
                caption: title,
                columns: [
                  { key: 'name', text: w.t('partnerships.members.name') },
                  { key: 'for', text: w.t('constitution.representatives.for') },
                  { key: 'since', text: w.t('partnerships.members.since') },
                  ...(chair ? [{ key: 'end', text: w.t('constitution.interests.end') }] : []),
                ],
                rows: all.map((each): Content[] => {
                  const name = names.get(each.person) || w.t('partnerships.members.no-name')
                  const body = organisations.get(each.organisation)
                  return [
                    name,
                    body ? organisationName(body, w.language) : '–',
                    day({ words: w, when: each.namedAt, style: 'short' }),
                    ...(chair
                      ? [
                          html`<form method="post" action="${link(routes.representativeEnd, { slug: partnership.slug, representative: each.id })}"><button class="quiet-button">${w.t('constitution.representatives.end')}<span class="govuk-visually-hidden"> (${name})</span></button></form>`,
                        ]
                      : []),
                  ]
                }),
              })}
              ${chair ? html`<p>${button(invite)}</p>` : null}`
        }`
      return c.render(body, {
        title,
        width: 'reading',
        back: {
          href: link(routes.members, { slug: partnership.slug }),
          text: w.t('partnerships.members.title'),
        },
        ...membersHeader(partnership, w),
      } satisfies Head)
    })
    .post(routes.representativeEnd, async (c) => {
      const { partnership, visit } = await enter(system, c)
      allow(visit.actor, 'invite', { kind: 'partnership', partnership: partnership.id })
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        endRepresentative(trx, c.req.param('representative')),
      )
      return c.redirect(link(routes.representatives, { slug: partnership.slug }), 303)
    })
    .get(routes.youSpeakFor, async (c) => {
      const { actor, language } = c.get('visit')
      if (actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
      const w = wordsOfPage(language as Language, 'constitution')
      c.set('visit', { ...c.get('visit'), language: w.language })
      const [own, belongs] = await Promise.all([
        representingOf(system.db, actor.person),
        membershipsOf(system.db, actor.person),
      ])
      const members = belongs.filter((each) => each.organisation !== null)
      const organisations = await organisationsById(system.db, [
        ...own.map((each) => each.organisation),
        ...members.map((each) => each.organisation!),
      ])
      const where = new Map(
        await Promise.all(
          [...own, ...members].map(
            async ({ partnership }) =>
              [
                partnership,
                partnership === null ? undefined : await partnershipById(system.db, partnership),
              ] as const,
          ),
        ),
      )
      const called = (id: string) => {
        const body = organisations.get(id)
        return body ? organisationName(body, w.language) : ''
      }
      const place = (id: string | null): Content => {
        const found = where.get(id)
        return found
          ? html`<a href="${link(routes.front, { slug: found.slug })}">${found.name}</a>`
          : w.t('constitution.you.everywhere')
      }
      const near = (id: string | null, organisation: string): Content => {
        const found = where.get(id)
        return found
          ? html`${place(id)}<br><a href="${link(routes.closenessWith, { slug: found.slug, organisation })}">${w.t('constitution.you.near')}<span class="govuk-visually-hidden"> (${called(organisation)}, ${found.name})</span></a>`
          : place(id)
      }
      const title = w.t('constitution.you.title')
      const rows = [
        ...own.map((each): Content[] => [
          called(each.organisation),
          near(each.partnership, each.organisation),
          html`<form method="post" action="${link(routes.youSpeakForEnd, { representative: each.id })}"><button class="quiet-button">${w.t('constitution.you.stop')}<span class="govuk-visually-hidden"> (${called(each.organisation)})</span></button></form>`,
        ]),
        ...members.map((each): Content[] => [
          called(each.organisation!),
          near(each.partnership, each.organisation!),
          w.t('constitution.you.as-member'),
        ]),
      ]
      const body = html`${
        c.req.query('done') === 'speaks'
          ? notificationBanner({ words: w, type: 'success', text: w.t('constitution.you.done') })
          : nothing
      }<h1>${title}</h1>
        <p class="lead">${w.t('constitution.you.lead')}</p>
        ${dataTable({
          words: w,
          id: 'speaks-for',
          caption: title,
          columns: [
            { key: 'organisation', text: w.t('constitution.representatives.for') },
            { key: 'where', text: w.t('constitution.you.where') },
            { key: 'end', text: w.t('constitution.interests.end') },
          ],
          rows,
          empty: emptyState({
            title: w.t('constitution.you.none'),
            text: w.t('constitution.you.none.text'),
          }),
        })}`
      return c.render(body, {
        title,
        width: 'reading',
        languages: languagesOfPage('constitution'),
      } satisfies Head)
    })
    .post(routes.youSpeakForEnd, async (c) => {
      const { actor } = c.get('visit')
      if (actor.kind !== 'person') throw new Refusal('people.refused.sign-in', 401)
      await transaction(system.db, actor, system.clock.now(), (trx) =>
        endRepresentative(trx, c.req.param('representative')),
      )
      return c.redirect(routes.youSpeakFor, 303)
    })
}
