import { Hono } from 'hono'
import type { System } from '../../platform/system.ts'
import { link, type Env, type Visit } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { facts, strong } from '../../ui/components/facts.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { day } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import { languages, type Language, type Words } from '../../ui/words/index.ts'
import { can } from '../people/index.ts'
import { routes as places } from '../places/index.ts'
import { enter } from './entry.pages.ts'
import { header, ownLanguage } from './header.pages.ts'
import { nextMeetingSection } from './meeting-next.pages.ts'
import { memberCounts } from './member.sql.ts'
import { placeName, type Partnership } from './partnership.ts'
import { routes } from './routes.ts'

/**
 * A part of a partnership's front page that another module draws: its live rounds, what came out.
 * `app` hands them in, since modules never reach to their right. Null where there is nothing to say.
 */
export type Section = (
  system: System,
  partnership: Partnership,
  visit: Visit,
) => Promise<Html | null>

export type Sections = { front?: readonly Section[]; cameOut?: readonly Section[] }

async function drawn(
  sections: readonly Section[] | undefined,
  system: System,
  partnership: Partnership,
  visit: Visit,
): Promise<Html[]> {
  const all = await Promise.all((sections ?? []).map((each) => each(system, partnership, visit)))
  return all.filter((each) => each !== null)
}

/** What anybody sees first, and what has come out so far. Numbers of members only: no names. */
export function frontPages(system: System, sections: Sections = {}): Hono<Env> {
  return new Hono<Env>()
    .get(routes.front, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c)
      const [counts, parts, meeting] = await Promise.all([
        memberCounts(system.db, partnership.id),
        drawn(sections.front, system, partnership, visit),
        nextMeetingSection(system, partnership, visit),
      ])
      const place = placeName(partnership, w.language)
      const body = html`${done(w, partnership, c.req.query('done'))}<div class="reading">
          ${place === partnership.name ? null : html`<p class="kicker">${place}</p>`}
          <h1>${partnership.name}</h1>
          <div${ownLanguage(partnership, w)}>${paragraphs(partnership.purpose)}</div>
        </div>
        ${parts.length > 0 ? parts : quiet(w, partnership, visit)}
        ${meeting}
        <h2>${w.t('partnerships.front.who')}</h2>
        ${
          counts.resident + counts.organisation === 0
            ? html`<p>${w.t('partnerships.front.nobody')}</p>`
            : facts({
                items: [
                  w.th('partnerships.front.residents', { count: counts.resident, b: strong }),
                  w.th('partnerships.front.organisations', {
                    count: counts.organisation,
                    b: strong,
                  }),
                ],
              })
        }
        <p class="soft">${w.t('partnerships.front.founded')} ${day({ words: w, when: partnership.foundedAt })}${
          partnership.neighbourhood
            ? html` · <a href="${link(places.neighbourhood, { neighbourhood: partnership.neighbourhood.id })}">${w.t('partnerships.front.place', { place })}</a>`
            : null
        }</p>
        <p class="row"><a href="${link(routes.constitution, { slug: partnership.slug })}">${w.t('constitution.resident.title')}</a> <a href="${link(routes.trustedOrganisation, { slug: partnership.slug })}">${w.t('constitution.resident.money.title')}</a></p>
        ${spoken(w, partnership)}
        ${own(w, partnership, visit)}`
      return c.render(body, {
        title: partnership.name,
        description: partnership.purpose.slice(0, 160),
        ...header(partnership, w, 'front'),
      } satisfies Head)
    })
    .get(routes.cameOut, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c)
      const parts = await drawn(sections.cameOut, system, partnership, visit)
      const title = w.t('partnerships.tab.came-out')
      const body = html`<h1>${title}</h1>
        <p class="lead">${w.t('partnerships.came-out.lead')}</p>
        ${
          parts.length > 0
            ? parts
            : emptyState({
                title: w.t('partnerships.came-out.none'),
                text: w.t('partnerships.came-out.none.text'),
                action: {
                  href: link(routes.rounds, { slug: partnership.slug }),
                  text: w.t('partnerships.tab.say'),
                },
              })
        }`
      return c.render(body, { title, ...header(partnership, w, 'came-out') } satisfies Head)
    })
}

/** Said once, to whoever has just founded the partnership or joined it. */
function done(w: Words, partnership: Partnership, what: string | undefined): Html {
  if (what !== 'founded' && what !== 'joined') return nothing
  return notificationBanner({
    words: w,
    type: 'success',
    text: w.t(`partnerships.front.${what === 'founded' ? 'newly-founded' : 'joined'}`, {
      name: partnership.name,
    }),
  })
}

/** People's own text, with the line breaks they gave it. */
function paragraphs(text: string): Html {
  return html`${text
    .split(/\n{2,}/)
    .filter((part) => part !== '')
    .map((part) => html`<p class="lead">${part}</p>`)}`
}

function quiet(w: Words, partnership: Partnership, visit: Visit): Html {
  const organiser = can(visit.actor, 'draft', { kind: 'round', partnership: partnership.id })
  return emptyState({
    title: w.t('partnerships.front.quiet'),
    text: w.t(organiser ? 'partnerships.front.quiet.organiser' : 'partnerships.front.quiet.text'),
    ...(organiser
      ? {
          action: {
            href: link(routes.rounds, { slug: partnership.slug }),
            text: w.t('partnerships.front.ask'),
          },
        }
      : {}),
  })
}

function spoken(w: Words, partnership: Partnership): Html {
  const names = partnership.languages
    .map((code) => languages[code as Language]?.name)
    .filter((name) => name !== undefined)
  return names.length < 2
    ? nothing
    : html`<p class="soft">${w.t('partnerships.front.languages', { languages: w.list(names) })}</p>`
}

/** What its members come here to do; and for everyone else, the way in. */
function own(w: Words, partnership: Partnership, visit: Visit): Html {
  const thing = { kind: 'partnership', partnership: partnership.id } as const
  const slug = { slug: partnership.slug }
  if (visit.actor.kind !== 'person' || !can(visit.actor, 'see-members', thing))
    return html`<p><a href="${routes.join}">${w.t('partnerships.front.join')}</a></p>`
  return html`<h2>${w.t('partnerships.front.members')}</h2>
    <p class="row">${button({ href: link(routes.members, slug), text: w.t('partnerships.members.title'), classes: 'govuk-button--secondary' })}
    ${can(visit.actor, 'invite', thing) ? button({ href: link(routes.invitations, slug), text: w.t('partnerships.invitations.title'), classes: 'govuk-button--secondary' }) : null}
    ${can(visit.actor, 'change', thing) ? button({ href: link(routes.settings, slug), text: w.t('partnerships.settings.title'), classes: 'govuk-button--secondary' }) : null}</p>`
}
