import { Hono } from 'hono'
import { z } from 'zod'
import { transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { dataTable, type Sort } from '../../ui/components/data-table.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import { textarea } from '../../ui/components/textarea.ts'
import { ownWords } from '../../ui/components/own-words.ts'
import { day } from '../../ui/components/timestamp.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import {
  languagesOfPage,
  words,
  wordsOfPage,
  type Key,
  type Language,
  type Words,
} from '../../ui/words/index.ts'
import {
  enter,
  given,
  header,
  languageIn,
  partnershipById,
  placeName,
  problemAt,
  problems,
  titled,
  untouched,
  type Partnership,
  type Sent,
} from '../partnerships/index.ts'
import { allow, can } from '../people/index.ts'
import { addFigure, withdrawFigure } from './figure.actions.ts'
import { figureJson, figuresCsv } from './figure.api.ts'
import { amount, figureWords, range } from './figure-card.pages.ts'
import { figureFields, figureForm } from './figure-form.pages.ts'
import { longestText, type Figure } from './figure.ts'
import { figureById, figuresOf } from './figure.sql.ts'
import { routes } from './routes.ts'

const withdrawalForm = z.object({
  reason: z
    .string({ error: 'evidence.refused.reason' })
    .min(1, 'evidence.refused.reason')
    .max(longestText, 'evidence.refused.long'),
})

