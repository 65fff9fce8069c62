import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seededRandom } from '../random.ts'
import { divisionOf, nextStatement, statementWeights } from './next-statement.ts'
import { OpinionInputError } from './responses.ts'
import { statementPriority } from './priority.ts'

test('statementPriority is the formula, worked by hand', () => {
  // S = 5: a = 4/7, p = 2/7, 1 + 8/2 = 5; ((5/7) · 1.5 · (4/7) · 5)² = (150/49)².
  const priority = statementPriority({ agree: 3, disagree: 1, unsure: 1, extremity: 0.5 })
  assert.ok(Math.abs(priority - (150 / 49) ** 2) < 1e-12)
  // Nobody asked yet: (½ · 1 · ½ · 9)².
  const fresh = statementPriority({ agree: 0, disagree: 0, unsure: 0, extremity: 0 })
  assert.equal(fresh, 2.25 ** 2)
})

test('divisionOf: the widest gap between groups, drawn in while few answered', () => {
  assert.equal(divisionOf([{ count: 5, of: 9 }]), 0)
  assert.ok(
    Math.abs(
      divisionOf([
        { count: 8, of: 8 },
        { count: 0, of: 8 },
      ]) - 0.8,
    ) < 1e-15,
  )
  assert.ok(
    Math.abs(
      divisionOf([
        { count: 1, of: 1 },
        { count: 0, of: 1 },
      ]) -
        1 / 3,
    ) < 1e-15,
  )
})

test('the draw is by weight, and never one already answered or hidden', () => {
  const column = fc.array(fc.tuple(fc.nat(50), fc.nat(9)), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(
      column,
      fc.nat(4095),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (statements, bits, random) => {
        const seen = statements.map(([count]) => count)
        const weights = statements.map(([, weight]) => weight)
        const answered = (s: number) => ((bits >> s) & 1) === 1
        const open = weights.flatMap((weight, s) => (weight > 0 && !answered(s) ? [s] : []))
        const next = nextStatement(seen, weights, answered, random)
        if (open.length === 0) assert.equal(next, undefined)
        else assert.ok(open.includes(next!))
        if (open.length > 0 && random < 0.25) {
          assert.equal(seen[next!], Math.min(...open.map((s) => seen[s]!)))
        }
      },
    ),
  )
  const counts = [0, 0, 0]
  for (let i = 0; i < 30_000; i++) {
    counts[nextStatement([0, 1, 1], [1, 2, 6], () => false, (i + 0.5) / 30_000)!]!++
  }
  // A quarter to the least asked; the rest by 1 : 2 : 6.
  assert.deepEqual(counts, [7500 + 2500, 5000, 15_000])
  assert.throws(() => nextStatement([0], [1], () => false, 1), OpinionInputError)
  assert.throws(() => nextStatement([0], [1, 2], () => false, 0), OpinionInputError)
})

/** People come one after another; each is asked `each` statements. Returns how often each was. */
function ask(
  people: number,
  each: number,
  weights: (seen: readonly number[]) => ArrayLike<number>,
  seen: number[],
  random: () => number,
) {
  for (let person = 0; person < people; person++) {
    const answered = new Set<number>()
    const now = weights(seen)
    for (let i = 0; i < each; i++) {
      const next = nextStatement(seen, now, (s) => answered.has(s), random())
      if (next === undefined) break
      answered.add(next)
      seen[next]!++
    }
  }
  return seen
}

test('no statement is starved, however small its weight: the bound holds', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 40 }),
      fc.integer({ min: 1, max: 400 }),
      fc.nat(),
      fc.double({ min: 0.01, max: 0.5, noNaN: true }),
      (statements, people, seed, part) => {
        const each = Math.max(1, Math.floor(statements * part))
        // The first is all but ignored by its weight; a few take nearly everything.
        const weights = Float64Array.from({ length: statements }, (_, s) =>
          s === 0 ? 1e-9 : 10 ** (s % 6),
        )
        const seen = ask(
          people,
          each,
          () => weights,
          Array.from({ length: statements }, () => 0),
          seededRandom(seed),
        )
        const choices = people * each
        const bound = choices / (4 * statements) - each - 3 * Math.sqrt(choices / statements)
        assert.ok(Math.min(...seen) >= bound, `${Math.min(...seen)} < ${bound}`)
      },
    ),
    { numRuns: 300 },
  )
})

test('a statement added late catches up with the least asked', () => {
  const random = seededRandom(11)
  const minds = Array.from({ length: 31 }, () => random())
  const weights = (seen: readonly number[]) =>
    statementWeights(
      seen.map((count, s) => ({
        agree: Math.round(count * minds[s]!),
        disagree: count - Math.round(count * minds[s]!),
        unsure: 0,
        extremity: 0,
        division: 0,
      })),
    )
  const seen = ask(
    600,
    10,
    weights,
    Array.from({ length: 30 }, () => 0),
    random,
  )
  const least = Math.min(...seen)
  assert.ok(least >= 600 * 10 * 0.25 * (1 / 30))
  const late = ask(4 * least, 10, weights, [...seen, 0], random)
  assert.ok(late[30]! >= least, `${late[30]} of ${least}`)
})
