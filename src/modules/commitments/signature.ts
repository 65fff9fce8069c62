import type { Commitment, State } from './commitment.ts'

/** An organisation's name under a statement of intent. It may be ended; that it was there stays. */
export type Signature = {
  id: string
  intent: string
  organisation: string
  signedAt: Date
  endedAt: Date | null
}

/** A promise under a statement of intent, with where it stands and how often its partner has said how it goes. */
export type SignedPromise = { commitment: Commitment; state: State; updates: number }

/** What came of one signature: not whether it was good. */
export type Following = {
  promises: number
  /** Promises of which somebody has said what happened. */
  acted: number
  /** Promises that are quiet now. */
  quiet: number
}

export function followingOf(promises: readonly SignedPromise[]): Following {
  return {
    promises: promises.length,
    acted: promises.filter(({ updates }) => updates > 0).length,
    quiet: promises.filter(({ state }) => state.kind === 'quiet').length,
  }
}
