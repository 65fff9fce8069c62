/**
 * Who took part, protected. Small counts are never shown, so that nobody can be recognised in them:
 *
 * - a count from 1 to 7 is suppressed; every other is rounded to the nearest 5;
 * - the smallest others are suppressed with it until at least two are and they come to 8 or more
 *   together, so that none can be had by taking the rest from a total, even by someone who knows
 *   that total; none is published besides;
 * - a question is published again only when at least ten more people have answered it (`settled`),
 *   so that nobody is found by comparing what was published before and after they answered.
 *
 * The rules are those of official statistics about people below the level of a nation (the threshold
 * and the rounding are settings).
 */
export type Protection = { least: number; to: number; more: number }

export const protection: Protection = { least: 8, to: 5, more: 10 }

/** A count that may be shown; null is "too few to say". */
export type Shown = number | null

export function protectCounts(
  counts: readonly number[],
  { least, to }: Protection = protection,
): Shown[] {
  const hidden = counts.map((count) => count > 0 && count < least)
  for (;;) {
    const of = counts.filter((_, index) => hidden[index])
    if (of.length === 0) break
    if (of.length > 1 && of.reduce((sum, count) => sum + count, 0) >= least) break
    // Of equals the first. An empty one hides nothing.
    let next = -1
    counts.forEach((count, index) => {
      if (!hidden[index] && count > 0 && (next < 0 || count < counts[next]!)) next = index
    })
    if (next < 0) break
    hidden[next] = true
  }
  return counts.map((count, index) => (hidden[index] ? null : Math.round(count / to) * to))
}

/** What was published of one question, and how many had answered it then (never published). */
export type Published = { question: string; answered: number; shown: Shown[] }

/** What to publish now: as before until enough more people have answered, so that one cannot be picked out. */
export function settled(
  question: string,
  answered: number,
  counts: readonly number[],
  before: Published | undefined,
  rule: Protection = protection,
): Published | undefined {
  const grown = answered - (before?.answered ?? 0)
  if (before && Math.abs(grown) < rule.more) return before
  if (!before && answered < rule.more) return undefined
  return { question, answered, shown: protectCounts(counts, rule) }
}

export type Compared = {
  option: number
  people: Shown
  /** Of those who answered, where none of them is too few to say. */
  share: number | null
  /** Of those who live there, where it is known. */
  area: number | null
  /** Surely far fewer than live there. */
  missing: boolean
}

/**
 * What was published of a question beside who lives there. Somebody is missing where their share is
 * at most three fifths of the area's, or where too few to show took part while 16 or more would be
 * expected. Only published numbers are used, so nothing can be worked back from it.
 */
export function comparison(
  question: { kind: string; categories: readonly string[] | null },
  shown: readonly Shown[],
  living: readonly { category: string; people: number }[],
): Compared[] {
  const everyone = living.reduce((sum, each) => sum + each.people, 0)
  const known = shown.reduce<number>((sum, count) => sum + (count ?? 0), 0)
  const whole = question.kind === 'choice' && known > 0 && shown.every((count) => count !== null)
  return shown.map((people, option) => {
    const category = question.categories?.[option]
    const here = living.find((each) => each.category === category)?.people
    const area = here === undefined || everyone === 0 ? null : here / everyone
    const share = whole && people !== null ? people / known : null
    const missing =
      area !== null &&
      area >= 0.02 &&
      (share !== null ? share <= 0.6 * area : people === null && area * known >= 16)
    return { option, people, share, area, missing }
  })
}
