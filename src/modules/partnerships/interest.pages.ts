import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notAllowed } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env, type Visit } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { dataTable } from '../../ui/components/data-table.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { select } from '../../ui/components/select.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { day } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Content, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { allow, can, namesOf } from '../people/index.ts'
import {
  dayOf,
  organisationName,
  organisationsAsOf,
  organisationsById,
  type Organisation,
} from '../places/index.ts'
import { enter } from './entry.pages.ts'
import { membersHeader } from './header.pages.ts'
import { declareInterest, endInterest } from './interest.actions.ts'
import { longestInterest, type Interest } from './interest.ts'
import { interestsOf } from './interest.sql.ts'
import type { Member } from './member.ts'
import { membersOf } from './member.sql.ts'
import type { Partnership } from './partnership.ts'
import { error, one, problems, titled, untouched, type Sent } from './problem.pages.ts'
import { routes } from './routes.ts'

const form = z
  .object({
    member: z.string().default(''),
    organisation: z.string().default(''),
    about: z.string().max(longestInterest, 'constitution.interest.long').default(''),
  })
  .refine((said) => said.organisation !== '' || said.about !== '', {
    path: ['about'],
    error: 'constitution.interest.missing',
  })

type Shown = {
  members: readonly Member[]
  interests: readonly Interest[]
  names: Map<string, string>
  organisations: Map<string, Organisation>
  choices: readonly Organisation[]
}

/** The register of interests: what members could gain or lose by, which keeps them from voting on it. */
export function interestPages(system: System): Hono<Env> {
  async function read(partnership: Partnership, visit: Visit): Promise<Shown> {
    const [members, interests, choices] = await Promise.all([
      membersOf(system.db, partnership.id),
      reading(system.db, visit.actor, (db) => interestsOf(db, partnership.id)),
      organisationsAsOf(system.db, dayOf(system.clock.now())),
    ])
    const [names, organisations] = await Promise.all([
      namesOf(
        system.db,
        members.map((each) => each.person),
      ),
      organisationsById(
        system.db,
        interests.map((each) => each.organisation).filter((id) => id !== null),
      ),
    ])
    return { members, interests, names, organisations, choices }
  }

  return new Hono<Env>()
    .get(routes.interests, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'constitution')
      allow(visit.actor, 'declare-interest', { kind: 'partnership', partnership: partnership.id })
      const shown = await read(partnership, visit)
      return c.render(
        draw(w, partnership, visit, untouched, shown),
        head(w, partnership, untouched),
      )
    })
    .post(routes.interests, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'constitution')
      allow(visit.actor, 'declare-interest', { kind: 'partnership', partnership: partnership.id })
      const sent = await readForm(c, form)
      const shown = await read(partnership, visit)
      if (!sent.ok)
        return c.render(draw(w, partnership, visit, sent, shown), {
          ...head(w, partnership, sent),
          status: 422,
        })
      const { member, organisation, about } = sent.value
      const own = shown.members.find((each) => isOwn(each, visit))
      const whose = member || own?.id
      if (whose === undefined) throw notAllowed()
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        declareInterest(trx, {
          partnership: partnership.id,
          member: whose,
          organisation: organisation || null,
          about,
        }),
      )
      return c.redirect(link(routes.interests, { slug: partnership.slug }), 303)
    })
    .post(routes.interestEnd, async (c) => {
      const { partnership, visit } = await enter(system, c)
      await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
        endInterest(trx, partnership.id, c.req.param('interest')),
      )
      return c.redirect(link(routes.interests, { slug: partnership.slug }), 303)
    })
}

const isOwn = (member: Member, { actor }: Visit) =>
  actor.kind === 'person' && member.person === actor.person

function head(w: Words, partnership: Partnership, sent: Sent): Head {
  return {
    title: titled(w, sent, w.t('constitution.interests.title')),
    width: 'reading',
    back: {
      href: link(routes.members, { slug: partnership.slug }),
      text: w.t('partnerships.members.title'),
    },
    ...membersHeader(partnership, w),
  }
}