/** A partnership's figures: a table for anybody, each on a page of its own, added by its members. */
export function figurePages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.figures, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c)
      const figures = await figuresOf(system.db, partnership.id)
      const slug = { slug: partnership.slug }
      const mayAdd = can(visit.actor, 'add', { kind: 'figure', partnership: partnership.id })
      const add = { href: link(routes.newFigure, slug), text: w.t('evidence.add') }
      const title = w.t('evidence.resident.title')
      const body = html`<h1>${title}</h1>
        <p class="lead">${w.t('evidence.resident.lead')}</p>
        ${
          figures.length === 0
            ? emptyState({
                title: w.t('evidence.resident.none'),
                text: w.t(mayAdd ? 'evidence.none.member' : 'evidence.resident.none.text'),
                ...(mayAdd ? { action: add } : {}),
              })
            : html`${mayAdd ? html`<p>${button(add)}</p>` : null}
              ${listed(w, partnership, figures, sortAsked(c.req.query('sort'), c.req.query('order')))}
              <p class="row"><a href="${link(routes.figuresCsv, slug)}" download>CSV</a> <a href="${link(routes.figuresJson, slug)}">JSON</a></p>`
        }`
      return c.render(body, { title, ...header(partnership, w, 'priorities') } satisfies Head)
    })
    .get(routes.figuresJson, async (c) => {
      const { partnership } = await enter(system, c)
      const figures = await figuresOf(system.db, partnership.id)
      return c.json({
        partnership: { id: partnership.id, slug: partnership.slug, name: partnership.name },
        figures: figures.map((each) => figureJson(each, system.config.publicUrl)),
      })
    })
    .get(routes.figuresCsv, async (c) => {
      const { partnership } = await enter(system, c)
      return c.body(figuresCsv(await figuresOf(system.db, partnership.id)), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${partnership.slug}-figures.csv"`,
      })
    })
    .get(routes.newFigure, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'evidence')
      allow(visit.actor, 'add', { kind: 'figure', partnership: partnership.id })
      return c.render(newPage(w, partnership, untouched), newHead(w, partnership, untouched))
    })
    .post(routes.newFigure, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c, 'evidence')
      allow(visit.actor, 'add', { kind: 'figure', partnership: partnership.id })
      const now = system.clock.now()
      const read = await readForm(c, figureForm(now.toISOString().slice(0, 10)))
      if (!read.ok)
        return c.render(newPage(w, partnership, read), {
          ...newHead(w, partnership, read),
          status: 422,
        })
      const id = await transaction(system.db, visit.actor, now, (trx) =>
        addFigure(trx, {
          ...read.value,
          partnership: partnership.id,
          language: languageIn(partnership, read.value.language),
        }),
      )
      return c.redirect(link(routes.figure, { figure: id }, { done: 'added' }), 303)
    })
    .get(routes.figure, async (c) => {
      const { figure, partnership } = await entered(system, c.req.param('figure'))
      const visit = c.get('visit')
      const w = words(visit.language as Language)
      const mayWithdraw =
        figure.withdrawnAt === null &&
        can(visit.actor, 'withdraw', { kind: 'figure', partnership: partnership.id })
      const done = c.req.query('done')
      const body = html`${done === 'added' || done === 'withdrawn' ? notificationBanner({ words: w, type: 'success', text: w.t(`evidence.done.${done}`) }) : null}
        <p class="kicker">${w.t('evidence.resident.kicker')}</p>
        <h1>${ownWords(w, figure.title, figure.language)}</h1>
        ${figureWords(w, figure)}
        <p><a href="/thread/${figure.id}">${w.t('evidence.resident.thread')}</a></p>
        ${mayWithdraw ? html`<p class="no-print"><a href="${link(routes.figureWithdrawal, { figure: figure.id })}">${w.t('evidence.withdraw')}</a></p>` : null}`
      return c.render(body, {
        title: figure.title,
        width: 'reading',
        back: {
          href: link(routes.figures, { slug: partnership.slug }),
          text: w.t('evidence.resident.title'),
        },
        ...header(partnership, w, 'priorities'),
      } satisfies Head)
    })
    .get(routes.figureWithdrawal, async (c) => {
      const { figure, partnership } = await entered(system, c.req.param('figure'))
      const visit = c.get('visit')
      allow(visit.actor, 'withdraw', { kind: 'figure', partnership: partnership.id })
      const w = wordsOfPage(visit.language as Language, 'evidence')
      return c.render(
        withdrawalPage(w, figure, untouched),
        withdrawalHead(w, partnership, figure, untouched),
      )
    })
    .post(routes.figureWithdrawal, async (c) => {
      const { figure, partnership } = await entered(system, c.req.param('figure'))
      const visit = c.get('visit')
      allow(visit.actor, 'withdraw', { kind: 'figure', partnership: partnership.id })
      const w = wordsOfPage(visit.language as Language, 'evidence')
      const read = await readForm(c, withdrawalForm)
      const sent = read.ok ? { given: { reason: read.value.reason }, errors: {} } : read
      const refused = read.ok
        ? await transaction(system.db, visit.actor, system.clock.now(), (trx) =>
            withdrawFigure(trx, figure.id, read.value.reason),
          ).then(
            () => null,
            (error: unknown) => {
              if (error instanceof Refusal && error.status === 409) return error.key
              throw error
            },
          )
        : null
      if (read.ok && refused === null)
        return c.redirect(link(routes.figure, { figure: figure.id }, { done: 'withdrawn' }), 303)
      const wrong: Sent = refused === null ? sent : { ...sent, errors: { reason: refused } }
      return c.render(withdrawalPage(w, figure, wrong), {
        ...withdrawalHead(w, partnership, figure, wrong),
        status: 422,
      })
    })
}

async function entered(
  system: System,
  id: string,
): Promise<{ figure: Figure; partnership: Partnership }> {
  const figure = await figureById(system.db, id)
  const partnership = figure && (await partnershipById(system.db, figure.partnership))
  if (!figure || !partnership) throw notFound()
  return { figure, partnership }
}

const sortable = ['title', 'value', 'vintage', 'added'] as const
const sortAsked = (column: string | undefined, order: string | undefined): Sort => ({
  column: sortable.find((each) => each === column) ?? 'added',
  direction: order === 'ascending' ? 'ascending' : 'descending',
})

