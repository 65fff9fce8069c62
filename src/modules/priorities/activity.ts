import { allOf, type Branch } from './driver.ts'

/** What somebody here does already: an organisation, or people by the name they go by. */
export type Activity = {
  id: string
  partnership: string
  title: string
  organisation: string | null
  who: string
  what: string
  language: string
  addedAt: Date
  endedAt: Date | null
  /** Drivers it does something about. */
  drivers: string[]
}

export const longestActivity = 200
export const longestWho = 200
export const longestWhat = 2000

/** Who is behind an activity, so that the same people are known again however they were typed. */
const doerOf = (activity: Pick<Activity, 'organisation' | 'who'>): string =>
  activity.organisation ?? activity.who.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()

export type Coverage = {
  /** What is done about the driver itself. */
  activities: Activity[]
  /** How many different people or organisations do it. */
  doers: number
  /** Nobody does anything about it, nor about anything that it hangs together with below. */
  gap: boolean
}

/**
 * Who does what about each driver. A gap is a cause that nobody does anything about, on it or on what
 * drives it; an idea that nobody has tried is no gap. Several doing the same is a question to them
 * and never a fault.
 */
export function coverageOf(
  tree: readonly Branch[],
  activities: readonly Activity[],
): Map<string, Coverage> {
  const on = new Map<string, Activity[]>()
  for (const activity of activities) {
    if (activity.endedAt !== null) continue
    for (const driver of activity.drivers) on.set(driver, [...(on.get(driver) ?? []), activity])
  }
  return new Map(
    allOf(tree).map((branch) => {
      const own = on.get(branch.id) ?? []
      return [
        branch.id,
        {
          activities: own,
          doers: new Set(own.map(doerOf)).size,
          gap: branch.kind !== 'change-idea' && allOf([branch]).every(({ id }) => !on.has(id)),
        },
      ]
    }),
  )
}

/** The gaps nearest the priority, each with how many causes below it are empty too. */
export function gapsIn(
  tree: readonly Branch[],
  coverage: ReadonlyMap<string, Coverage>,
): { driver: Branch; below: number }[] {
  return tree.flatMap((branch) =>
    coverage.get(branch.id)?.gap
      ? [
          {
            driver: branch,
            below: allOf(branch.branches).filter((each) => each.kind !== 'change-idea').length,
          },
        ]
      : gapsIn(branch.branches, coverage),
  )
}

/** Where more than one does something about the same. */
export function doublesIn(
  tree: readonly Branch[],
  coverage: ReadonlyMap<string, Coverage>,
): Branch[] {
  return allOf(tree).filter((branch) => (coverage.get(branch.id)?.doers ?? 0) > 1)
}