/** An interest in words: the organisation, what was said about it, or both. */
export function interestInWords(
  w: Words,
  interest: Interest,
  organisations: Map<string, Organisation>,
): string {
  const body = interest.organisation ? organisations.get(interest.organisation) : undefined
  return [body && organisationName(body, w.language), interest.about].filter(Boolean).join(': ')
}

function draw(
  w: Words,
  partnership: Partnership,
  visit: Visit,
  sent: Sent,
  { members, interests, names, organisations, choices }: Shown,
): Html {
  const thing = { kind: 'partnership', partnership: partnership.id } as const
  const organiser = can(visit.actor, 'note-interest', thing)
  const called = (member: Member | undefined) =>
    (member && names.get(member.person)) || w.t('partnerships.members.no-name')
  const of = (interest: Interest) => members.find((each) => each.id === interest.member)
  const own = members.find((each) => isOwn(each, visit))
  return html`${problems(w, sent)}
    <h1>${w.t('constitution.interests.title')}</h1>
    <p class="lead">${w.t('constitution.interests.lead')}</p>
    <p>${w.t('constitution.interests.who-sees')}</p>
    ${
      interests.length === 0
        ? emptyState({
            title: w.t('constitution.interests.none'),
            text: w.t('constitution.interests.none.text'),
          })
        : dataTable({
            words: w,
            id: 'interests',
            caption: w.t('constitution.interests.caption', { count: interests.length }),
            columns: [
              { key: 'member', text: w.t('partnerships.members.name') },
              { key: 'about', text: w.t('constitution.interests.what') },
              { key: 'since', text: w.t('partnerships.members.since') },
              { key: 'end', text: w.t('constitution.interests.end') },
            ],
            rows: interests.map((each): Content[] => {
              const member = of(each)
              const name = called(member)
              const mine = member !== undefined && isOwn(member, visit)
              const noted = member !== undefined && each.declaredBy !== member.person
              return [
                name,
                html`${interestInWords(w, each, organisations)}${noted ? html`<br><span class="soft">${w.t('constitution.interests.noted')}</span>` : null}`,
                day({ words: w, when: each.declaredAt, style: 'short' }),
                mine || organiser
                  ? html`<form method="post" action="${link(routes.interestEnd, { slug: partnership.slug, interest: each.id })}"><button class="quiet-button">${w.t('constitution.interests.end.go')}<span class="govuk-visually-hidden"> (${name})</span></button></form>`
                  : '–',
              ]
            }),
          })
    }
    <h2>${w.t(organiser ? 'constitution.interests.note' : 'constitution.interests.declare')}</h2>
    <form method="post" action="${link(routes.interests, { slug: partnership.slug })}" novalidate>
      ${
        organiser
          ? select({
              words: w,
              name: 'member',
              label: w.t('constitution.interest.member'),
              hint: w.t('constitution.interest.member.hint'),
              value: one(sent, 'member') ?? own?.id,
              items: members.map((each) => ({ value: each.id, text: called(each) })),
            })
          : null
      }
      ${select({
        words: w,
        name: 'organisation',
        label: w.t('constitution.interest.organisation'),
        hint: w.t('constitution.interest.organisation.hint'),
        value: one(sent, 'organisation'),
        items: [
          { value: '', text: w.t('constitution.interest.organisation.none') },
          ...choices.map((each) => ({
            value: each.id,
            text: organisationName(each, w.language),
          })),
        ],
        ...error(w, sent, 'organisation'),
      })}
      ${textarea({
        words: w,
        name: 'about',
        rows: 3,
        label: w.t('constitution.interest.about'),
        hint: w.t('constitution.interest.about.hint'),
        value: one(sent, 'about'),
        ...error(w, sent, 'about'),
      })}
      ${button({ text: w.t('constitution.interest.go'), preventDoubleClick: true })}
    </form>`
}
