import { Hono } from 'hono'
import { reading } from '../../platform/database/index.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { details } from '../../ui/components/details.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { ownWords } from '../../ui/components/own-words.ts'
import { day } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { header } from '../partnerships/index.ts'
import { can } from '../people/index.ts'
import { figurePart, restingOf, saidWords } from './ground-words.pages.ts'
import { frameworksUsed } from './framework.sql.ts'
import { lensLines } from './lens-table.pages.ts'
import { lensesOf } from './lens.sql.ts'
import { stateOf } from './list.ts'
import { listsOf } from './list.sql.ts'
import { enterPriority, type PriorityEntry } from './priority-entry.pages.ts'
import { decisionLink, listLink, listSaid, standing } from './priority-state.pages.ts'
import type { EarlierWords, Priority } from './priority.ts'
import { earlierWordsOf } from './priority.sql.ts'
import { routes } from './routes.ts'

const known = ['proposed', 'changed', 'linked', 'laid'] as const

/** A priority: people's words first, with their numbers; then the figures; then what is already strong. */
export function priorityViewPages(system: System): Hono<Env> {
  return new Hono<Env>().get(routes.priority, async (c) => {
    const entry = await enterPriority(system, c)
    const { priority, partnership, w, visit } = entry
    const { resting, lists, earlier, frameworks, lenses } = await reading(
      system.db,
      visit.actor,
      async (db) => ({
        resting: await restingOf(db, w, [priority.id]),
        lists: await listsOf(db, partnership.id),
        earlier: await earlierWordsOf(db, priority.id),
        frameworks: await frameworksUsed(db, partnership.id),
        lenses: await lensesOf(db, [priority.id]),
      }),
    )
    const member = can(visit.actor, 'see-draft', { kind: 'priority', partnership: partnership.id })
    const held = lists.filter((each) => each.priorities.includes(priority.id))
    const own = (text: string) => ownWords(w, text, priority.language)
    const done = known.find((each) => each === c.req.query('done'))
    const body = html`${done ? notificationBanner({ words: w, type: 'success', text: w.t(`priorities.done.${done}`) }) : nothing}
      <p class="kicker">${w.t('priorities.resident.kicker')}</p>
      <h1>${own(priority.title)}</h1>
      <p><strong>${standing(w, priority, lists)}</strong></p>
      ${priority.publishedAt === null ? insetText({ text: w.t('priorities.draft') }) : null}
      <section class="part" aria-labelledby="said"><h2 id="said">${w.t('priorities.resident.said')}</h2>${saidWords(w, resting, priority.id)}</section>
      <section class="part" aria-labelledby="figures"><h2 id="figures">${w.t('priorities.resident.figures')}</h2>${figurePart(w, resting, priority.id)}</section>
      <section class="part" aria-labelledby="strengths"><h2 id="strengths">${w.t('priorities.resident.strengths')}</h2>${
        priority.strengths === ''
          ? html`<p>${w.t('priorities.resident.strengths.none')}</p>`
          : paragraphs(w, priority.strengths, priority)
      }</section>
      <section class="part" aria-labelledby="why"><h2 id="why">${w.t('priorities.resident.why')}</h2>${
        priority.why === ''
          ? html`<p>${w.t('priorities.resident.why.none')}</p>`
          : paragraphs(w, priority.why, priority)
      }</section>
      ${
        held.length === 0
          ? null
          : html`<section class="part" aria-labelledby="lists"><h2 id="lists">${w.t('priorities.resident.lists')}</h2><ul>${held.map(
              (each) =>
                html`<li><a href="${listLink(each)}">${listSaid(w, each, lists)}</a> ${stateOf(each, lists) === 'draft' ? null : decisionLink(w, each, member)}</li>`,
            )}</ul></section>`
      }
      ${changes(w, earlier, priority)}
      <p class="row"><a href="${link(routes.drivers, { priority: priority.id })}">${w.t('priorities.resident.drivers')}</a>${
        priority.publishedAt === null
          ? null
          : html` <a href="/thread/${priority.id}">${w.t('priorities.resident.thread')}</a>`
      }</p>
      ${lensLines(w, frameworks, lenses)}
      ${member ? membersPart(entry, frameworks.length > 0) : null}`
    return c.render(body, {
      title: priority.title,
      width: 'reading',
      back: {
        href: link(routes.priorities, { slug: partnership.slug }),
        text: w.t('priorities.resident.title'),
      },
      ...header(partnership, w, 'priorities'),
    } satisfies Head)
  })
}

function paragraphs(w: Words, text: string, { language }: Priority): Html {
  return html`${text
    .split(/\n+/)
    .filter((part) => part.trim() !== '')
    .map((part) => html`<p>${ownWords(w, part, language)}</p>`)}`
}

/** Nothing is changed quietly: what it said before stands here as well as in the record. */
function changes(w: Words, earlier: readonly EarlierWords[], priority: Priority): Html | null {
  if (earlier.length === 0) return null
  const own = (text: string) => ownWords(w, text, priority.language)
  return details({
    summary: w.t('priorities.resident.changes', { count: earlier.length }),
    text: html`${earlier.map(
      (each) =>
        html`<h3>${w.th('priorities.resident.changes.until', { date: day({ words: w, when: each.until }) })}</h3><p><strong>${own(each.title)}</strong></p>${each.strengths ? html`<p>${own(each.strengths)}</p>` : null}${each.why ? html`<p>${own(each.why)}</p>` : null}`,
    )}`,
  })
}

function membersPart({ priority, partnership, w, visit }: PriorityEntry, lens: boolean): Html {
  if (priority.withdrawnAt !== null) return nothing
  const id = { priority: priority.id }
  const isOwn =
    priority.publishedAt === null &&
    visit.actor.kind === 'person' &&
    visit.actor.person === priority.proposedBy
  const mayChange =
    isOwn || can(visit.actor, 'change', { kind: 'priority', partnership: partnership.id })
  const secondary = (href: string, text: string) =>
    button({ href, text, classes: 'govuk-button--secondary' })
  return html`<section class="part no-print" aria-labelledby="members"><h2 id="members">${w.t('priorities.members')}</h2>
    <div class="govuk-button-group">${secondary(link(routes.grounds, id), w.t('priorities.grounds.title'))}${
      mayChange
        ? html`${secondary(link(routes.priorityChange, id), w.t('priorities.change'))}${secondary(link(routes.withdrawal, id), w.t('priorities.withdraw'))}`
        : null
    }${lens ? secondary(link(routes.lens, id), w.t('priorities.lens.title')) : null}</div></section>`
}
