import type { Context } from 'hono'
import { Hono } from 'hono'
import { reading } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { readCode } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'
import { link, readCookie, type Env } from '../../platform/web/index.ts'
import type { Head } from '../../ui/head.ts'
import { words, type Language } from '../../ui/words/index.ts'
import {
  arrive,
  arrivedCode,
  holdsAnother,
  knownCode,
  settleArrival,
  settlements,
} from './arrival.actions.ts'
import { arrivalPage, closedPage, sameQuestion } from './arrival-card.pages.ts'
import type { Asking } from './asking.actions.ts'
import { participantById } from './participant.sql.ts'
import { takingPartHead } from './respond-head.pages.ts'
import { routes } from './routes.ts'
import { stateOf } from './round.ts'
import { mustBeOpen, type TakingPart } from './taking-part.actions.ts'
import { beginTurn, takingOf } from './turn.actions.ts'
import { isPersonalCode, participantActor } from './turn.ts'

/** The door of a round: what it is for, and beginning with or without a code of one's own. */
export function arrivalPages(system: System, part: TakingPart): Hono<Env> {
  const { askings, limits } = part

  async function askingFor(c: Context<Env>): Promise<Asking> {
    const asking = await askings.of(readCode(c.req.param('code') ?? ''), true)
    if (!asking) throw notFound()
    return asking
  }

  /**
   * The door itself; with the code from somebody's link, which is not looked at before they say that
   * it is theirs, or with what was wrong with a code when one was typed.
   */
  async function door(
    c: Context<Env>,
    asking: Asking,
    { offered, wrong }: { offered?: string; wrong?: { typed: string; said: string } } = {},
  ) {
    const { round } = asking
    const w = words(c.get('visit').language as Language)
    const head = takingPartHead(asking, w)
    const now = system.clock.now()
    const title = head.description!
    const open = stateOf(round, now) !== 'closed'
    const taking = takingOf(system, c, round)
    const arrived = arrivedCode(system, c, round)
    const another =
      offered !== undefined
        ? await holdsAnother(system, c, round, offered)
        : arrived !== undefined && taking !== undefined && taking.code !== arrived
    if (another)
      return c.render(sameQuestion(w, asking, { open, offered }), {
        ...head,
        title: w.t(open ? 'respond.same.title' : 'respond.same.closed.title'),
      } satisfies Head)
    if (!open) return c.render(closedPage(w, asking, offered), { ...head, title } satisfies Head)
    const begun =
      taking &&
      (await reading(system.db, participantActor(taking.participant), (db) =>
        participantById(db, taking.participant),
      ))
    const page = arrivalPage({
      w,
      asking,
      now,
      taking,
      begun: begun !== undefined,
      languageChosen: readCookie(system, c, 'choices') !== undefined,
      path: link(routes.round, { code: round.code }, offered === undefined ? {} : { s: offered }),
      offered,
      wrong,
    })
    return c.render(page, {
      ...head,
      title: wrong ? `${w.t('ui.error')}: ${title}` : title,
      status: wrong ? 422 : 200,
    } satisfies Head)
  }

  return new Hono<Env>()
    .get(routes.round, async (c) => {
      const asking = await askingFor(c)
      const { round } = asking
      // From a QR code on paper. Looking at a page begins nothing: only the button does.
      const offered = readCode(c.req.query('s') ?? '')
      const whole = c.req.param('code') === round.code
      if (!isPersonalCode(offered) || takingOf(system, c, round)?.code === offered) {
        if (whole && c.req.query('s') === undefined) return door(c, asking)
        return c.redirect(link(routes.round, { code: round.code }), 303)
      }
      if (whole) return door(c, asking, { offered })
      return c.redirect(link(routes.round, { code: round.code }, { s: offered }), 303)
    })
    .post(routes.joining, async (c) => {
      const asking = await askingFor(c)
      const { round } = asking
      const body = await c.req.parseBody()
      const { address } = c.get('visit')
      const closed = stateOf(round, system.clock.now()) === 'closed'
      const onwards = () =>
        c.redirect(link(closed ? routes.mine : routes.respond, { code: round.code }), 303)
      // What belongs to a code can be read after the end; nothing is begun then without one.
      const settled = settlements.find((each) => each === body['same'])
      if (!closed || (settled === undefined && typeof body['code'] !== 'string'))
        mustBeOpen(asking, system.clock.now())
      if (settled === 'keep' || (settled !== undefined && typeof body['code'] !== 'string')) {
        await settleArrival(system, c, round, settled, arrivedCode(system, c, round))
        return onwards()
      }
      if (typeof body['code'] === 'string') {
        try {
          const code = await knownCode(system, part, { round, typed: body['code'], address })
          if (settled !== undefined) {
            await settleArrival(system, c, round, settled, code)
            return onwards()
          }
          const came = await arrive(system, c, round, code)
          return came === 'begun'
            ? onwards()
            : c.redirect(link(routes.round, { code: round.code }), 303)
        } catch (error) {
          if (!(error instanceof Refusal) || error.key !== 'respond.refused.code') throw error
          const said = words(c.get('visit').language as Language).t('respond.refused.code')
          return door(c, asking, { wrong: { typed: body['code'], said } })
        }
      }
      if (!takingOf(system, c, round) || body['turn'] === 'new') {
        limits.starting(address)
        beginTurn(system, c, round)
      }
      return onwards()
    })
}
