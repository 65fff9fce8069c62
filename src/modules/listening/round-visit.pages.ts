import type { Context } from 'hono'
import { notFound } from '../../platform/errors.ts'
import { readCode } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import type { Head } from '../../ui/head.ts'
import { words, type Language, type Words } from '../../ui/words/index.ts'
import type { Asking } from './asking.actions.ts'
import { takingPartHead } from './respond-head.pages.ts'
import { answersOf } from './response.pages.ts'
import { stateOf, type RoundState } from './round.ts'
import { mustBeOpen, type TakingPart } from './taking-part.actions.ts'
import { beginTurn, takingOf, type Taking } from './turn.actions.ts'

/** What every page of taking part begins with: which round, who, in which language. */
export type RoundVisit = {
  asking: Asking
  round: Asking['round']
  state: RoundState
  taking: Taking | undefined
  w: Words
  language: string
  head: Omit<Head, 'title'>
  place: { code: string }
}

export async function roundVisit(
  system: System,
  part: TakingPart,
  c: Context<Env>,
): Promise<RoundVisit> {
  const asking = await part.askings.of(readCode(c.req.param('code') ?? ''))
  if (!asking) throw notFound()
  const { language } = c.get('visit')
  const w = words(language as Language)
  const { round } = asking
  return {
    asking,
    round,
    state: stateOf(round, system.clock.now()),
    taking: takingOf(system, c, round),
    w,
    language,
    head: takingPartHead(asking, w),
    place: { code: round.code },
  }
}

/** Somebody is about to give something: the round must be open and they must be welcome. Without a turn they get one. */
export async function speaking(
  system: System,
  part: TakingPart,
  c: Context<Env>,
  { asking, taking }: RoundVisit,
): Promise<Taking> {
  mustBeOpen(asking, system.clock.now())
  if (!taking) {
    part.limits.starting(c.get('visit').address)
    return beginTurn(system, c, asking.round)
  }
  const { stopped } = await answersOf(system, taking.participant)
  if (stopped) throw stopped
  return taking
}
