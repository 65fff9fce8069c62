/** Where the time comes from. Rules and queries take a date as an argument; only the edges hold a clock. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is moved: for tests and for rehearsing what a deadline will do. */
export function heldClock(
  start: Date,
): Clock & { moveTo(date: Date): void; advance(milliseconds: number): void } {
  let current = start.getTime()
  return {
    now: () => new Date(current),
    moveTo(date) {
      current = date.getTime()
    },
    advance(milliseconds) {
      current += milliseconds
    },
  }
}
