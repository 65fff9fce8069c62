import type { Context } from 'hono'
import { Hono } from 'hono'
import { system as asSystem } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { readCode } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'
import {
  clearCookie,
  link,
  readCookie,
  readSignedCookie,
  writeSignedCookie,
  type Env,
} from '../../platform/web/index.ts'
import type { Head } from '../../ui/head.ts'
import { words, type Language } from '../../ui/words/index.ts'
import type { Asking } from './asking.actions.ts'
import { arrivalPage, closedPage, sameQuestion } from './arrival-card.pages.ts'
import { joinParticipants, isSheet, knownParticipants, participantById } from './participant.sql.ts'
import { participantId } from './participant.ts'
import { takingPartHead } from './respond-head.pages.ts'
import { insertParticipants } from './response.sql.ts'
import { routes } from './routes.ts'
import { stateOf } from './round.ts'
import { mustBeOpen, type TakingPart } from './taking-part.actions.ts'
import { beginTurn, takingOf } from './turn.actions.ts'
import { isPersonalCode } from './turn.ts'

/** The door of a round: what it is for, and beginning with or without a code of one's own. */
export function arrivalPages(system: System, part: TakingPart): Hono<Env> {
  const { askings, limits } = part

  async function askingFor(c: Context<Env>): Promise<Asking> {
    const asking = await askings.of(readCode(c.req.param('code') ?? ''), true)
    if (!asking) throw notFound()
    return asking
  }

  return new Hono<Env>()
    .get(routes.round, async (c) => {
      const asking = await askingFor(c)
      const { round } = asking
      const here = link(routes.round, { code: round.code })
      const serial = c.req.query('s')
      if (serial !== undefined) {
        // From a QR code on paper: taken out of the address at once, so that nobody reads it there.
        await arrive(c, asking, serial)
        return c.redirect(here, 303)
      }
      if (c.req.param('code') !== round.code) return c.redirect(here, 303)
      const w = words(c.get('visit').language as Language)
      const head = takingPartHead(asking, w)
      const now = system.clock.now()
      const title = head.description!
      if (stateOf(round, now) === 'closed')
        return c.render(closedPage(w, asking), { ...head, title } satisfies Head)
      const taking = takingOf(system, c, round)
      const arrived = readSignedCookie(system, c, waiting(asking))
      if (arrived && taking && taking.code !== arrived)
        return c.render(sameQuestion(w, asking), {
          ...head,
          title: w.t('respond.same.title'),
        } satisfies Head)
      const begun = taking ? await participantById(system.db, taking.participant) : undefined
      return c.render(
        arrivalPage({
          w,
          asking,
          now,
          taking,
          begun: begun !== undefined,
          languageChosen: readCookie(system, c, 'choices') !== undefined,
          path: here,
        }),
        { ...head, title } satisfies Head,
      )
    })
    .post(routes.joining, async (c) => {
      const asking = await askingFor(c)
      const { round } = asking
      const body = await c.req.parseBody()
      mustBeOpen(asking, system.clock.now())
      const onwards = () => c.redirect(link(routes.respond, { code: round.code }), 303)
      const here = () => c.redirect(link(routes.round, { code: round.code }), 303)
      const taking = takingOf(system, c, round)
      const arrived = readSignedCookie(system, c, waiting(asking))
      if (arrived !== undefined && (body['same'] === 'yes' || body['same'] === 'no')) {
        clearCookie(system, c, waiting(asking))
        if (body['same'] === 'yes' && taking) await join(asking, taking.participant, arrived)
        else beginTurn(system, c, round, { code: arrived })
        return onwards()
      }
      if (typeof body['code'] === 'string' && body['code'].trim() !== '') {
        return (await arrive(c, asking, body['code'])) === 'asked' ? here() : onwards()
      }
      if (!taking || body['turn'] === 'new') {
        limits.starting(c.get('visit').address)
        beginTurn(system, c, round)
      }
      return onwards()
    })

  /** Someone came with a code from paper. If this device holds somebody's answers already, they are asked whether that was them. */
  async function arrive(
    c: Context<Env>,
    asking: Asking,
    typed: string,
  ): Promise<'begun' | 'asked'> {
    const { round } = asking
    const code = await knownCode(c.get('visit').address, round.id, typed)
    const taking = takingOf(system, c, round)
    if (taking?.code === code) return 'begun'
    if (taking && (await participantById(system.db, taking.participant))) {
      writeSignedCookie(system, c, waiting(asking), code, 1)
      return 'asked'
    }
    beginTurn(system, c, round, { code })
    return 'begun'
  }

  /** The code as it is written, if it is somebody's. A wrong one costs; a right one is free. */
  async function knownCode(address: string, round: string, typed: string): Promise<string> {
    const code = readCode(typed)
    limits.wrongCode(address)
    if (isPersonalCode(code)) {
      const id = participantId(system.secret, round, code)
      if ((await knownParticipants(system.db, [id])).length > 0) {
        limits.wrongCode(address, -1)
        return code
      }
    }
    throw new Refusal('respond.refused.code', 422)
  }

  async function join(asking: Asking, participant: string, code: string): Promise<void> {
    const other = participantId(system.secret, asking.round.id, code)
    await transaction(
      system.db,
      asSystem('join-participants'),
      system.clock.now(),
      async ({ db, at }) => {
        const channel = (await isSheet(db, other)) ? 'paper' : 'screen'
        const row = { id: other, round: asking.round.id, channel, language: null } as const
        await insertParticipants(db, [row], at)
        await joinParticipants(db, participant, other)
      },
    )
  }
}

const waiting = (asking: Asking) => `arrived-${asking.round.code}`
