import { addDays, addMonths } from '../places/index.ts'

/** When a member's place ends, as `YYYY-MM-DD`; its last day still counts. Null: no end is set. */
export type Term = { member: string; endsOn: string | null }

export type TermState = 'open' | 'running' | 'ending' | 'over'

/** How long before its end a term is said to be ending, so that a meeting can still settle it. */
const endingDays = 60

export function termState(endsOn: string | null, today: string): TermState {
  if (endsOn === null) return 'open'
  if (endsOn < today) return 'over'
  return endsOn <= addDays(today, endingDays) ? 'ending' : 'running'
}

/** The last day of a term of so many months that begins on a day. */
export function termEnd(beginsOn: string, months: number): string {
  return addDays(addMonths(beginsOn, months), -1)
}
