import { Hono } from 'hono'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import type { Head } from '../../ui/head.ts'
import { html } from '../../ui/html.ts'
import { words, type Language } from '../../ui/words/index.ts'
import { enter, header } from '../partnerships/index.ts'
import { can } from '../people/index.ts'
import { boardApi } from './board.api.ts'
import { boardFollowerPages } from './board-follower.pages.ts'
import { boardList, followForm } from './board-list.pages.ts'
import { boardOf, partnershipBoard } from './board-address.actions.ts'
import { doneBanner } from './commitment-entry.pages.ts'
import { organisationsSpokenFor } from './commitment.sql.ts'
import { routes } from './routes.ts'

export const followDone = {
  asked: 'boards.resident.done.asked',
  follows: 'boards.resident.done.follows',
  ended: 'boards.resident.done.ended',
} as const

/** What was expected and promised, in a place and of an organisation, and where each thing stands. Ordered by date and nothing else. */
export function boardPages(system: System): Hono<Env> {
  return new Hono<Env>()
    .route('/', boardApi(system))
    .route('/', boardFollowerPages(system))
    .get(routes.promises, async (c) => {
      const { partnership, words: w, visit } = await enter(system, c)
      const board = partnershipBoard(partnership)
      const slug = { slug: partnership.slug }
      const mayExpect = can(visit.actor, 'expect', {
        kind: 'commitment',
        partnership: partnership.id,
      })
      const mayIntend = can(visit.actor, 'intend', {
        kind: 'commitment',
        partnership: partnership.id,
      })
      const maySpeak =
        visit.actor.kind === 'person' &&
        (await organisationsSpokenFor(system.db, visit.actor.person, partnership.id)).length > 0
      const promise = {
        href: link(routes.newCommitment, slug),
        text: w.t('boards.resident.make-promise'),
      }
      const expect = {
        href: link(routes.newExpectation, slug),
        text: w.t('commitments.resident.expectations.new'),
      }
      const action = maySpeak ? promise : mayExpect ? expect : undefined
      const title = w.t('boards.resident.title')
      const list = await boardList(
        system,
        w,
        board,
        (name) => c.req.query(name),
        emptyState({
          title: w.t('boards.resident.none'),
          text: w.t('boards.resident.none.text'),
          ...(action ? { action } : {}),
        }),
      )
      const body = html`${doneBanner(w, c.req.query('done'), followDone)}<h1>${title}</h1>
        <p class="lead">${w.t('boards.resident.lead')}</p>
        ${maySpeak || mayExpect ? html`<p class="row no-print">${maySpeak ? button(promise) : null}${mayExpect ? button({ ...expect, classes: 'govuk-button--secondary' }) : null}</p>` : null}
        ${list}
        <ul class="govuk-list"><li><a href="${link(routes.expectations, slug)}">${w.t('commitments.resident.expectations.title')}</a></li>
        <li><a href="${routes.intents}">${w.t('boards.resident.intents')}</a></li>
        ${mayIntend ? html`<li><a href="${link(routes.newIntent, slug)}">${w.t('boards.resident.intents.new')}</a></li>` : null}
        <li><a href="${link(routes.supportAsks, slug)}">${w.t('boards.resident.asks')}</a></li></ul>
        ${followForm(w, board)}`
      return c.render(body, {
        title,
        width: 'reading',
        ...header(partnership, w, 'promises'),
      } satisfies Head)
    })
    .get(routes.organisationBoard, async (c) => {
      const w = words(c.get('visit').language as Language)
      const id = c.req.param('organisation')
      const board = await boardOf(system.db, { kind: 'organisation', id }, w.language)
      if (!board) throw notFound()
      const title = w.t('boards.resident.of', { name: board.name })
      const list = await boardList(
        system,
        w,
        board,
        (name) => c.req.query(name),
        emptyState({
          title: w.t('boards.resident.none'),
          text: w.t('boards.resident.none.organisation', { name: board.name }),
        }),
      )
      const body = html`${doneBanner(w, c.req.query('done'), followDone)}<h1>${title}</h1>
        <p class="lead">${w.t('boards.resident.lead')}</p>${list}${followForm(w, board)}`
      return c.render(body, { title, width: 'reading' } satisfies Head)
    })
}
