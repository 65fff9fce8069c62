/** How near two choose to work: 1 arm's length, 2 in touch, 3 working together, 4 integrated. */
export type Level = 1 | 2 | 3 | 4

export const levels = [1, 2, 3, 4] as const satisfies readonly Level[]

export type Side = 'partnership' | 'organisation'

/** What each side has chosen; what neither has chosen is arm's length. */
export type Closeness = Record<Side, Level>

export const apart: Closeness = { partnership: 1, organisation: 1 }

/** Nobody is nearer than they chose: the lower of the two holds. */
export function holds(chosen: Closeness): Level {
  return chosen.partnership < chosen.organisation ? chosen.partnership : chosen.organisation
}

export function isLevel(value: number): value is Level {
  return levels.some((level) => level === value)
}

/** The levels that are further apart than this one, the nearest first: where one may step back to. */
export function stepsBack(level: Level): Level[] {
  return levels.filter((each) => each < level).toReversed()
}
