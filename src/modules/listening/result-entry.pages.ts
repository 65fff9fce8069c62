import type { Context } from 'hono'
import type { System } from '../../platform/system.ts'
import type { Env } from '../../platform/web/index.ts'
import { deskOf, type Desk } from './desk.pages.ts'
import { stateOf, textIn, type RoundState, type RoundText } from './round.ts'

export type Entered = Desk & { text: RoundText; state: RoundState }

/** The opened round that a page about its results belongs to: anyone may read it. */
export async function enterResults(system: System, c: Context<Env>): Promise<Entered> {
  const desk = await deskOf(system, c, 'read-results')
  return {
    ...desk,
    text: textIn(desk.round, desk.visit.language),
    state: stateOf(desk.round, system.clock.now()),
  }
}
