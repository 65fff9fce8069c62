// Numbers for the charts on the pattern page: invented, the same each time.

/** Numbers from 0 to 1 that look random (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const centres: Readonly<Record<string, readonly [number, number, number]>> = {
  a: [-3, 0.5, 1],
  b: [2.4, 1.8, 1.1],
  c: [1.6, -2.4, 0.7],
  d: [-1, -3.2, 0.6],
}

/** People in groups, and a few in none. */
export function crowd(sizes: Readonly<Record<string, number>>, loose: number) {
  const next = numbers(7)
  const spread = () => next() + next() + next() - 1.5
  const grouped = Object.entries(sizes).flatMap(([group, size]) => {
    const [x, y, wide] = centres[group]!
    return Array.from({ length: size }, () => ({
      x: x + spread() * wide * 1.6,
      y: y + spread() * wide * 1.4,
      group,
    }))
  })
  const alone = Array.from({ length: loose }, () => ({ x: spread() * 3, y: spread() * 2.4 }))
  return [...grouped, ...alone]
}

/** Weekly journeys before and after the buses ran later; limits are worked out afresh in August. */
export const journeys = [
  38, 44, 39, 43, 36, 47, 41, 38, 45, 42, 39, 58, 81, 92, 101, 95, 104, 98, 93, 106, 99, 96, 102,
].map((value, index) => ({
  value,
  month: index,
  mean: index < 11 ? 41 : 94,
  lower: index < 11 ? 27 : 66,
  upper: index < 11 ? 55 : 122,
  special: index === 11 ? ('concern' as const) : index > 14 ? ('improvement' as const) : null,
}))

/** Limits round a share, as the normal approximation has them at each size. */
export function limits(average: number, sizes: readonly number[]) {
  return sizes.map((size) => {
    const error = Math.sqrt((average * (1 - average)) / size)
    return {
      size,
      lower: Math.max(0, average - 1.96 * error),
      upper: Math.min(1, average + 1.96 * error),
      outerLower: Math.max(0, average - 3.09 * error),
      outerUpper: Math.min(1, average + 3.09 * error),
    }
  })
}

export const places = [
  ['Harrow Lane', 120, 0.34],
  ['Millbank', 340, 0.27],
  ['Eastfield', 560, 0.29],
  ['Cwm Isaf', 90, 0.18],
  ['Northvale', 900, 0.385],
  ['Station Road', 210, 0.25],
  ['The Rows', 420, 0.31],
  ['Quayside', 700, 0.2],
  ['Upper Dene', 150, 0.36],
] as const
