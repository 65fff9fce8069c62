import type { Context } from 'hono'
import { Hono } from 'hono'
import { notFound, Refusal } from '../../platform/errors.ts'
import { readCode } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'
import { link, readCookie, type Env } from '../../platform/web/index.ts'
import type { Head } from '../../ui/head.ts'
import { words, type Language } from '../../ui/words/index.ts'
import { arrive, arrivedCode, knownCode, settleArrival } from './arrival.actions.ts'
import { arrivalPage, closedPage, sameQuestion } from './arrival-card.pages.ts'
import type { Asking } from './asking.actions.ts'
import { participantById } from './participant.sql.ts'
import { takingPartHead } from './respond-head.pages.ts'
import { routes } from './routes.ts'
import { stateOf } from './round.ts'
import { mustBeOpen, type TakingPart } from './taking-part.actions.ts'
import { beginTurn, takingOf } from './turn.actions.ts'

/** The door of a round: what it is for, and beginning with or without a code of one's own. */
export function arrivalPages(system: System, part: TakingPart): Hono<Env> {
  const { askings, limits } = part

  async function askingFor(c: Context<Env>): Promise<Asking> {
    const asking = await askings.of(readCode(c.req.param('code') ?? ''), true)
    if (!asking) throw notFound()
    return asking
  }

  /** The door itself; with what was wrong with a code, when one was typed. */
  async function door(c: Context<Env>, asking: Asking, wrong?: { typed: string; said: string }) {
    const { round } = asking
    const w = words(c.get('visit').language as Language)
    const head = takingPartHead(asking, w)
    const now = system.clock.now()
    const title = head.description!
    if (stateOf(round, now) === 'closed')
      return c.render(closedPage(w, asking), { ...head, title } satisfies Head)
    const taking = takingOf(system, c, round)
    const arrived = arrivedCode(system, c, round)
    if (arrived && taking && taking.code !== arrived)
      return c.render(sameQuestion(w, asking), {
        ...head,
        title: w.t('respond.same.title'),
      } satisfies Head)
    const begun = taking ? await participantById(system.db, taking.participant) : undefined
    const page = arrivalPage({
      w,
      asking,
      now,
      taking,
      begun: begun !== undefined,
      languageChosen: readCookie(system, c, 'choices') !== undefined,
      path: link(routes.round, { code: round.code }),
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
      const typed = c.req.query('s')
      if (typed !== undefined) {
        // From a QR code on paper: taken out of the address at once, so that nobody reads it there.
        const { address } = c.get('visit')
        await arrive(system, c, round, await knownCode(system, part, { round, typed, address }))
      } else if (c.req.param('code') === round.code) return door(c, asking)
      return c.redirect(link(routes.round, { code: round.code }), 303)
    })
    .post(routes.joining, async (c) => {
      const asking = await askingFor(c)
      const { round } = asking
      const body = await c.req.parseBody()
      const { address } = c.get('visit')
      const onwards = () => c.redirect(link(routes.respond, { code: round.code }), 303)
      mustBeOpen(asking, system.clock.now())
      if (body['same'] === 'yes' || body['same'] === 'no') {
        await settleArrival(system, c, round, body['same'] === 'yes')
        return onwards()
      }
      if (typeof body['code'] === 'string') {
        try {
          const code = await knownCode(system, part, { round, typed: body['code'], address })
          const came = await arrive(system, c, round, code)
          return came === 'begun'
            ? onwards()
            : c.redirect(link(routes.round, { code: round.code }), 303)
        } catch (error) {
          if (!(error instanceof Refusal) || error.key !== 'respond.refused.code') throw error
          const said = words(c.get('visit').language as Language).t('respond.refused.code')
          return door(c, asking, { typed: body['code'], said })
        }
      }
      if (!takingOf(system, c, round) || body['turn'] === 'new') {
        limits.starting(address)
        beginTurn(system, c, round)
      }
      return onwards()
    })
}
