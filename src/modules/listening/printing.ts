/** Response sheets printed in one go: the same statements in the same order, a serial each. */
export type Printing = {
  id: string
  round: string
  language: string
  largePrint: boolean
  /** In their printed order. */
  statements: string[]
  sheets: number
  printedAt: Date
}

/** As many as one go may print, and as many statements as a person will answer on paper. */
export const mostSheets = 500
export const mostOnSheet = 60
export const usuallyOnSheet = 20

/**
 * The order on the sheets of one printing: by number, from some place onwards and round to the start
 * again, so that from printing to printing tired eyes meet different statements last.
 */
export function printedOrder<T extends { number: number }>(
  chosen: readonly T[],
  turn: number,
): T[] {
  if (chosen.length === 0) return []
  const sorted = [...chosen].sort((a, b) => a.number - b.number)
  const start = turn % sorted.length
  return [...sorted.slice(start), ...sorted.slice(0, start)]
}
