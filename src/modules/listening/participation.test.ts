import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { comparison, protectCounts, protection, settled, type Published } from './participation.ts'

const counts = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 8 })

test('what is shown is never a small number and always a multiple of 5', () => {
  fc.assert(
    fc.property(counts, (given) => {
      protectCounts(given).forEach((shown, index) => {
        if (shown === null) return assert.ok(given[index]! > 0)
        assert.equal(shown % 5, 0)
        assert.ok(given[index] === 0 || given[index]! >= 8)
        assert.ok(Math.abs(shown - given[index]!) <= 2)
      })
    }),
  )
})

test('a suppressed number cannot be narrowed down, even by someone who knows the exact total', () => {
  const few = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 4 })
  fc.assert(
    fc.property(few, (given) => {
      const shown = protectCounts(given)
      const total = given.reduce((sum, count) => sum + count, 0)
      if (total < protection.more) return
      // Every table of exact counts with this total that would have been shown the same way.
      const possible: number[][] = []
      const fill = (at: number, left: number, so: number[]) => {
        if (at === given.length) {
          if (left === 0 && protectCounts(so).join() === shown.join()) possible.push(so)
          return
        }
        for (let count = 0; count <= left; count += 1) {
          if (shown[at] !== null && Math.abs(count - shown[at]!) > 2) continue
          fill(at + 1, left - count, [...so, count])
        }
      }
      fill(0, total, [])
      given.forEach((count, index) => {
        if (count === 0 || count >= protection.least) return
        const values = new Set(possible.map((each) => each[index]))
        assert.ok(values.size >= 3, `${given.join()} shows ${shown.join()}: ${[...values].join()}`)
      })
    }),
    { numRuns: 300 },
  )
})

test('what is published between two times never differs by fewer than ten people', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 120 }),
      (arrivals: number[]) => {
        let before: Published | undefined
        const now = [0, 0, 0, 0]
        for (const option of arrivals) {
          now[option]! += 1
          const answered = now.reduce((sum, count) => sum + count, 0)
          const next = settled('q', answered, now, before)
          if (next !== before) {
            assert.ok(next!.answered - (before?.answered ?? 0) >= protection.more)
            assert.deepEqual(next!.shown, protectCounts(now))
          }
          before = next
        }
      },
    ),
  )
})

test('one small number takes others with it', () => {
  assert.deepEqual(protectCounts([3, 40, 25]), [null, 40, null])
  assert.deepEqual(protectCounts([1, 1, 8, 60]), [null, null, null, 60])
  assert.deepEqual(protectCounts([0, 12, 33]), [0, 10, 35])
})

test('who is missing is said from published numbers alone', () => {
  const question = { kind: 'choice', categories: ['under-25', '25-to-64', '65-and-over'] }
  const living = [
    { category: 'under-25', people: 300 },
    { category: '25-to-64', people: 500 },
    { category: '65-and-over', people: 200 },
  ]
  const said = comparison(question, [15, 65, 20], living)
  assert.deepEqual(
    said.map((row) => [row.share, row.area, row.missing]),
    [
      [0.15, 0.3, true],
      [0.65, 0.5, false],
      [0.2, 0.2, false],
    ],
  )
  // Too few to show, and so no shares: missing all the same where many were to be expected.
  const hidden = comparison(question, [null, 70, null], living)
  assert.deepEqual(
    hidden.map((row) => [row.share, row.missing]),
    [
      [null, true],
      [null, false],
      [null, false],
    ],
  )
  assert.ok(
    comparison(question, [15, 65, 20], []).every((row) => row.area === null && !row.missing),
  )
})
