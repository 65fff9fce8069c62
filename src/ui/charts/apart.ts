/**
 * Heights moved as little as needed so that none is nearer than `gap` to another and all lie
 * between `low` and `high`, in the order they came in. If there is no room, they share what there is.
 */
export function apart(
  heights: readonly number[],
  gap: number,
  low: number,
  high: number,
): number[] {
  const order = heights.map((_, index) => index).sort((a, b) => heights[a]! - heights[b]!)
  const space = Math.min(gap, (high - low) / Math.max(1, heights.length - 1))
  const moved = [...heights]
  let least = low
  for (const index of order) {
    moved[index] = Math.max(heights[index]!, least)
    least = moved[index] + space
  }
  let most = high
  for (const index of order.toReversed()) {
    moved[index] = Math.min(moved[index]!, most)
    most = moved[index] - space
  }
  return moved
}
