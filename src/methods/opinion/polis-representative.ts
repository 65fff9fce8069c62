import { statementCounts } from './counts.ts'

/** A statement that stands for a group, with the figures behind the choice. */
export type Representative = {
  statement: number
  direction: 'agree' | 'disagree'
  /** How many in the group took that side, of how many who saw the statement. */
  successes: number
  trials: number
  /** (successes + 1) / (trials + 2). */
  share: number
  /** One-proportion z against one half. */
  shareTest: number
  /** The share over the same share among everyone else grouped. */
  ratio: number
  /** Two-proportion z against everyone else grouped, held in single precision. */
  ratioTest: number
  /** The statement this group most agrees with, put first. */
  bestAgree: boolean
}

/** The one-sided 90 % point of the normal distribution, to the four places the mode uses. */
export const SIGNIFICANT = 1.2816

/** 2√(n+1) · ((s+1)/(n+1) − ½): does a share differ from one half? */
export function proportionTest(successes: number, trials: number): number {
  return 2 * Math.sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5)
}

/**
 * The pooled two-proportion z, after 1 is added to all four counts. 0 where the pooled share is 1,
 * which leaves no variance to compare with.
 */
export function twoProportionTest(
  successesIn: number,
  successesOut: number,
  trialsIn: number,
  trialsOut: number,
): number {
  const inside = trialsIn + 1
  const outside = trialsOut + 1
  const pooled = (successesIn + successesOut + 2) / (inside + outside)
  if (pooled === 1) return 0
  const difference = (successesIn + 1) / inside - (successesOut + 1) / outside
  return difference / Math.sqrt(pooled * (1 - pooled) * (1 / inside + 1 / outside))
}

/**
 * The statements that stand for each group, at most five a group.
 *
 * A statement qualifies where a side (agree or disagree) passes both tests at 1.2816. Those that
 * qualify are ordered by ratio × ratio test × share × share test; the statement the group most
 * agrees with comes first; five are kept, and agreement is listed before disagreement. Where none
 * qualifies, the best agreement stands alone, or else the statement with the largest ratio test.
 *
 * @param groups the tally of each group (see counts.ts).
 * @param left 0 for statements left out by moderation.
 */
export function representativeStatements(
  groups: readonly ArrayLike<number>[],
  left: ArrayLike<number>,
): Representative[][] {
  return groups.map((inside, g) => {
    const outside = new Float64Array(inside.length)
    for (const [h, tally] of groups.entries()) {
      if (h !== g) for (let i = 0; i < outside.length; i++) outside[i]! += tally[i]!
    }
    return forGroup(inside, outside, left)
  })
}

type Side = Omit<Representative, 'bestAgree'>

function forGroup(inside: ArrayLike<number>, outside: ArrayLike<number>, left: ArrayLike<number>) {
  const qualified: Side[] = []
  let agreed: Side | undefined
  let strongest: Side | undefined
  let strength = -Infinity
  for (let statement = 0; statement < left.length; statement++) {
    if (!left[statement]) continue
    const agree = side(inside, outside, statement, 'agree')
    const disagree = side(inside, outside, statement, 'disagree')
    const leading = agree.ratioTest > disagree.ratioTest ? agree : disagree
    if (passes(agree) || passes(disagree)) qualified.push(leading)
    if (leading.ratioTest > strength) {
      strength = leading.ratioTest
      strongest = leading
    }
    if (agree.successes + disagree.successes > 0 && betterAgreement(agree, agreed)) agreed = agree
  }
  const chosen = qualified.map(rounded).toSorted((a, b) => weight(b) - weight(a))
  const first = agreed ?? (chosen.length === 0 ? strongest : undefined)
  const listed = first
    ? [rounded(first), ...chosen.filter(({ statement }) => statement !== first.statement)]
    : chosen
  const five = (chosen.length === 0 ? listed.slice(0, 1) : listed.slice(0, 5)).map((each) => ({
    ...each,
    bestAgree: each.statement === agreed?.statement && each.direction === 'agree',
  }))
  return [
    ...five.filter(({ direction }) => direction === 'agree'),
    ...five.filter(({ direction }) => direction === 'disagree'),
  ]
}

function side(
  inside: ArrayLike<number>,
  outside: ArrayLike<number>,
  statement: number,
  direction: 'agree' | 'disagree',
): Side {
  const here = statementCounts(inside, statement)
  const there = statementCounts(outside, statement)
  const successes = here[direction]
  const share = (successes + 1) / (here.seen + 2)
  return {
    statement,
    direction,
    successes,
    trials: here.seen,
    share,
    shareTest: proportionTest(successes, here.seen),
    ratio: share / ((there[direction] + 1) / (there.seen + 2)),
    ratioTest: twoProportionTest(successes, there[direction], here.seen, there.seen),
  }
}

function passes({ shareTest, ratioTest }: Side) {
  return ratioTest > SIGNIFICANT && shareTest > SIGNIFICANT
}

/** The published figure is in single precision, and the ordering is made with it. */
function rounded(each: Side): Side {
  return { ...each, ratioTest: Math.fround(each.ratioTest) }
}

function weight({ ratio, ratioTest, share, shareTest }: Side) {
  return ratio * ratioTest * share * shareTest
}

/**
 * Whether an agreement beats the best so far: by the whole weight once the best is commoner in the
 * group than outside it, by share alone until then.
 */
function betterAgreement(agree: Side, best: Side | undefined) {
  if (!best) return agree.shareTest > SIGNIFICANT || (agree.ratio > 1 && agree.share > 0.5)
  if (best.ratio > 1) return weight(agree) > weight(best)
  return agree.share * agree.shareTest > best.share * best.shareTest
}
