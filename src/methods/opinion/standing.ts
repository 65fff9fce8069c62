import { statementCounts } from './counts.ts'
import type { Counts } from './counts.ts'
import type { Share } from './wilson.ts'
import { shareOf } from './wilson.ts'

/** How some people answered a statement, each share out of those who answered it. */
export type Answers = { agree: Share; disagree: Share; unsure: Share; matters: number }

/** How everyone, and each group, answered a statement. */
export type Standing = { statement: number; everyone: Answers; groups: Answers[] }

/** The standing of every visible statement, in order. */
export function standings(
  everyone: Counts,
  groups: readonly Counts[],
  visible: ArrayLike<number>,
): Standing[] {
  const all: Standing[] = []
  for (let s = 0; s < visible.length; s++) {
    if (!visible[s]) continue
    all.push({
      statement: s,
      everyone: answers(everyone, s),
      groups: groups.map((counts) => answers(counts, s)),
    })
  }
  return all
}

function answers({ tally, matters }: Counts, statement: number): Answers {
  const { agree, disagree, unsure, seen } = statementCounts(tally, statement)
  return {
    agree: shareOf(agree, seen),
    disagree: shareOf(disagree, seen),
    unsure: shareOf(unsure, seen),
    matters: matters[statement]!,
  }
}

/**
 * How much a statement's place in a list is raised because it matters a lot to people: 1 + the
 * share who said so, drawn towards 0 while few answered ((m)/(n+2)). From 1 to 2. It orders lists;
 * it never moves anyone on the map.
 */
export function importance({ matters, agree }: Answers): number {
  return 1 + matters / (agree.of + 2)
}
