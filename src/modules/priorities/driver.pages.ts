import { Hono } from 'hono'
import { z } from 'zod'
import { transaction, type Transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { input } from '../../ui/components/input.ts'
import { insetText } from '../../ui/components/inset-text.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { ownWords } from '../../ui/components/own-words.ts'
import type { Head } from '../../ui/head.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import { isLanguage, languages } from '../../ui/words/index.ts'
import { header } from '../partnerships/index.ts'
import { allow } from '../people/index.ts'
import { gapsIn } from './activity.ts'
import { drawDiagram } from './diagram.pages.ts'
import {
  addDriver,
  bringBackDriver,
  changeDriver,
  moveAmong,
  moveUnder,
  removeDriver,
} from './driver.actions.ts'
import { coveragePart, notesOf } from './driver-coverage.pages.ts'
import {
  enterDiagram,
  refusedAt,
  wrongAt,
  wrongSummary,
  type DiagramEntry,
  type Wrong,
} from './driver-entry.pages.ts'
import { driverLink, outline, type Chosen } from './driver-outline.pages.ts'
import { allOf, pathTo } from './driver.ts'
import { enterPriority } from './priority-entry.pages.ts'
import { routes } from './routes.ts'

const text = z.string().default('')
const adding = z.object({ parent: text, idea: text, text })
const changing = z.object({ text, seen: text })
const placing = z.object({ by: text, under: text })

const inPlace = ['added', 'reworded', 'moved', 'returned'] as const

/** A priority's driver diagram: to read, to draw, and to take away as a picture. */
export function driverPages(system: System): Hono<Env> {
  const change = <T>(entry: DiagramEntry, work: (trx: Transaction) => Promise<T>): Promise<T> =>
    transaction(system.db, entry.visit.actor, system.clock.now(), work)
  return new Hono<Env>()
    .get(routes.diagram, async (c) => {
      const entry = await enterDiagram(system, c)
      const svg = drawDiagram({
        words: entry.w,
        priority: entry.priority,
        tree: entry.tree,
        notes: notesOf(entry),
        href: (driver) => system.config.publicUrl + boxLink(entry, driver),
        alone: true,
      })
      return c.body(`<?xml version="1.0" encoding="UTF-8"?>\n${String(svg)}`, 200, {
        'content-type': 'image/svg+xml; charset=utf-8',
      })
    })
    .get(routes.drivers, async (c) => {
      const entry = await enterDiagram(system, c)
      return c.render(page(entry, null, null, c.req.query('removed')), head(entry))
    })
    .post(routes.drivers, async (c) => {
      const entry = await enterToDraw(system, c)
      const read = await readForm(c, adding)
      if (!read.ok) throw notFound()
      const { parent, idea, text: typed } = read.value
      let id = ''
      const field = parent === '' ? 'top-text' : 'under-text'
      const wrong = await refusedAt(entry.w, field, typed, async () => {
        id = await change(entry, (trx) =>
          addDriver(trx, {
            priority: entry.priority.id,
            parent: parent === '' ? null : parent,
            idea: idea === 'yes',
            text: typed,
          }),
        )
      })
      if (wrong === null) return c.redirect(done(entry, id, 'added'), 303)
      return again(system, c, parent === '' ? null : parent, wrong)
    })
    .get(routes.driver, async (c) => {
      const entry = await enterDiagram(system, c)
      const id = c.req.param('driver')
      const removed = entry.drivers.find((each) => each.id === id && each.removedAt !== null)
      if (!removed && pathTo(entry.tree, id).length === 0) throw notFound()
      if (removed) return c.render(page(entry, null, null, id), head(entry))
      const known = inPlace.find((each) => each === c.req.query('done'))
      const said = known && entry.w.t(`drivers.done.${known}`)
      return c.render(page(entry, { id, done: said, wrong: null }, null), head(entry, id))
    })
    .post(routes.driver, async (c) => {
      const entry = await enterToDraw(system, c)
      const read = await readForm(c, changing)
      if (!read.ok) throw notFound()
      const id = c.req.param('driver')
      const wrong = await refusedAt(entry.w, 'text', read.value.text, () =>
        change(entry, (trx) =>
          changeDriver(trx, { ...read.value, priority: entry.priority.id, driver: id }),
        ),
      )
      return wrong === null
        ? c.redirect(done(entry, id, 'reworded'), 303)
        : again(system, c, id, wrong)
    })
    .post(routes.driverPlace, async (c) => {
      const entry = await enterToDraw(system, c)
      const read = await readForm(c, placing)
      if (!read.ok) throw notFound()
      const id = c.req.param('driver')
      const { by, under } = read.value
      const at = { priority: entry.priority.id, driver: id }
      const wrong = await refusedAt(entry.w, 'under', under, () =>
        change(entry, (trx) =>
          by === 'up' || by === 'down'
            ? moveAmong(trx, { ...at, by: by === 'up' ? -1 : 1 })
            : moveUnder(trx, { ...at, parent: under === 'top' ? null : under }),
        ),
      )
      return wrong === null
        ? c.redirect(done(entry, id, 'moved'), 303)
        : again(system, c, id, wrong)
    })
    .get(routes.driverRemoval, async (c) => {
      const entry = await enterToDraw(system, c)
      return c.render(removalPage(entry, c.req.param('driver')), {
        ...head(entry),
        title: entry.w.t('drivers.removal.title'),
        width: 'reading',
      })
    })
    .post(routes.driverRemoval, async (c) => {
      const entry = await enterToDraw(system, c)
      const at = { priority: entry.priority.id, driver: c.req.param('driver') }
      await change(entry, (trx) => removeDriver(trx, at))
      return c.redirect(
        link(routes.drivers, { priority: at.priority }, { removed: at.driver }),
        303,
      )
    })
    .post(routes.driverReturn, async (c) => {
      const entry = await enterToDraw(system, c)
      const id = c.req.param('driver')
      const wrong = await refusedAt(entry.w, 'main', '', () =>
        change(entry, (trx) => bringBackDriver(trx, { priority: entry.priority.id, driver: id })),
      )
      return wrong === null
        ? c.redirect(done(entry, id, 'returned'), 303)
        : again(system, c, null, wrong)
    })
}

type C = Parameters<typeof enterDiagram>[1]

/** For members: whoever is not signed in is asked to, everybody else is told that they may not. */
async function enterToDraw(system: System, c: C): Promise<DiagramEntry> {
  await enterPriority(system, c, 'draw')
  const entry = await enterDiagram(system, c)
  allow(entry.visit.actor, 'draw', { kind: 'priority', partnership: entry.partnership.id })
  return entry
}

/** The page as it stands now, with what was typed still there. */
async function again(system: System, c: C, chosen: string | null, wrong: Wrong) {
  const entry = await enterDiagram(system, c)
  const there = chosen !== null && pathTo(entry.tree, chosen).length > 0
  return c.render(page(entry, there ? { id: chosen, done: undefined, wrong } : null, wrong), {
    ...head(entry),
    title: entry.w.t('drivers.title.problem'),
    status: 422,
  })
}

const done = ({ priority }: DiagramEntry, driver: string, what: (typeof inPlace)[number]) =>
  `${link(routes.driver, { priority: priority.id, driver }, { done: what })}#driver-${driver}`

const boxLink = (entry: DiagramEntry, driver: string | null) =>
  driver === null
    ? link(routes.priority, { priority: entry.priority.id })
    : driverLink(entry, driver)

function head(entry: DiagramEntry, chosen?: string): Head {
  const { w, priority, partnership } = entry
  const about = chosen === undefined ? undefined : pathTo(entry.tree, chosen).at(-1)?.text
  return {
    title: w.t('drivers.resident.title'),
    about: about ?? priority.title,
    back: { href: link(routes.priority, { priority: priority.id }), text: priority.title },
    ...header(partnership, w, 'priorities'),
  }
}

function page(
  entry: DiagramEntry,
  chosen: Chosen | null,
  wrong: Wrong | null,
  removed?: string,
): Html {
  const { w, priority, tree, mayDraw } = entry
  const all = allOf(tree)
  const count = (kind: string) => all.filter((each) => each.kind === kind).length
  return html`${wrongSummary(w, wrong)}${mayDraw ? removedBanner(entry, removed) : null}
    <p class="kicker">${w.t('drivers.resident.kicker')}</p>
    <h1>${w.th('drivers.resident.heading', { priority: ownWords(w, priority.title, priority.language) })}</h1>
    <p class="lead">${w.t('drivers.resident.lead')}</p>
    ${priority.publishedAt === null ? insetText({ text: w.t('drivers.draft') }) : null}
    ${priority.withdrawnAt === null ? null : insetText({ text: w.t('drivers.resident.withdrawn') })}
    ${
      tree.length === 0
        ? emptyState({
            title: w.t('drivers.resident.none'),
            text: w.t(mayDraw ? 'drivers.none.member' : 'drivers.resident.none.text'),
          })
        : html`<p>${w.t('drivers.resident.count', {
            primary: count('primary'),
            secondary: count('secondary'),
            ideas: count('change-idea'),
            gaps: gapsIn(tree, entry.coverage).length,
          })}</p>
      <div class="diagram"><h2 id="drawing">${w.t('drivers.resident.drawing')}</h2>
        <div class="diagram__frame" role="region" aria-labelledby="drawing" tabindex="0">${drawDiagram(
          {
            words: w,
            priority,
            tree,
            notes: notesOf(entry),
            href: (driver) => boxLink(entry, driver),
            ...(chosen ? { chosen: chosen.id } : {}),
          },
        )}</div></div>
      <p class="no-print"><a href="${link(routes.diagram, { priority: priority.id })}" download>${w.t('drivers.resident.download')}</a></p>
      <section class="part" aria-labelledby="outline"><h2 id="outline">${w.t('drivers.resident.outline')}</h2>${mayDraw ? html`<p class="no-print">${w.t('drivers.how')}</p>` : null}${outline(entry, notesOf(entry), chosen)}</section>`
    }
    ${mayDraw ? topForm(entry, wrong) : null}
    ${coveragePart(entry)}`
}

function topForm({ w, priority }: DiagramEntry, wrong: Wrong | null): Html {
  const own = isLanguage(priority.language) ? languages[priority.language].direction : 'auto'
  return html`<form class="no-print" method="post" action="${link(routes.drivers, { priority: priority.id })}" novalidate>
    ${input({ words: w, name: 'text', id: 'top-text', label: { text: w.t('drivers.top.text'), classes: 'govuk-label--s' }, hint: w.t('drivers.top.hint'), value: wrong?.field === 'top-text' ? wrong.given : '', attributes: { lang: priority.language, dir: own }, ...wrongAt(wrong, 'top-text') })}
    ${button({ text: w.t('drivers.top.go') })}</form>`
}

/** Says what was removed, with the way to bring it back beside it. */
function removedBanner(entry: DiagramEntry, id: string | undefined): Html {
  const { w, priority } = entry
  const driver = entry.drivers.find((each) => each.id === id && each.removedAt !== null)
  if (!driver) return nothing
  return notificationBanner({
    words: w,
    type: 'success',
    text: html`<p class="govuk-notification-banner__heading">${w.th('drivers.removed', { driver: ownWords(w, driver.text, priority.language) })}</p>
      <form method="post" action="${link(routes.driverReturn, { priority: priority.id, driver: driver.id })}">${button({ text: w.t('drivers.return'), classes: 'govuk-button--secondary govuk-!-margin-bottom-0' })}</form>`,
  })
}

function removalPage(entry: DiagramEntry, id: string): Html {
  const { w, priority } = entry
  const branch = pathTo(entry.tree, id).at(-1)
  if (!branch) throw notFound()
  const rest = allOf(branch.branches)
  const own = (said: string) => ownWords(w, said, priority.language)
  return html`<h1>${w.t('drivers.removal.title')}</h1>
    <blockquote><p>${own(branch.text)}</p></blockquote>
    <p>${w.t('drivers.removal.with', { count: rest.length })}</p>
    ${rest.length === 0 ? null : html`<ul>${rest.map((each) => html`<li>${own(each.text)}</li>`)}</ul>`}
    <p>${w.t('drivers.removal.back')}</p>
    <form method="post" action="${link(routes.driverRemoval, { priority: priority.id, driver: id })}"><p class="row">${button({ text: w.t('drivers.removal.go'), classes: 'govuk-button--warning' })} <a href="${driverLink(entry, id)}">${w.t('drivers.removal.keep')}</a></p></form>`
}
