/** Who was in a group before, by whatever ids the caller uses. */
type EarlierGroup<Id> = { label: string; members: Iterable<Id> }

/**
 * Names for groups, so that group A stays A from one map to the next.
 *
 * Groups are matched to earlier ones so that as many people as possible keep their group's name
 * (an exact assignment: at most 8 groups, so every choice is weighed). A group that shares nobody
 * with an earlier one gets the next letter never used before; a name that no group takes up falls
 * out of use rather than being given to others. Without earlier groups the largest is A, of equals
 * the one with the lowest member.
 *
 * @param groups the members of each group, each list rising.
 * @param used labels that must not be given again, beside those of `earlier`.
 */
export function nameGroups<Id extends string | number>(
  groups: readonly (readonly Id[])[],
  earlier: readonly EarlierGroup<Id>[] = [],
  used: Iterable<string> = [],
): string[] {
  const was = new Map<Id, number>()
  for (const [e, { members }] of earlier.entries()) for (const id of members) was.set(id, e)
  const shared = groups.map((members) => {
    const counts = earlier.map(() => 0)
    for (const id of members) {
      const e = was.get(id)
      if (e !== undefined) counts[e]!++
    }
    return counts
  })
  const labels: (string | undefined)[] = groups.map(() => undefined)
  for (const [g, e] of bestMatching(shared)) labels[g] = earlier[e]!.label
  const taken = new Set([...used, ...earlier.map(({ label }) => label)])
  const unnamed = groups
    .map((members, g) => ({ members, g }))
    .filter(({ g }) => labels[g] === undefined)
    .toSorted((a, b) => b.members.length - a.members.length || lower(a.members[0], b.members[0]))
  let next = 0
  for (const { g } of unnamed) {
    while (taken.has(letters(next))) next++
    labels[g] = letters(next)
    taken.add(letters(next))
  }
  return labels.map((label) => label!)
}

/** Pairs (row, column) with the greatest total, each row and column used once, no pair worth 0. */
function bestMatching(worth: readonly (readonly number[])[]): [number, number][] {
  const columns = worth[0]?.length ?? 0
  // best(row, free columns as bits), rows from the last to the first.
  const known = new Map<string, { total: number; pairs: [number, number][] }>()
  const best = (row: number, used: number): { total: number; pairs: [number, number][] } => {
    if (row === worth.length) return { total: 0, pairs: [] }
    const key = `${row} ${used}`
    const before = known.get(key)
    if (before) return before
    let winner = best(row + 1, used)
    for (let c = 0; c < columns; c++) {
      const value = worth[row]![c]!
      if (value === 0 || used & (1 << c)) continue
      const rest = best(row + 1, used | (1 << c))
      if (rest.total + value > winner.total) {
        winner = { total: rest.total + value, pairs: [[row, c], ...rest.pairs] }
      }
    }
    known.set(key, winner)
    return winner
  }
  return best(0, 0).pairs
}

function lower<Id extends string | number>(a: Id | undefined, b: Id | undefined) {
  if (a === undefined || b === undefined) return 0
  return a < b ? -1 : a > b ? 1 : 0
}

/** A, B … Z, AA, AB … */
function letters(n: number): string {
  return (n >= 26 ? letters(Math.floor(n / 26) - 1) : '') + String.fromCharCode(65 + (n % 26))
}
