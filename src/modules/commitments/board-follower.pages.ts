import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { reading, transaction } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { createLimit, link, readForm, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { words, type Language, type Words } from '../../ui/words/index.ts'
import { header, problems, titled } from '../partnerships/index.ts'
import { boardOf, type Board } from './board-address.actions.ts'
import { askToFollow, asFollowing, readCode } from './board-follower.actions.ts'
import {
  boardFollowerById,
  confirmBoardFollower,
  deleteBoardFollower,
} from './board-follower.sql.ts'
import { followForm } from './board-list.pages.ts'
import { boardKinds } from './board.ts'
import { address } from './commitment-entry.pages.ts'
import { routes } from './routes.ts'

/** Hearing of a board by e-mail: asked for here, agreed to and ended by links in the mail, each with a button, because programs open links too. */
export function boardFollowerPages(system: System): Hono<Env> {
  const fromHere = createLimit(system.clock, { burst: 10, perMinute: 1 })
  const toThere = createLimit(system.clock, { burst: 3, perMinute: 1 / 20 })

  async function followed(c: Context<Env>) {
    const w = words(c.get('visit').language as Language)
    const code = c.req.param('code') ?? ''
    const id = readCode(system, code)
    if (id === undefined) throw notFound()
    const follower = await reading(system.db, asFollowing, (db) => boardFollowerById(db, id))
    const board = follower && (await boardOf(system.db, follower.board, w.language))
    return { w, code, id, follower, board }
  }

  const asking = (w: Words, board: Board, title: string, text: string, action: string): Html =>
    html`<h1>${title}</h1><p class="lead">${text}</p><form method="post" action="${action}">${button({ text: title, preventDoubleClick: true })}</form>
      <p><a href="${board.page}">${w.t('boards.resident.of', { name: board.name })}</a></p>`

  const headOf = (w: Words, board: Board | undefined, title: string): Head => ({
    title,
    width: 'reading',
    ...(board?.partnership ? header(board.partnership, w, 'promises') : {}),
  })

  const over = (c: Context<Env>, w: Words) => {
    const title = w.t('boards.resident.follow.over')
    return c.render(html`<h1>${title}</h1><p>${w.t('boards.resident.follow.over.text')}</p>`, {
      title,
      width: 'reading',
    } satisfies Head)
  }

  return new Hono<Env>()
    .post(routes.boardFollowing, async (c) => {
      const visit = c.get('visit')
      const w = words(visit.language as Language)
      const kind = boardKinds.find((each) => each === c.req.param('kind'))
      const board = kind && (await boardOf(system.db, { kind, id: c.req.param('id') }, w.language))
      if (!board) throw notFound()
      const form = await readForm(
        c,
        z.object({
          address: address.refine((typed) => typed !== '', 'boards.resident.refused.address'),
        }),
      )
      if (!form.ok) {
        const title = w.t('boards.resident.of', { name: board.name })
        return c.render(
          html`${problems(w, form)}<h1>${title}</h1>${followForm(w, board, form)}<p><a href="${board.page}">${w.t('boards.resident.all')}</a></p>`,
          { ...headOf(w, board, titled(w, form, title)), status: 422 } satisfies Head,
        )
      }
      fromHere(visit.address)
      toThere(form.value.address.toLowerCase())
      await askToFollow(system, board, form.value.address, w.language)
      return c.redirect(`${board.page}?done=asked`, 303)
    })
    .get(routes.boardConfirmation, async (c) => {
      const { w, code, follower, board } = await followed(c)
      if (!follower || !board) return over(c, w)
      const title = w.t('boards.resident.confirm')
      const action = link(routes.boardConfirmation, { code })
      return c.render(
        asking(w, board, title, w.t('boards.resident.confirm.text', { name: board.name }), action),
        headOf(w, board, title),
      )
    })
    .post(routes.boardConfirmation, async (c) => {
      const { w, id, follower, board } = await followed(c)
      if (!follower || !board) return over(c, w)
      await transaction(system.db, asFollowing, system.clock.now(), ({ db, at }) =>
        confirmBoardFollower(db, id, at),
      )
      return c.redirect(`${board.page}?done=follows`, 303)
    })
    .get(routes.boardFollowingEnd, async (c) => {
      const { w, code, follower, board } = await followed(c)
      if (!follower || !board) return over(c, w)
      const title = w.t('boards.resident.end')
      const action = link(routes.boardFollowingEnd, { code })
      return c.render(
        asking(w, board, title, w.t('boards.resident.end.text', { name: board.name }), action),
        headOf(w, board, title),
      )
    })
    .post(routes.boardFollowingEnd, async (c) => {
      const { w, id, follower, board } = await followed(c)
      if (!follower || !board) return over(c, w)
      await transaction(system.db, asFollowing, system.clock.now(), ({ db }) =>
        deleteBoardFollower(db, id),
      )
      return c.redirect(`${board.page}?done=ended`, 303)
    })
}
