import { Hono } from 'hono'
import { reading } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { ownWords } from '../../ui/components/own-words.ts'
import type { Head } from '../../ui/head.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import { words, type Language, type Words } from '../../ui/words/index.ts'
import { routes as evidence } from '../evidence/index.ts'
import { enter, header, type Partnership, type Section } from '../partnerships/index.ts'
import { can } from '../people/index.ts'
import { frameworksUsed } from './framework.sql.ts'
import { restingOf, someWords, type Resting } from './ground-words.pages.ts'
import { crosswalk } from './lens-table.pages.ts'
import { lensesOf } from './lens.sql.ts'
import { agreedList, stateOf, type List } from './list.ts'
import { listsOf } from './list.sql.ts'
import { prioritiesJson } from './priority.api.ts'
import { decisionLink, listLink, listSaid, ranked } from './priority-state.pages.ts'
import type { Priority } from './priority.ts'
import { prioritiesOf } from './priority.sql.ts'
import { routes } from './routes.ts'

const wordsShown = 3
const wordsOnFront = 1

/** What matters here, as agreed, with people's words under each; earlier lists; for members, what is in the making. */
export function priorityOverviewPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.priorities, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c)
      const { lists, priorities, resting, frameworks, lenses } = await reading(
        system.db,
        visit.actor,
        async (db) => {
          const all = await prioritiesOf(db, partnership.id)
          const ids = all.map(({ id }) => id)
          return {
            lists: await listsOf(db, partnership.id),
            priorities: all,
            resting: await restingOf(db, w, ids),
            frameworks: await frameworksUsed(db, partnership.id),
            lenses: await lensesOf(db, ids),
          }
        },
      )
      const thing = { kind: 'priority', partnership: partnership.id } as const
      const member = can(visit.actor, 'see-draft', thing)
      const slug = { slug: partnership.slug }
      const byId = new Map(priorities.map((each) => [each.id, each]))
      const agreed = agreedList(lists)
      const listed = (list: List) => list.priorities.flatMap((id) => byId.get(id) ?? [])
      const of = (...states: string[]) =>
        lists.filter((each) => states.includes(stateOf(each, lists)))
      const title = w.t('priorities.resident.title')
      const done = c.req.query('done')
      const body = html`${done === 'withdrawn' || done === 'frameworks' ? notificationBanner({ words: w, type: 'success', text: w.t(`priorities.done.${done}`) }) : nothing}
        <h1>${title}</h1>
        ${agreed ? html`<p class="lead">${listSaid(w, agreed, lists)} ${decisionLink(w, agreed, member)}</p>` : html`<p class="lead">${w.t('priorities.resident.lead')}</p>`}
        ${
          agreed
            ? html`<ol class="findings">${listed(agreed).map((each, index) => item(w, each, index, resting, 2))}</ol>`
            : emptyState({
                title: w.t('priorities.resident.none'),
                text: w.t(
                  member
                    ? 'priorities.none.member'
                    : of('put').length > 0
                      ? 'priorities.resident.none.put'
                      : 'priorities.resident.none.text',
                ),
                ...(member
                  ? {
                      action: { href: link(routes.newPriority, slug), text: w.t('priorities.new') },
                    }
                  : {}),
              })
        }
        ${of('put').map(
          (list) =>
            html`<section class="part" aria-labelledby="list-${list.id}"><h2 id="list-${list.id}">${w.t('priorities.resident.list.deciding')}</h2>
              <p>${listSaid(w, list, lists)} ${decisionLink(w, list, member)} <a href="${listLink(list)}">${w.t('priorities.resident.list.see')}</a></p>
              <ol class="findings">${listed(list).map((each, index) => item(w, each, index, resting, 3))}</ol></section>`,
        )}
        ${past(w, of('earlier', 'not-agreed'), lists)}
        ${member ? inTheMaking(w, partnership, priorities, lists, can(visit.actor, 'rank', thing)) : nothing}
        <p class="row"><a href="${link(routes.plan, slug)}">${w.t('plan.resident.title')}</a> <a href="${link(routes.activities, slug)}">${w.t('drivers.resident.activities')}</a> <a href="${link(evidence.figures, slug)}">${w.t('evidence.resident.title')}</a>${agreed ? html` <a href="${link(routes.prioritiesJson, slug)}">JSON</a>` : null}</p>
        ${agreed ? crosswalk(w, frameworks, lenses, listed(agreed)) : nothing}`
      return c.render(body, {
        title,
        width: 'reading',
        ...header(partnership, w, 'priorities'),
      } satisfies Head)
    })
    .get(routes.prioritiesJson, async (c) => {
      const { partnership } = await enter(system, c)
      return c.json(await prioritiesJson(system, partnership))
    })
}

