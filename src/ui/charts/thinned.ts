/**
 * A share of a list, evenly spaced through it and the same each time, never fewer than one of a
 * list that has any: a small group is not thinned out of sight.
 */
export function thinned<T>(list: readonly T[], share: number): T[] {
  if (share >= 1) return [...list]
  const keep = Math.max(Math.min(list.length, 1), Math.round(list.length * share))
  return Array.from({ length: keep }, (_, index) => list[Math.floor((index * list.length) / keep)]!)
}
