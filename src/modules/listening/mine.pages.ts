import { Hono } from 'hono'
import { isId } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'
import { clearCookie, link, type Env } from '../../platform/web/index.ts'
import type { Head } from '../../ui/head.ts'
import { html } from '../../ui/html.ts'
import {
  answeredTo,
  eraseWords,
  ownContributions,
  takeBackStatement,
  withdraw,
} from './mine.actions.ts'
import { confirmPage, minePage } from './mine-card.pages.ts'
import { roundVisit } from './round-visit.pages.ts'
import { routes } from './routes.ts'
import type { TakingPart } from './taking-part.actions.ts'
import { endTurn } from './turn.actions.ts'
import type { Whereto } from './whereto.pages.ts'

const told = ['saved', 'said', 'told', 'about', 'follows', 'erased'] as const
export type Told = { what: (typeof told)[number]; how: string }

/** What somebody gave, to read, change, take with them or take back. */
export function minePages(system: System, part: TakingPart, whereto: Whereto): Hono<Env> {
  return new Hono<Env>()
    .get(routes.mine, async (c) => {
      const visit = await roundVisit(system, part, c)
      const { w, head, place, taking, asking } = visit
      if (c.req.query('withdrawn') === '1')
        return c.render(
          html`<h1>${w.t('respond.mine.withdrawn')}</h1><p>${w.t('respond.mine.withdrawn.text')}</p><p><a href="${link(routes.round, place)}">${w.t('respond.back')}</a></p>`,
          { ...head, title: w.t('respond.mine.withdrawn') } satisfies Head,
        )
      if (!taking) return c.redirect(link(routes.yourThread), 303)
      const asked = c.req.query('ask')
      if (asked === 'erase' || asked === 'withdraw')
        return c.render(confirmPage(visit, asked), {
          ...head,
          title: w.t(`respond.mine.${asked}`),
        } satisfies Head)
      const own = await ownContributions(system, taking.participant)
      const answered = await answeredTo(system, asking, own)
      const said = [...own.statements, ...own.testimonies]
      const arrived = await whereto(
        system.db,
        said.flatMap(({ id, status }) => (status === 'published' ? [id] : [])),
        w,
      )
      const what = told.find((name) => c.req.query(name) !== undefined)
      const news = what && { what, how: c.req.query(what)! }
      return c.render(minePage(visit, taking, { ...own, answered, arrived }, news), {
        ...head,
        title: w.t('respond.mine'),
      } satisfies Head)
    })
    .post(routes.mine, async (c) => {
      const { asking, taking, place, round } = await roundVisit(system, part, c)
      if (!taking) return c.redirect(link(routes.yourThread), 303)
      const body = await c.req.parseBody()
      const here = (query: Record<string, string>) =>
        c.redirect(link(routes.mine, place, query), 303)
      if (body['do'] === 'erase') {
        await eraseWords(system, asking, taking.participant)
        return here({ erased: 'words' })
      }
      if (body['do'] === 'withdraw') {
        await withdraw(system, asking, taking.participant)
        endTurn(system, c, round)
        clearCookie(system, c, `arrived-${round.code}`)
        return here({ withdrawn: '1' })
      }
      if (isId(body['take-back'])) {
        await takeBackStatement(system, asking, taking.participant, body['take-back'])
        return here({ erased: 'statement' })
      }
      return here({})
    })
}