/** A priority in a list: its words, and what people said under it. */
function item(w: Words, priority: Priority, index: number, resting: Resting, level: 2 | 3): Html {
  const name = ranked(w, index + 1, priority)
  return html`<li class="finding">${
    level === 2
      ? html`<h2 class="finding__words">${name}</h2>`
      : html`<h3 class="finding__words">${name}</h3>`
  }${someWords(w, resting, priority.id, wordsShown)}</li>`
}

function past(w: Words, shown: readonly List[], lists: readonly List[]): Html {
  if (shown.length === 0) return nothing
  return html`<section class="part" aria-labelledby="earlier"><h2 id="earlier">${w.t('priorities.resident.earlier')}</h2><ul>${shown.map(
    (list) => html`<li><a href="${listLink(list)}">${listSaid(w, list, lists)}</a></li>`,
  )}</ul></section>`
}

/** For members: drafts, and lists that are not put to anybody yet. */
function inTheMaking(
  w: Words,
  partnership: Partnership,
  priorities: readonly Priority[],
  lists: readonly List[],
  mayRank: boolean,
): Html {
  const slug = { slug: partnership.slug }
  const listable = priorities.filter((each) => each.withdrawnAt === null)
  const drafts = listable.filter((each) => each.publishedAt === null)
  const draftLists = lists.filter((each) => stateOf(each, lists) === 'draft')
  const secondary = (href: string, text: string) =>
    button({ href, text, classes: 'govuk-button--secondary' })
  return html`<section class="part no-print" aria-labelledby="making"><h2 id="making">${w.t('priorities.making')}</h2>
    <p class="soft">${w.t('priorities.making.lead')}</p>
    ${
      drafts.length === 0
        ? html`<p>${w.t('priorities.making.none')}</p>`
        : html`<ul>${drafts.map((each) => html`<li><a href="${link(routes.priority, { priority: each.id })}">${ownWords(w, each.title, each.language)}</a></li>`)}</ul>`
    }
    ${draftLists.length === 0 ? null : html`<h3>${w.t('priorities.making.lists')}</h3><ul>${draftLists.map((each) => html`<li><a href="${listLink(each)}">${listSaid(w, each, lists)}</a></li>`)}</ul>`}
    <div class="govuk-button-group">${secondary(link(routes.newPriority, slug), w.t('priorities.new'))}${
      mayRank && listable.length > 0
        ? secondary(link(routes.newList, slug), w.t('priorities.list.new'))
        : null
    }${mayRank ? secondary(link(routes.frameworks, slug), w.t('priorities.frameworks.title')) : null}</div></section>`
}

/** For a partnership's front page: what it has agreed matters, each with one thing that somebody said. */
export const frontSection: Section = async (system, partnership, visit) => {
  const w = words(visit.language as Language)
  const lists = await listsOf(system.db, partnership.id)
  const agreed = agreedList(lists)
  if (!agreed) return null
  const [priorities, resting] = await Promise.all([
    prioritiesOf(system.db, partnership.id),
    restingOf(system.db, w, agreed.priorities),
  ])
  const byId = new Map(priorities.map((each) => [each.id, each]))
  return html`<section class="part" aria-labelledby="matters"><h2 id="matters">${w.t('priorities.resident.title')}</h2>
    <p class="soft">${listSaid(w, agreed, lists)}</p>
    <ol class="findings">${agreed.priorities
      .flatMap((id) => byId.get(id) ?? [])
      .map(
        (each, index) =>
          html`<li class="finding"><h3 class="finding__words">${ranked(w, index + 1, each)}</h3>${someWords(w, resting, each.id, wordsOnFront)}</li>`,
      )}</ol>
    <p><a href="${link(routes.priorities, { slug: partnership.slug })}">${w.t('priorities.resident.all')}</a></p></section>`
}
