import { Hono } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import { notificationBanner } from '../../ui/components/notification-banner.ts'
import type { Head } from '../../ui/head.ts'
import { html, nothing, type Html } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'
import { deskOf, type Desk } from './desk.pages.ts'
import { itemCard } from './item-card.pages.ts'
import { decide, publishChecked } from './moderation.actions.ts'
import { isSubjectKind, type Item } from './moderation.ts'
import { countsOf, itemsOf } from './moderation.sql.ts'
import { questionOf } from './round-entry.pages.ts'
import { routes } from './routes.ts'
import { raiseConcern } from './safeguarding.actions.ts'
import type { StatementStatus } from './statement.ts'

const shelves = {
  waiting: ['waiting', 'held'],
  published: ['published'],
  removed: ['removed'],
} as const satisfies Record<string, readonly StatementStatus[]>
type Shelf = keyof typeof shelves

const atOnce = 40

const decision = z.object({
  outcome: z.enum(['published', 'holding-back', 'held', 'removed', 'concern'], {
    error: 'moderation.refused.outcome',
  }),
  reason: z.string().default(''),
  note: z.string().max(2000, 'moderation.refused.note').default(''),
  seen: z.string().optional(),
})

/** The queue: what waits to be public, and everything decided before. */
export function queuePages(system: System): Hono<Env> {
  return new Hono<Env>()
    .get(routes.moderation, async (c) => {
      const desk = await deskOf(system, c, 'moderate')
      const { w, round } = desk
      const shelf = shelfOf(c.req.query('show'))
      const page = Math.max(
        0,
        Math.min(10_000, Number.parseInt(c.req.query('page') ?? '0', 10) || 0),
      )
      const { items, counts } = await reading(system.db, desk.visit.actor, async (db) => ({
        items: await itemsOf(db, round.id, shelves[shelf], {
          limit: atOnce + 1,
          offset: page * atOnce,
        }),
        counts: await countsOf(db, round.id),
      }))
      const title = w.t('moderation.queue.title')
      const body = html`${done(w, c.req.query('done'), c.req.query('published'), c.req.query('left'))}
        <p class="kicker">${questionOf(round, w)}</p>
        <h1>${title}</h1>
        <p class="lead">${w.t('moderation.queue.lead')}</p>
        ${shelfLinks(desk, shelf, counts)}
        ${items.length === 0 ? emptyState({ title: w.t(`moderation.queue.none.${shelf}`), text: w.t(`moderation.queue.none.${shelf}.text`) }) : queue(desk, shelf, items.slice(0, atOnce))}
        ${items.length > atOnce ? html`<p><a href="${link(routes.moderation, { round: round.id }, { show: shelf, page: page + 1 })}">${w.t('moderation.queue.more')}</a></p>` : nothing}`
      return c.render(body, {
        ...desk.head,
        title: `${title}: ${w.t(`moderation.queue.shelf.${shelf}`)}`,
      } satisfies Head)
    })
    .post(routes.moderation, async (c) => {
      const desk = await deskOf(system, c, 'moderate')
      const body = await c.req.parseBody({ all: true })
      const checked = [body['item']].flat().flatMap((value) => {
        const [kind = '', id = ''] = typeof value === 'string' ? value.split(':') : []
        return isSubjectKind(kind) ? [{ kind, id }] : []
      })
      if (checked.length === 0) throw new Refusal('moderation.refused.none-checked', 422)
      const { published, left } = await transaction(
        system.db,
        desk.visit.actor,
        system.clock.now(),
        (trx) => publishChecked(trx, desk.round, checked.slice(0, atOnce)),
      )
      return c.redirect(link(routes.moderation, { round: desk.round.id }, { published, left }), 303)
    })
    .post(routes.decisions, async (c) => {
      const desk = await deskOf(system, c, 'moderate')
      const { kind, subject } = c.req.param()
      if (!isSubjectKind(kind)) throw notFound()
      const read = await readForm(c, decision)
      if (!read.ok) throw new Refusal(Object.values(read.errors)[0]!, 422)
      const { outcome, reason, note, seen } = read.value
      await transaction(system.db, desk.visit.actor, system.clock.now(), (trx) =>
        outcome === 'concern'
          ? raiseConcern(trx, desk.round, { kind, subject, raisedBy: 'moderator', note })
          : decide(trx, {
              round: desk.round,
              kind,
              subject,
              outcome: outcome === 'holding-back' ? 'published' : outcome,
              holdingBack: outcome === 'holding-back',
              reason,
              note,
              ...(seen === undefined ? {} : { seen }),
            }),
      )
      return c.redirect(
        link(
          routes.moderation,
          { round: desk.round.id },
          {
            done: outcome,
            show: seen === 'waiting' || seen === 'held' || seen === undefined ? undefined : seen,
          },
        ),
        303,
      )
    })
}

function shelfOf(asked: string | undefined): Shelf {
  return asked !== undefined && Object.hasOwn(shelves, asked) ? (asked as Shelf) : 'waiting'
}

function shelfLinks(
  { w, round }: Desk,
  current: Shelf,
  counts: Record<StatementStatus, number>,
): Html {
  const item = (shelf: Shelf) => {
    const count = shelves[shelf].reduce((sum, status) => sum + counts[status], 0)
    const text = w.t('moderation.queue.count', {
      shelf: w.t(`moderation.queue.shelf.${shelf}`),
      count,
    })
    return html`<li>${shelf === current ? html`<strong aria-current="page">${text}</strong>` : html`<a href="${link(routes.moderation, { round: round.id }, { show: shelf })}">${text}</a>`}</li>`
  }
  return html`<nav aria-label="${w.t('moderation.queue.shelves')}"><ul class="facts">${(['waiting', 'published', 'removed'] as const).map(item)}
    <li><a href="${link(routes.appeals, { round: round.id })}">${w.t('moderation.appeals.title')}</a></li>
    <li><a href="${link(routes.bans, { round: round.id })}">${w.t('moderation.bans.title')}</a></li></ul></nav>`
}

function queue(desk: Desk, shelf: Shelf, items: readonly Item[]): Html {
  const { w, round } = desk
  const cards = items.map((item) => itemCard(w, round, item))
  if (shelf !== 'waiting') return html`${cards}`
  // Each item is a form of its own; the boxes belong to this one by their form attribute.
  return html`${cards}
    <form method="post" id="checked" action="${link(routes.moderation, { round: round.id })}">
      <p id="checked-hint">${w.t('moderation.queue.checked.hint')}</p>
      ${button({ text: w.t('moderation.queue.checked'), attributes: { 'aria-describedby': 'checked-hint' } })}
    </form>`
}

function done(
  w: Words,
  what: string | undefined,
  published: string | undefined,
  left: string | undefined,
): Html {
  if (published !== undefined && /^\d{1,4}$/.test(published) && /^\d{1,4}$/.test(left ?? ''))
    return notificationBanner({
      words: w,
      type: 'success',
      text: w.t('moderation.queue.done.checked', {
        published: Number(published),
        left: Number(left),
      }),
    })
  if (what === undefined || !decision.shape.outcome.safeParse(what).success) return nothing
  return notificationBanner({
    words: w,
    type: 'success',
    text: w.t(`moderation.queue.done.${what}` as Key),
  })
}
