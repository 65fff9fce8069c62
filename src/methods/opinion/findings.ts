import type { Certainty } from './groups.ts'
import type { Standing } from './standing.ts'
import { importance } from './standing.ts'
import { falseDiscovery, sameShareTest } from './two-by-two.ts'
import { differenceOf, shareOf } from './wilson.ts'

export type Direction = 'agree' | 'disagree'

/** A statement on which every group leans the same way. */
export type Common = {
  statement: number
  direction: Direction
  /** The lowest lower bound among the groups: at least this share of each group, probably. */
  floor: number
  certainty: Certainty
}

/**
 * Common ground: statements that more than half of those who answered, in every group and overall,
 * take the same side on. At least 3 people must have answered, and 2 of each group.
 *
 * Ordered by the lowest of the groups' Wilson lower bounds (95 %), times {@link importance}: a
 * statement stands high because its worst-placed group surely shares it, not because few were
 * asked. `certainty` is steady where that bound is above one half, likely above one third.
 */
export function commonGround(standings: readonly Standing[]): Common[] {
  const found: Ranked<Common>[] = []
  for (const { statement, everyone, groups } of standings) {
    if (everyone.agree.of < 3 || groups.some(({ agree }) => agree.of < 2)) continue
    for (const direction of ['agree', 'disagree'] as const) {
      if (![everyone, ...groups].every((answers) => answers[direction].share > 0.5)) continue
      const floor = Math.min(
        ...(groups.length > 1 ? groups : [everyone]).map((a) => a[direction].lower),
      )
      const certainty = floor > 1 / 2 ? 'steady' : floor > 1 / 3 ? 'likely' : 'unsure'
      found.push({
        entry: { statement, direction, floor, certainty },
        rank: floor * importance(everyone),
      })
    }
  }
  return ranked(found)
}

/** A statement that sets a group apart from everyone else grouped. */
export type Distinctive = {
  statement: number
  direction: Direction
  /** How much larger the share is in the group than outside it, with its 95 % interval. */
  difference: { value: number; lower: number; upper: number }
  /** Benjamini and Hochberg's adjusted p-value, over every statement, side and group of the map. */
  adjusted: number
}

/** The share of false findings allowed among what is said to set groups apart. */
const FALSE_DISCOVERY = 0.05

/**
 * What sets each group apart: sides that more of the group take than of everyone else, where the
 * difference survives control of false discovery at 5 % over all statements, sides and groups
 * (two-by-two.ts), and that more than half of the group take.
 *
 * Ordered by the lower bound of the difference (Newcombe 1998) times {@link importance} to the
 * group. The groups were made from these same responses, so the p-values say which differences are
 * marked, not that the groups exist: that question is answered in groups.ts.
 *
 * @returns for each group its statements, the most telling first; none with a single group.
 */
export function distinctiveStatements(
  standings: readonly Standing[],
  groups: number,
): Distinctive[][] {
  const lists: Ranked<Distinctive>[][] = Array.from({ length: groups }, () => [])
  if (groups < 2) return lists.map(() => [])
  const tests: { g: number; p: number; entry: Distinctive; rank: number }[] = []
  for (const standing of standings) {
    for (const direction of ['agree', 'disagree'] as const) {
      const hits = standing.groups.reduce((sum, answers) => sum + answers[direction].count, 0)
      const all = standing.groups.reduce((sum, answers) => sum + answers[direction].of, 0)
      for (const [g, answers] of standing.groups.entries()) {
        const inside = answers[direction]
        const outside = { count: hits - inside.count, of: all - inside.of }
        if (inside.of === 0 || outside.of === 0) continue
        const difference = differenceOf(inside, shareOf(outside.count, outside.of))
        tests.push({
          g,
          p: sameShareTest(inside.count, inside.of, outside.count, outside.of),
          entry: {
            statement: standing.statement,
            direction,
            difference,
            adjusted: 1,
          },
          rank: difference.lower * importance(answers),
        })
      }
    }
  }
  const adjusted = falseDiscovery(tests.map(({ p }) => p))
  const at = new Map(standings.map((standing) => [standing.statement, standing]))
  for (const [i, { g, entry, rank }] of tests.entries()) {
    const share = at.get(entry.statement)!.groups[g]![entry.direction].share
    if (entry.difference.value <= 0 || share <= 0.5 || adjusted[i]! > FALSE_DISCOVERY) continue
    lists[g]!.push({ entry: { ...entry, adjusted: adjusted[i]! }, rank })
  }
  return lists.map((list) => ranked(list))
}

/** A statement that divides people. */
export type Divisive = {
  statement: number
  /** The groups that differ most on it, by number: `more` agrees more than `less`. Null with one. */
  between: { more: number; less: number } | null
  /** The lower bound of that difference; with one group, of the smaller of the two sides. */
  gap: number
}

/**
 * Statements that divide: with groups, those where the share that agrees differs between two groups
 * by surely more than nothing, ordered by the lower bound of the largest such difference times
 * {@link importance}; with a single group, those where a quarter at least, surely, is on each side.
 */
export function divisiveStatements(standings: readonly Standing[]): Divisive[] {
  const found: Ranked<Divisive>[] = []
  for (const { statement, everyone, groups } of standings) {
    const weight = importance(everyone)
    if (groups.length < 2) {
      const gap = Math.min(everyone.agree.lower, everyone.disagree.lower)
      if (gap > 0.25) found.push({ entry: { statement, between: null, gap }, rank: gap * weight })
      continue
    }
    let best: Divisive | undefined
    for (const [more, a] of groups.entries()) {
      for (const [less, b] of groups.entries()) {
        if (a.agree.share <= b.agree.share || a.agree.of === 0 || b.agree.of === 0) continue
        const gap = differenceOf(a.agree, b.agree).lower
        if (gap > (best?.gap ?? 0)) best = { statement, between: { more, less }, gap }
      }
    }
    if (best) found.push({ entry: best, rank: best.gap * weight })
  }
  return ranked(found)
}

/**
 * Statements people are unsure of: a third or more of at least 3 who answered said so; ordered by
 * the lower bound of that share times {@link importance}.
 */
export function unsureStatements(
  standings: readonly Standing[],
): { statement: number; floor: number }[] {
  return ranked(
    standings
      .filter(({ everyone: { unsure } }) => unsure.of >= 3 && unsure.share >= 1 / 3)
      .map(({ statement, everyone }) => ({
        entry: { statement, floor: everyone.unsure.lower },
        rank: everyone.unsure.lower * importance(everyone),
      })),
  )
}

type Ranked<T> = { entry: T; rank: number }

/** Highest rank first, of equals the lowest statement. */
function ranked<T extends { statement: number }>(found: readonly Ranked<T>[]): T[] {
  return found
    .toSorted((a, b) => b.rank - a.rank || a.entry.statement - b.entry.statement)
    .map(({ entry }) => entry)
}
