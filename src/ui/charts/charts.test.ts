import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { words } from '../words/index.ts'
import { apart } from './apart.ts'
import { dotMap } from './dot-map.ts'
import { lineWithLimits } from './line-with-limits.ts'
import { thinned } from './thinned.ts'

const english = words('en')

test('labels are never nearer than their gap where there is room, and keep their order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { maxLength: 12 }),
      (heights) => {
        const moved = apart(heights, 1, 0, 20)
        const order = heights
          .map((_, index) => index)
          .sort((a, b) => heights[a]! - heights[b]! || a - b)
        for (const [index, at] of order.entries()) {
          assert.ok(moved[at]! >= -1e-9 && moved[at]! <= 20 + 1e-9)
          if (index > 0) assert.ok(moved[at]! - moved[order[index - 1]!]! >= 1 - 1e-9)
        }
      },
    ),
  )
})

test('thinning keeps the share of a group, evenly, and never loses one altogether', () => {
  const list = Array.from({ length: 1000 }, (_, index) => index)
  const kept = thinned(list, 0.1)
  assert.equal(kept.length, 100)
  assert.deepEqual(kept.slice(0, 3), [0, 10, 20])
  assert.deepEqual(thinned([1, 2, 3], 0.01), [1])
  assert.deepEqual(thinned([], 0.5), [])
  assert.deepEqual(thinned([1, 2], 1), [1, 2])
})

test('a map of many people draws at most what it says, and says so', () => {
  const points = Array.from({ length: 10_000 }, (_, index) => ({
    x: Math.sin(index) * 4,
    y: Math.cos(index * 1.7) * 3,
    group: index % 4 === 0 ? 'b' : 'a',
  }))
  const groups = ['a', 'b'].map((id) => ({ id, name: id.toUpperCase() }))
  const drawn = String(dotMap({ words: english, id: 'map', title: 'Map', points, groups }))
  const marks = [...drawn.matchAll(/<path class="dots dots--[^"]*" d="([^"]*)"/g)]
  const count = marks.reduce((sum, [, d]) => sum + d!.split('M').length - 1, 0)
  // Two more stand in the key.
  assert.ok(count <= 2002 && count > 1900, `${count} marks`)
  assert.match(drawn, /draws 20% of the marks, the same share of every group; all 10,000 people/)
  assert.match(drawn, /A \(7,500\) and B \(2,500\)/)
  assert.ok(drawn.length < 60_000, `${drawn.length} characters`)
})

test('one person, or all in one place, is drawn without a division by nothing', () => {
  for (const points of [
    [{ x: 1, y: 1 }],
    Array.from({ length: 5 }, () => ({ x: 2, y: 3, group: 'a' })),
  ]) {
    const groups = [{ id: 'a', name: 'A' }]
    const drawn = String(dotMap({ words: english, id: 'm', title: 'Map', points, groups }))
    assert.doesNotMatch(drawn, /NaN|Infinity|undefined/)
  }
  const flat = [5, 5, 5].map((value, index) => ({ label: String(index), value }))
  const line = String(lineWithLimits({ words: english, id: 'l', title: 'Line', points: flat }))
  assert.doesNotMatch(line, /NaN|Infinity|undefined/)
})

test('what people named their group cannot become markup', () => {
  const drawn = String(
    dotMap({
      words: english,
      id: 'map',
      title: '<b>',
      points: [{ x: 0, y: 0, group: 'a' }],
      groups: [{ id: 'a', name: '<script>' }],
    }),
  )
  assert.doesNotMatch(drawn, /<script>|<b>/)
})