function listed(w: Words, partnership: Partnership, figures: readonly Figure[], sort: Sort): Html {
  const sign = sort.direction === 'ascending' ? 1 : -1
  const sorted = figures.toSorted((a, b) => {
    if (sort.column === 'title') return sign * a.title.localeCompare(b.title, w.language)
    if (sort.column === 'value') return sign * (a.value - b.value)
    if (sort.column === 'vintage') return sign * a.vintage.localeCompare(b.vintage)
    return sign * (a.addedAt.getTime() - b.addedAt.getTime())
  })
  const columns = [
    { key: 'title', text: w.t('evidence.resident.table.title'), sortable: true },
    { key: 'value', text: w.t('evidence.resident.table.value'), sortable: true },
    { key: 'range', text: w.t('evidence.resident.table.range') },
    { key: 'about', text: w.t('evidence.resident.table.about') },
    { key: 'source', text: w.t('evidence.resident.table.source') },
    { key: 'vintage', text: w.t('evidence.resident.table.vintage'), sortable: true },
  ]
  return dataTable({
    words: w,
    id: 'figures',
    caption: w.t('evidence.resident.table.caption'),
    columns,
    sort,
    href: ({ column, direction }) =>
      link(routes.figures, { slug: partnership.slug }, { sort: column, order: direction }),
    rows: sorted.map((each) => [
      html`<a href="${link(routes.figure, { figure: each.id })}">${ownWords(w, each.title, each.language)}</a>${each.withdrawnAt === null ? null : html` <span class="soft">(${w.t('evidence.resident.table.withdrawn')})</span>`}`,
      amount(w, each.value, each.unit),
      range(w, each) ?? w.t('evidence.resident.table.no-range'),
      ownWords(w, `${each.place}, ${each.period}`, each.language),
      each.sourceUrl === null
        ? ownWords(w, each.source, each.language)
        : html`<a href="${each.sourceUrl}" rel="noreferrer">${ownWords(w, each.source, each.language)}</a>`,
      day({ words: w, when: each.vintage, style: 'short' }),
    ]),
  })
}

const newPage = (w: Words, partnership: Partnership, sent: Sent): Html =>
  html`<h1>${w.t('evidence.add')}</h1><p class="lead">${w.t('evidence.add.lead')}</p>
    ${figureFields(w, partnership, sent, link(routes.newFigure, { slug: partnership.slug }), placeName(partnership, w.language))}`

const newHead = (w: Words, partnership: Partnership, sent: Sent): Head => ({
  title: titled(w, sent, w.t('evidence.add')),
  width: 'reading',
  back: {
    href: link(routes.figures, { slug: partnership.slug }),
    text: w.t('evidence.resident.title'),
  },
  ...header(partnership, w, 'priorities'),
  languages: languagesOfPage('evidence'),
})

const withdrawalPage = (w: Words, figure: Figure, sent: Sent): Html =>
  html`${problems(w, sent)}<h1>${w.t('evidence.withdraw')}</h1>
    <p class="lead">${figure.title}</p><p>${w.t('evidence.withdraw.lead')}</p>
    <form method="post" action="${link(routes.figureWithdrawal, { figure: figure.id })}" novalidate>
      ${textarea({ words: w, name: 'reason', rows: 3, label: w.t('evidence.withdraw.reason'), hint: w.t('evidence.withdraw.reason.hint'), value: given(sent, 'reason'), ...problemAt(w, sent, 'reason') })}
      ${button({ text: w.t('evidence.withdraw.go' satisfies Key), classes: 'govuk-button--warning' })}
    </form>`

const withdrawalHead = (w: Words, partnership: Partnership, figure: Figure, sent: Sent): Head => ({
  title: titled(w, sent, w.t('evidence.withdraw')),
  about: figure.title,
  width: 'reading',
  back: { href: link(routes.figure, { figure: figure.id }), text: figure.title },
  ...header(partnership, w, 'priorities'),
  languages: languagesOfPage('evidence'),
})
